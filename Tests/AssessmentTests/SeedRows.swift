import Model

@testable import Assessment

extension SeedRow {
  /// All 124, in the order of the text.
  static let all: [SeedRow] = first + election + communities + forward

  private static let past = said(.historical)

  static let first: [SeedRow] = [
    SeedRow(
      1, "presidential vote on 29 July", .fires("R45", .minor, "Mali"),
      tell("2018-07-19T01:00:00Z", .bamako, .peacefulProtest),
      theme("2018-07-20", .bamako, .presence)),
    SeedRow(
      2, "vote amid ethnic conflict", .fires("R01", .moderate, "Sevare"),
      militia("2018-07-24", .sevare, "dan-na-ambassagou")),
    SeedRow(
      3, "persistent jihadist threat", .contributes,
      tell("2018-05-02", .gao) { $0.who = [jnim] }),
    SeedRow(4, "a peaceful vote is no reason for optimism", .nothing, said(.assessed)),
    SeedRow(
      5, "weak state six years after the coup", .contributes,
      theme("2018-05-02", .soumpi, .presence, .noAuthority)),
    SeedRow(
      6, "grievances unaddressed", .contributes,
      theme("2018-05-02", .soumpi, .statement, .grievance)),
    SeedRow(
      7, "affiliates increasingly lethal", .contributes,
      tell("2018-05-02", .gao) {
        $0.who = [jnim]
        $0.tolls = [Tell.killed(.civilians, 12)]
      }),
    SeedRow(8, "affiliates stand to gain", .nothing, said(.assessed)),
    SeedRow(
      9, "trafficking and humanitarian crisis", .fires("R39", .moderate, "Cercle de Gao"),
      theme("2018-05-02", .gaoTown, .security, .trafficking),
      theme("2018-05-04", .gaoTown, .security, .accessDenied)),
    SeedRow(10, "a view that cuts costs", .nothing, said(.assessed)),
    SeedRow(
      11, "reliance on weak partners", .fires("R38", .moderate, "Menaka"),
      theme("2018-05-04", .menaka, .security, .withdrawal)),
    SeedRow(
      12, "a movement that expands by country", .fires("R05", .moderate, "Dori"),
      tell("2018-03-01", .gao) { $0.who = [jnim] }, tell("2018-03-05", .kidal) { $0.who = [jnim] },
      tell("2018-03-09", .menaka) { $0.who = [jnim] },
      tell("2018-03-12", .timbuktu) { $0.who = [jnim] },
      tell("2018-03-16", .sevare) { $0.who = [jnim] }, tell("2018-04-20", .dori) { $0.who = [jnim] }
    ),
    SeedRow(
      13, "embassies as targets", .fires("R06", .severe, "Bamako"),
      tell("2018-05-02", .bamako, .armedClash) { $0.targets = [.diplomatic] }),
    SeedRow(
      14, "oil and gas facilities", .fires("R06", .severe, "Gao"),
      tell("2018-05-02", .gao, .armedClash) { $0.targets = [.utility] }),
    SeedRow(
      15, "hotels used by Westerners", .fires("R07", .severe, "Bamako"),
      tell("2018-05-02", .bamako, .attack) { $0.targets = [.hotel] }),
    SeedRow(
      16, "no attack on the homelands yet", .nothing,
      tell("2018-07-27", .bamako) { $0.assertion = .negated }),
    SeedRow(17, "capabilities could be deployed overseas", .nothing, said(.hypothetical)),
    SeedRow(
      18, "governance vacuums", .fires("R22", .moderate, "Soumpi"),
      theme("2018-05-02", .soumpi, .presence, .noAuthority, .noStateForces, .noHealthStaff)),
    SeedRow(
      19, "marginalised populations", .contributes,
      theme("2018-05-02", .soumpi, .statement, .grievance)),
    SeedRow(
      20, "smuggling routes", .fires("R32", .minor, "Gao"),
      theme("2018-05-02", .gao, .security, .trafficking)),
    SeedRow(
      21, "French intervention of 2013", .nothing,
      tell("2013-01-11", .sevare) { $0.assertion = .historical }),
    SeedRow(
      22, "handover to the G5", .fires("R38", .moderate, "Gao"),
      theme("2018-05-02", .gao, .security, .handover)),
    SeedRow(
      23, "the five of the G5", .fires("R06", .severe, "Sevare"),
      tell("2018-05-02", .sevare, .armedClash) {
        $0.targets = [.base]
        $0.who = [who("fc-g5s", .target)]
      }),
    SeedRow(24, "expansion not stopped", .nothing, said(.assessed)),
    SeedRow(
      25, "groups operate in central Mali", .contributes,
      tell("2018-05-02", .sevare) { $0.who = [jnim] }),
    SeedRow(26, "and in the north", .contributes, tell("2018-05-02", .kidal) { $0.who = [jnim] }),
    SeedRow(
      27, "campaigns into Burkina Faso", .fires("R31", .severe, "Dori"),
      tell("2018-05-02", .dori) {
        $0.who = [isgs]
        $0.themes = [.crossBorder]
      }),
    SeedRow(
      28, "military victories do not last", .fires("R29", .moderate, "Région de Ménaka"),
      theme("2018-04-02", .menaka, .security, .cleared),
      tell("2018-05-20", .menaka) { $0.who = [isgs] }),
    SeedRow(
      29, "cause: poor governance", .contributes,
      theme("2018-05-02", .soumpi, .statement, .grievance)),
    SeedRow(
      30, "cause: conflict over land and water", .contributes,
      tell("2018-05-02", .sevare, .armedClash) {
        $0.themes = [.land, .water]
        $0.who = [who("dan-na-ambassagou"), who("fulani-self-defence", .target)]
      }),
    SeedRow(
      31, "non-military support suspended", .fires("R33", .moderate, "Gao"),
      theme("2018-05-02", .gao, .security, .suspension)),
  ]

