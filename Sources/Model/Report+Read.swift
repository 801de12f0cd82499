public import JSON

extension Report {
  /// Why bytes are not a `report/1`: the member that is missing or wrong.
  public struct Malformed: Error, Equatable, Sendable {
    public let member: String
  }

  /// Fills this report from a `report/1` document, as `write(to:)` made it.
  ///
  /// Reading what was written gives an equal report. Unknown members are passed over, so that a
  /// newer Intake may add one.
  public mutating func read(_ root: Value) throws(Malformed) {
    clear()
    guard let schema = root["schema"]?.text, schema.equals("report/1") else {
      throw Malformed(member: "schema")
    }
    for member in root.members {
      try read(member.name, member.value)
    }
    guard id != .zero else { throw Malformed(member: "id") }
    guard !source.isEmpty else { throw Malformed(member: "source") }
  }

  private mutating func read(_ name: Text, _ value: Value) throws(Malformed) {
    switch Self.members.find(name) {
    case 0: id = try Self.identifier(value, prefix: "r-", member: "id")
    case 1: revision = try Self.integer(value, 0...Int64(Int32.max), "revision")
    case 2: source = try text(value, "source")
    case 3: sourceReport = try text(value, "sourceReport")
    case 4: refersTo = try text(value, "refersTo")
    case 5: origin = try text(value, "origin")
    case 6: inbound = try text(value, "inbound")
    case 7: kind = try Self.code(value, "kind")
    case 8: assertion = try Self.code(value, "assertion")
    case 9: subEvent = try Self.code(value, "subEvent")
    case 10: tactics = try Self.codes(value, "tactics")
    case 11: weapons = try Self.codes(value, "weapons")
    case 12: targets = try Self.codes(value, "targets")
    case 13: isSuccess = value.bool ?? true
    case 14: isAnother = value.bool ?? false
    case 15: occurred = try TimeSpan(reading: value, "occurred")
    case 16: observed = try Instant(reading: value, "observed")
    case 17: submitted = try Instant(reading: value, "submitted")
    case 18:
      place = try readPlace(value, "place")
      if let options = value["options"] { try readOptions(options) }
    case 19: try readMentioned(value)
    case 20: try readActors(value)
    case 21: tolls = try Tolls(reading: value)
    case 22:
      for member in value.members {
        guard let measure = Measure.named(member.name) else { continue }
        measures[measure] = try TollRange(reading: member.value, "measures")
      }
    case 23:
      guard let text = value.text, text.raw.count == 1 else {
        throw Malformed(member: "reliability")
      }
      reliability = text.raw[0]
    case 24: credibility = try Self.integer(value, 1...6, "credibility")
    case 25: language = try text(value, "language")
    case 26: title = try text(value, "title")
    case 27: description = try text(value, "description")
    case 29: verdict = try Self.code(value, "verdict")
    case 30:
      for element in value.elements { subjects.append(try text(element, "subjects")) }
    case 28: flags = try Self.codes(value, "flags")
    case 31: themes = try Self.codes(value, "themes")
    case 32: movedFrom = try readPlace(value, "movedFrom")
    case 33: movedTo = try readPlace(value, "movedTo")
    case 34: pseudonym = try text(value, "pseudonym")
    case 35: disputed = try TimeSpan(reading: value, "disputed")
    case 36: for element in value.elements { try readEvidence(element) }
    case 37: restricted = try Self.codes(value, "restricted")
    default: break
    }
  }

  private static let members = NameTable([
    "id", "revision", "source", "sourceReport", "refersTo", "origin", "inbound", "kind",
    "assertion", "subEvent", "tactics", "weapons", "targets", "success", "another", "occurred",
    "observed", "submitted", "place", "mentioned", "actors", "tolls", "measures", "reliability",
    "credibility", "language", "title", "description", "flags", "verdict", "subjects", "themes",
    "movedFrom", "movedTo", "pseudonym", "disputed", "evidence", "restricted",
  ])

  private mutating func readActors(_ value: Value) throws(Malformed) {
    for element in value.elements {
      var actor = ReportActor()
      actor.firstCandidate = Int32(candidates.count)
      for member in element.members {
        if member.name.equals("role") {
          actor.role = try Self.code(member.value, "actors/role")
        } else if member.name.equals("attribution") {
          actor.attribution = try Self.code(member.value, "actors/attribution")
        } else if member.name.equals("candidates") {
          for item in member.value.elements { try readCandidate(item) }
        }
      }
      actor.candidateCount = Int32(candidates.count) - actor.firstCandidate
      actors.append(actor)
    }
  }

  private mutating func readCandidate(_ value: Value) throws(Malformed) {
    var candidate = ActorCandidate()
    for member in value.members {
      if member.name.equals("id") {
        candidate.id = try text(member.value, "actors/candidates/id")
      } else if member.name.equals("written") {
        candidate.written = try text(member.value, "actors/candidates/written")
      } else if member.name.equals("percent") {
        candidate.percent = try Self.integer(member.value, 0...100, "actors/candidates/percent")
      }
    }
    candidates.append(candidate)
  }

  private mutating func readEvidence(_ value: Value) throws(Malformed) {
    guard let fact = value["fact"], let words = value["words"], let percent = value["percent"]
    else { throw Malformed(member: "evidence") }
    evidence.append(
      ReportEvidence(
        fact: try Self.code(fact, "evidence/fact"), words: try text(words, "evidence/words"),
        percent: try Self.integer(percent, 0...100, "evidence/percent")))
  }

  mutating func text(
    _ value: Value, _ member: @autoclosure () -> String
  ) throws(Malformed) -> Extent {
    guard let text = value.text else { throw Malformed(member: member()) }
    let start = storage.count
    text.append(to: &storage)
    return Extent(start: start, count: storage.count - start)
  }
}
