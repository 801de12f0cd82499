import Model

@testable import Assessment

/// A row of the decomposed warning update (DOMAIN E2): reports that would carry it, and what must
/// come of them.
struct SeedRow {
  enum Outcome: Equatable {
    /// This rule is raised, so severe, with an area of this name.
    case fires(String, AlertSeverity, String)
    /// And this other rule on the same incident.
    case firesBoth(String, AlertSeverity, String, String)
    /// No alert of its own; it stands as a fact that other rules look at.
    case contributes
    /// Nothing at all is published for it.
    case nothing
  }

  var number: Int
  var words: String
  var reports: [Tell]
  var outcome: Outcome

  init(_ number: Int, _ words: String, _ outcome: Outcome, _ reports: Tell...) {
    self.number = number
    self.words = words
    self.reports = reports
    self.outcome = outcome
  }

  // MARK: Reports in few words

  static let jnim = Tell.Who(id: "jnim")
  static let isgs = Tell.Who(id: "isgs")

  static func who(_ id: String, _ role: ActorRole = .perpetrator) -> Tell.Who {
    Tell.Who(role: role, id: id)
  }

  static func tell(
    _ from: String, _ spot: Tell.Spot, _ event: SubEventType = .attack,
    _ change: (inout Tell) -> Void = { _ in }
  ) -> Tell {
    var tell = Tell(source: "afp", event: event, from: from, spot: spot)
    change(&tell)
    tell.id = "\(tell.id)-\(tell.from)-\(spot.id)-\(tell.kind.rawValue)-\(tell.event.rawValue)"
    return tell
  }

  /// A report of one of the kinds that carry a theme.
  static func theme(
    _ from: String, _ spot: Tell.Spot, _ kind: ReportKind, _ themes: Theme...
  ) -> Tell {
    tell(from, spot, .unknown) {
      $0.kind = kind
      $0.themes = themes
      $0.event = kind == .security ? .other : .unknown
    }
  }

  /// An opinion or forecast: no fact.
  static func said(_ assertion: Assertion, _ from: String = "2018-07-27", _ themes: Theme...)
    -> Tell
  {
    tell(from, .mali, .unknown) {
      $0.kind = .statement
      $0.assertion = assertion
      $0.themes = themes
    }
  }

  static func displaced(_ from: String, _ spot: Tell.Spot, _ people: Int32) -> Tell {
    tell(from, spot, .unknown) {
      $0.kind = .displacement
      $0.measures = [
        (.individualsDisplaced, TollRange(low: people, best: people, high: people))
      ]
    }
  }

  static func car(_ from: String, _ spot: Tell.Spot, _ targets: [TargetClass]) -> Tell {
    tell(from, spot, .suicideBomb) {
      $0.tactics = [.complexAttack]
      $0.weapons = [.svbied]
      $0.targets = targets
      $0.who = [jnim]
    }
  }

  static func shells(_ from: String, _ spot: Tell.Spot, _ targets: [TargetClass]) -> Tell {
    tell(from, spot, .shellingArtilleryMissileAttack) {
      $0.weapons = [.mortar]
      $0.targets = targets
    }
  }

  static func militia(
    _ from: String, _ spot: Tell.Spot, _ by: String = "gatia", _ on: String = "fulani-civilians"
  ) -> Tell {
    tell(from, spot, .attack) {
      $0.targets = [.civilians]
      $0.who = [who(by), who(on, .victimCommunity)]
      $0.tolls = [Tell.killed(.civilians, 4)]
    }
  }
}

extension Tell.Spot {
  static let soumpi = Tell.Spot(
    id: "soumpi", latitude: 15.85, longitude: -4.33, admin1: "Tombouctou")
  static let koulikoro = Tell.Spot(
    id: "koulikoro", latitude: 12.86, longitude: -7.56, admin1: "Koulikoro")
  static let bamako = Tell.Spot(id: "bamako", latitude: 12.65, longitude: -8, admin1: "Bamako")
  static let gourma = Tell.Spot(
    id: "gossi", latitude: 15.82, longitude: -1.30, admin1: "Tombouctou")
  static let dori = Tell.Spot(id: "dori", latitude: 14.03, longitude: -0.03, country: "BF")
}
