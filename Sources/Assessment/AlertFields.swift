import Model
import Theatre

/// What an alert can tell, as words for the templates.
struct AlertFields {
  private let assessment: Assessment
  private let wanted: DesiredAlert
  private let alert: Alert
  private let named: Int?
  var isFrench = true

  init(_ assessment: Assessment, _ wanted: DesiredAlert, _ alert: Alert) {
    self.assessment = assessment
    self.wanted = wanted
    self.alert = alert
    named = assessment.namedActor(wanted)
  }

  func value(_ field: Template.Field) -> String? {
    switch field {
    case .place: place(0)
    case .otherPlace: place(1)
    case .date: date
    case .target: target
    case .actor: actor
    case .event:
      wanted.entry.map { entry in
        let name = assessment.theatre.calendar.entries[entry].name
        return isFrench ? name.fr : name.en
      }
    case .km: number("kilometres")
    case .days: days
    case .count: "\(wanted.incidents.count)"
    case .pollingPlace: wanted.polling.map { assessment.theatre.polling[$0].name }
    }
  }

  private func place(_ index: Int) -> String? {
    guard index < alert.areas.count, !alert.areas[index].name.isEmpty else { return nil }
    return alert.areas[index].name
  }

  private func number(_ name: String) -> String? {
    alert.numbers.first { $0.name == name }.map { "\($0.value)" }
  }

  /// Days to the event, or the begun days that a campaign took, with their unit.
  private var days: String? {
    let count =
      alert.numbers.first { $0.name == "days" }?.value
      ?? alert.numbers.first { $0.name == "hours" }.map { ($0.value + 23) / 24 }
    guard let count else { return nil }
    switch count {
    case 0: return isFrench ? "moins d'un jour" : "less than a day"
    case 1: return isFrench ? "un jour" : "one day"
    default: return isFrench ? "\(count) jours" : "\(count) days"
    }
  }

  /// The member of the family that the reports name; the family's head where they name none.
  private var actor: String? {
    guard let index = named else { return nil }
    let actor = assessment.theatre.actors.actors[index]
    // Who belongs to a community is never told to the public.
    guard !actor.isCommunity else { return nil }
    return isFrench ? actor.name.fr : actor.name.en
  }

  private static let months: [(fr: String, en: String)] = [
    ("janvier", "January"), ("février", "February"), ("mars", "March"), ("avril", "April"),
    ("mai", "May"), ("juin", "June"), ("juillet", "July"), ("août", "August"),
    ("septembre", "September"), ("octobre", "October"), ("novembre", "November"),
    ("décembre", "December"),
  ]

  /// The day of the latest of the incidents, in the theatre's time.
  private var date: String? {
    var latest: UInt32 = 0
    for incident in wanted.incidents {
      let row = assessment.memory.incidents.row(incident).pointee
      latest = max(latest, row.earliest &+ row.span / 2)
    }
    guard latest > 0 else { return nil }
    let civil = Moment.instant(latest).advanced(by: assessment.theatre.localOffset).civil
    let month = Self.months[civil.month - 1]
    let first = isFrench && civil.day == 1 ? "1er" : "\(civil.day)"
    return "\(first) \(isFrench ? month.fr : month.en) \(civil.year)"
  }

  /// The guarded target, by the most telling word.
  private var target: String? {
    guard let incident = wanted.incidents.first else { return nil }
    let targets = assessment.memory.incidents.row(incident).pointee.targets
    for (target, words) in Self.targets where targets & 1 << UInt64(target.rawValue) != 0 {
      return isFrench ? words.fr : words.en
    }
    return nil
  }

  private static let targets: [(TargetClass, (fr: String, en: String))] = [
    (.diplomatic, ("représentation diplomatique", "diplomatic mission")),
    (.headquarters, ("quartier général", "headquarters")),
    (.airport, ("aéroport", "airport")),
    (.base, ("base", "base")),
    (.peacekeepers, ("casques bleus", "peacekeepers")),
    (.foreignForces, ("forces étrangères", "foreign forces")),
    (.checkpoint, ("poste de contrôle", "checkpoint")),
    (.patrol, ("patrouille", "patrol")),
    (.convoy, ("convoi", "convoy")),
    (.hotel, ("hôtel", "hotel")),
    (.market, ("marché", "market")),
    (.school, ("école", "school")),
    (.health, ("centre de santé", "health centre")),
    (.worship, ("lieu de culte", "place of worship")),
    (.pollingPlace, ("bureau de vote", "polling place")),
    (.military, ("forces armées", "armed forces")),
    (.police, ("police", "police")),
    (.gendarmerie, ("gendarmerie", "gendarmerie")),
    (.village, ("village", "village")),
    (.civilians, ("civils", "civilians")),
  ]

  static func french(_ number: String) -> String {
    switch number {
    case "kilometres": "kilomètres"
    case "hours": "heures"
    case "days": "jours"
    case "attacks": "attaques"
    default: number
    }
  }
}
