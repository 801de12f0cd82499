import Model
import Testing

@testable import Assessment

/// Late and out-of-order reports make the same incidents as in order.
@Suite struct ShuffleTests {
  /// Reports of a small world in the order of submission, each id once, with revisions, retractions
  /// and replacements behind them.
  static func story(seed: UInt64, count: Int) -> [Tell] {
    var random = Seeded(seed: seed)
    var tells: [Tell] = []
    for serial in 0..<count {
      var tell = Stories.tell(&random, serial)
      tell.id = "\(serial)"
      tell.revision = 1
      tell.refersTo = ""
      if tell.kind == .retraction || tell.kind == .statement { tell.kind = .security }
      tell.flags = []
      tells.append(tell)
      switch random.below(12) {
      case 0:
        // The same again, corrected: elsewhere, or with another toll.
        var revised = Stories.tell(&random, serial)
        (revised.source, revised.id, revised.kind) = (tell.source, tell.id, tell.kind)
        revised.revision = 2
        revised.refersTo = ""
        tells.append(revised)
      case 1:
        tells.append(
          Tell(
            source: tell.source, id: "r\(serial)", refersTo: tell.id, kind: .retraction,
            from: "2018-07-29"))
      case 2:
        var other = Stories.tell(&random, serial)
        (other.source, other.id, other.kind) = (tell.source, "n\(serial)", tell.kind)
        other.revision = 1
        other.refersTo = tell.kind == .claim ? "" : tell.id
        tells.append(other)
      default: break
      }
    }
    return tells
  }

  /// The incidents that stand, by the reports they have, and what they say of them.
  static func picture(_ desk: Desk) -> [String] {
    desk.standing.map { incident in
      let reports = incident.reports.map { "\($0.id).\($0.revision)" }.sorted()
      let tolls = incident.tolls.map { "\($0.harm) \($0.party) \($0.range)" }
      let actors = incident.actors.map {
        "\($0.role) \(incident.string($0.id))\(incident.string($0.written)) \($0.percent)"
      }
      return """
        \(incident.kind) \(reports) \(incident.status) \(incident.occurred) \
        \(incident.isTimeDisputed) \(incident.place.coordinates as Any) \(incident.place.radius) \
        \(incident.subEvent) \(incident.targets.bits) \(incident.tactics.bits) \
        \(incident.corroboration) \(tolls) \(actors.sorted())
        """
    }.sorted()
  }

  static func told(_ tells: [Tell]) throws -> Desk {
    let desk = Desk()
    for tell in tells { try desk.send(tell) }
    return desk
  }

  @Test(arguments: 0..<12)
  func `shuffled arrival gives the same incidents`(_ seed: UInt64) throws {
    let story = Self.story(seed: 900 + seed, count: 30)
    let expected = Self.picture(try Self.told(story))
    var random = Seeded(seed: seed)
    for _ in 0..<3 {
      let shuffled = random.shuffled(story)
      let desk = try Self.told(shuffled)
      let got = Self.picture(desk)
      let parted = Set(got).symmetricDifference(expected).sorted()
      #expect(parted.isEmpty, "\(parted.prefix(4).joined(separator: "\n"))")
      #expect(got.count == expected.count)
      #expect(InvariantTests.problems(desk.assessment).isEmpty)
    }
  }
}