  static let election: [SeedRow] = [
    SeedRow(
      32, "challenges to credibility", .contributes, said(.asserted, "2018-07-20", .election)),
    SeedRow(
      33, "hundreds of schools closed", .fires("R11", .moderate, "Mali"),
      tell("2018-07-01", .mali, .unknown) {
        $0.kind = .closure
        $0.themes = [.schoolsClosed]
        $0.measures = [(.schoolsClosed, TollRange(low: 100, best: 100, high: 100))]
      }),
    SeedRow(
      34, "polls in abandoned towns", .fires("R22", .moderate, "Soumpi"),
      theme("2018-07-10", .soumpi, .presence, .noStateForces, .noAuthority),
      theme("2018-07-12", .soumpi, .polling, .noPolls)),
    SeedRow(
      35, "election workers on strike for two weeks", .fires("R10", .moderate, "Bamako"),
      tell("2018-07-02", .bamako, .peacefulProtest) {
        $0.tactics = [.strike]
        $0.targets = [.electionStaff]
        $0.to = "2018-07-16"
        $0.submitted = "2018-07-16"
      }),
    SeedRow(
      36, "a candidate's convoy attacked", .fires("R08", .extreme, "Koulikoro"),
      tell("2018-07-12", .koulikoro, .armedClash) { $0.targets = [.campaignConvoy, .candidate] }),
    SeedRow(
      37, "in Koulikoro region", .fires("R08", .extreme, "Koulikoro"),
      tell("2018-07-12", .koulikoro, .armedClash) {
        $0.targets = [.campaignConvoy]
        $0.spot?.radius = 100_000
      }),
    SeedRow(
      38, "in the secure south: one band more", .fires("R08", .extreme, "Koulikoro"),
      tell("2018-07-12", .koulikoro, .attack) { $0.targets = [.campaignConvoy] }),
    SeedRow(
      39, "the opponent doubts the roll", .fires("R23", .moderate, "Bamako"),
      theme("2018-07-10", .bamako, .statement, .legitimacy)),
    SeedRow(40, "the incumbent", .nothing, past),
    SeedRow(
      41, "crackdown on protests", .fires("R24", .moderate, "Mali"),
      tell("2018-06-02", .bamako, .protestWithIntervention),
      theme("2018-06-04", .bamako, .security, .ban)),
    SeedRow(
      42, "relenting under pressure", .fires("R25", .minor, "Bamako"),
      theme("2018-06-08", .bamako, .security, .banLifted)),
    SeedRow(
      43, "may target the election", .contributes,
      said(.hypothetical, "2018-07-20", .election, .threat)),
    SeedRow(
      44, "an airport shelled", .fires("R06", .severe, "Sevare-airport"),
      shells("2018-07-24T00:10:00Z", .sevareAirport, [.airport])),
    SeedRow(
      45, "five days before polling", .fires("R12", .severe, "Sevare-airport"),
      shells("2018-07-24T00:10:00Z", .sevareAirport, [.airport])),
    SeedRow(
      46, "either JNIM or ISGS", .fires("R34", .minor, "Sevare-airport"),
      tell("2018-07-24", .sevareAirport, .shellingArtilleryMissileAttack) {
        $0.targets = [.airport]
        $0.who = [Tell.Who(id: "jnim", percent: 45), Tell.Who(id: "isgs", percent: 45)]
      }),
    SeedRow(
      47, "JNIM is AQIM's affiliate", .fires("R13", .moderate, "Mali"),
      tell("2018-07-02", .mali, .unknown) {
        $0.kind = .statement
        $0.themes = [.election]
        $0.who = [jnim]
      },
      tell("2018-07-12", .mali, .unknown) {
        $0.kind = .statement
        $0.themes = [.election]
        $0.who = [who("aqim")]
      }),
    SeedRow(48, "ISGS by its names", .contributes, tell("2018-05-02", .menaka) { $0.who = [isgs] }),
    SeedRow(
      49, "JNIM condemned the elections", .fires("R13", .moderate, "Mali"), statement("2018-07-02"),
      statement("2018-07-12")),
    SeedRow(
      50, "language on corruption", .fires("R13", .moderate, "Mali"),
      statement("2018-07-02", .corruption), statement("2018-07-12", .corruption)),
    SeedRow(
      51, "language on the French presence", .fires("R13", .moderate, "Mali"),
      statement("2018-07-02", .foreignForces), statement("2018-07-12", .foreignForces)),
    SeedRow(
      52, "no attack in 2013", .nothing,
      tell("2013-07-28", .mali) { $0.assertion = .negated }),
    SeedRow(
      53, "a pattern of timing", .fires("R12", .extreme, "Gao"),
      tell("2018-05-30", .sevare, .armedClash) { $0.who = [jnim] },
      tell("2018-07-01", .gao, .armedClash) { $0.who = [jnim] }),
    SeedRow(
      54, "a French patrol, during the summit", .fires("R12", .severe, "Gao"),
      tell("2018-07-01T10:00:00Z", .gao, .suicideBomb) {
        $0.weapons = [.svbied]
        $0.targets = [.patrol, .foreignForces]
      }),
    SeedRow(
      55, "explosives against election security", .fires("R14", .extreme, "Gao"),
      tell("2018-05-02", .gao, .armedClash) {
        $0.weapons = [.smallArms]
        $0.who = [jnim]
      }, car("2018-07-25", .gao, [.base])),
  ]

  private static func statement(_ day: String, _ more: Theme...) -> Tell {
    tell(day, .mali, .unknown) {
      $0.kind = .statement
      $0.themes = [.election] + more
      $0.who = [jnim]
    }
  }
}
