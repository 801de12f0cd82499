import JSON
import Model

/// A report as a test tells it: a few words, the rest at defaults.
struct Tell {
  struct Who {
    var role = ActorRole.perpetrator
    var attribution = Attribution.reported
    var id = ""
    var percent: UInt8 = 100
  }

  struct Spot {
    var id: String
    /// The id with a capital.
    var name: String { id.prefix(1).uppercased() + id.dropFirst() }
    var latitude: Double
    var longitude: Double
    var radius: Int32 = 3_000
    var admin1 = ""
    var admin2 = ""
    var country = "ML"

    static let sevare = Spot(id: "sevare", latitude: 14.533, longitude: -4.1, admin1: "Mopti")
    static let sevareAirport = Spot(
      id: "sevare-airport", latitude: 14.513, longitude: -4.08, radius: 2_000, admin1: "Mopti")
    static let mopti = Spot(id: "mopti", latitude: 14.493, longitude: -4.194, admin1: "Mopti")
    static let gao = Spot(id: "gao", latitude: 16.272, longitude: -0.045, admin1: "Gao")
    static let bourem = Spot(
      id: "bourem", latitude: 16.957, longitude: -0.35, radius: 25_000, admin1: "Gao")
    static let timbuktu = Spot(
      id: "tombouctou", latitude: 16.776, longitude: -3.009, admin1: "Tombouctou")
    static let timbuktuRegion = Spot(
      id: "tombouctou-region", latitude: 19.0, longitude: -3.3, radius: 320_000,
      admin1: "Tombouctou")
    static let ouagadougou = Spot(
      id: "ouagadougou", latitude: 12.371, longitude: -1.52, radius: 5_000, country: "BF")
    static let mali = Spot(id: "mali", latitude: 18, longitude: -2, radius: 630_000)
    static let kidal = Spot(id: "kidal", latitude: 18.44, longitude: 1.41, admin1: "Kidal")
    static let menaka = Spot(id: "menaka", latitude: 15.92, longitude: 2.40, admin1: "Ménaka")
  }

  var source = "team-mopti-1"
  var id = "1"
  var revision: Int32 = 1
  var refersTo = ""
  var origin = ""
  var kind = ReportKind.security
  var assertion = Assertion.asserted
  var event = SubEventType.attack
  var tactics: [Tactic] = []
  var weapons: [Weapon] = []
  var targets: [TargetClass] = []
  var themes: [Theme] = []
  var isAnother = false
  var isSuccess = true
  /// RFC 3339 or a date or a month.
  var from = "2018-06-29"
  var to = ""
  var submitted = ""
  var spot: Spot? = .sevare
  var who: [Who] = []
  var tolls: [(Harm, Party, TollRange)] = []
  var measures: [(Measure, TollRange)] = []
  var grade: (Character, UInt8) = ("B", 2)
  var flags: [Flag] = []

  static func killed(_ party: Party, _ best: Int32) -> (Harm, Party, TollRange) {
    (.killed, party, TollRange(low: best, best: best, high: best))
  }

  var idOfReport: Fingerprint {
    var scratch: [UInt8] = []
    return Array(source.utf8).withUnsafeBytes { source in
      Array(id.utf8).withUnsafeBytes {
        Report.identity(source: source, sourceReport: $0, scratch: &scratch)
      }
    }
  }

  private func span(_ text: String) -> TimeSpan {
    Array(text.utf8).withUnsafeBytes { Instant.parse($0) }
      ?? TimeSpan(
        earliest: Instant(seconds: 0), latest: Instant(seconds: 0), precision: .year)
  }

  var report: Report {
    var report = Report()
    report.id = idOfReport
    report.revision = revision
    report.source = report.keep(source)
    report.sourceReport = report.keep(id)
    report.refersTo = report.keep(refersTo)
    report.origin = report.keep(origin)
    report.kind = kind
    report.assertion = assertion
    report.subEvent = event
    report.tactics = CodeSet(tactics)
    report.weapons = CodeSet(weapons)
    report.targets = CodeSet(targets)
    report.themes = CodeSet(themes)
    report.isAnother = isAnother
    report.isSuccess = isSuccess
    report.occurred = span(from)
    if !to.isEmpty {
      report.occurred.latest = span(to).latest
      report.occurred.precision = .hour
    }
    report.submitted =
      submitted.isEmpty
      ? report.occurred.latest.advanced(by: 3_600) : span(submitted).earliest
    if let spot {
      report.place.id = report.keep(spot.id)
      report.place.name = report.keep(spot.name)
      report.place.country = report.keep(spot.country)
      report.place.admin1 = report.keep(spot.admin1)
      report.place.admin2 = report.keep(spot.admin2)
      report.place.coordinates = Coordinates(
        latitude: spot.latitude, longitude: spot.longitude)
      report.place.radius = spot.radius
      report.place.method = .gazetteer
      report.place.geoPrecision = spot.radius <= 5_000 ? 1 : spot.radius <= 25_000 ? 2 : 3
    }
    for person in who {
      var actor = ReportActor()
      actor.role = person.role
      actor.attribution = person.attribution
      actor.firstCandidate = Int32(report.candidates.count)
      actor.candidateCount = 1
      var candidate = ActorCandidate()
      candidate.id = report.keep(person.id)
      candidate.percent = person.percent
      report.candidates.append(candidate)
      report.actors.append(actor)
    }
    for (harm, party, range) in tolls { report.tolls[harm, party] = range }
    for (measure, range) in measures { report.measures[measure] = range }
    report.reliability = grade.0.asciiValue ?? 70
    report.credibility = grade.1
    report.flags = CodeSet(flags)
    return report
  }

  var bytes: [UInt8] {
    var writer = Writer()
    report.write(to: &writer)
    return writer.bytes
  }
}
