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
    case .area: alert.areas.first.map(\.name)
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
    case .window: number("window_days", "history_days").flatMap { Int64($0) }.map(inDays)
    case .count: number("attacks", "incidents", "kinds") ?? "\(max(1, wanted.grounds.count))"
    case .sum:
      number(
        "individuals_displaced", "households_displaced", "schools_closed", "stations_not_opened",
        "stations_disrupted")
    case .percent: number("percent")
    case .level: number("level", "points")
    case .source: source
    case .silent: number("silent_days").flatMap { Int64($0) }.map(inDays)
    case .pollingPlace: wanted.polling.map { assessment.theatre.polling[$0].name }
    }
  }

  private func place(_ index: Int) -> String? {
    guard index < alert.areas.count, !alert.areas[index].name.isEmpty else { return nil }
    return alert.areas[index].name
  }

  private func number(_ names: String...) -> String? {
    for name in names {
      if let number = alert.numbers.first(where: { $0.name == name }) {
        return Self.grouped(number.value, isFrench: isFrench)
      }
    }
    return nil
  }

  /// 1 234 in French, with a space that does not break; 1,234 in English.
  static func grouped(_ value: Int64, isFrench: Bool) -> String {
    let digits = "\(value.magnitude)"
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += isFrench ? "\u{202F}" : "," }
      text.append(digit)
    }
    return value < 0 ? "-\(text)" : text
  }

  /// Who has fallen silent: a team's own name, never a person's.
  private var source: String? {
    guard case .source(let number) = wanted.subject else { return nil }
    let known = assessment.memory.names.meaning(number).source
    return known < 0 ? nil : assessment.theatre.sources.sources[Int(known)].name
  }

  /// Days to the event, or the begun days that a campaign took, with their unit.
  private var days: String? {
    let count =
      alert.numbers.first { $0.name == "days" }?.value
      ?? alert.numbers.first { $0.name == "hours" }.map { ($0.value + 23) / 24 }
    return count.map(inDays)
  }

  private func inDays(_ count: Int64) -> String {
    switch count {
    case 0: isFrench ? "moins d'un jour" : "less than a day"
    case 1: isFrench ? "un jour" : "one day"
    default: isFrench ? "\(count) jours" : "\(count) days"
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
    for subject in wanted.grounds {
      if subject & 1 == 1 {
        guard assessment.memory.reports.isLive(subject >> 1) else { continue }
        let row = assessment.memory.reports.row(subject >> 1)
        latest = max(latest, row.pointee.earliest &+ row.pointee.span / 2)
      } else if assessment.memory.incidents.isLive(subject >> 1) {
        let row = assessment.memory.incidents.row(subject >> 1)
        latest = max(latest, row.pointee.earliest &+ row.pointee.span / 2)
      }
    }
    guard latest > 0 else { return nil }
    let civil = Moment.instant(latest).advanced(by: assessment.theatre.localOffset).civil
    let month = Self.months[civil.month - 1]
    let first = isFrench && civil.day == 1 ? "1er" : "\(civil.day)"
    return "\(first) \(isFrench ? month.fr : month.en) \(civil.year)"
  }

  /// The guarded target, by the most telling word.
  private var target: String? {
    guard let subject = wanted.grounds.last, subject & 1 == 0,
      assessment.memory.incidents.isLive(subject >> 1)
    else { return nil }
    let targets = assessment.memory.incidents.row(subject >> 1).pointee.targets
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

  private static let names: [(name: String, fr: String, en: String)] = [
    ("kilometres", "kilomètres", "kilometres"), ("hours", "heures", "hours"),
    ("days", "jours", "days"), ("attacks", "attaques", "attacks"),
    ("incidents", "incidents", "incidents"), ("kinds", "types d'incident", "kinds"),
    ("percent", "pour cent de plus", "percent more"), ("points", "points", "points"),
    ("steps", "étapes", "steps"), ("earlier", "cas antérieurs", "earlier ones"),
    ("level", "niveau", "level"), ("terms", "facteurs", "factors"),
    ("silent_days", "jours de silence", "silent days"),
    ("reporting_days", "jours avec rapport", "days with a report"),
    ("window_days", "jours observés", "days watched"),
    ("history_days", "jours d'historique", "days of history"),
    ("individuals_displaced", "personnes déplacées", "people displaced"),
    ("households_displaced", "ménages déplacés", "households displaced"),
    ("schools_closed", "écoles fermées", "schools closed"),
    ("stations_not_opened", "bureaux non ouverts", "stations not opened"),
    ("stations_disrupted", "bureaux perturbés", "stations disrupted"),
    ("stations_total", "bureaux en tout", "stations in all"),
    ("devices", "engins", "devices"), ("houses_burned", "maisons brûlées", "houses burned"),
  ]

  static func name(_ number: String, isFrench: Bool) -> String {
    guard let known = names.first(where: { $0.name == number }) else { return number }
    return isFrench ? known.fr : known.en
  }
}
