import Model

@testable import Assessment

extension SeedRow {
  static let communities: [SeedRow] = [
    SeedRow(56, "elections could provoke conflict", .nothing, said(.hypothetical)),
    SeedRow(
      57, "insurgency in the north", .contributes,
      tell("2018-05-02", .kidal, .armedClash) { $0.who = [who("cma"), who("gatia", .target)] }),
    SeedRow(
      58, "accord not implemented", .fires("R30", .moderate, "Kidal"),
      theme("2018-05-02", .kidal, .security, .accordViolation)),
    SeedRow(
      59, "militias aligned for or against", .contributes,
      tell("2018-05-02", .menaka, .armedClash) { $0.who = [who("gatia"), who("isgs", .target)] }),
    SeedRow(
      60, "militias of ethnic groups", .contributes,
      tell("2018-05-02", .sevare, .armedClash) {
        $0.who = [who("dan-na-ambassagou"), who("fulani-self-defence", .target)]
      }),
    SeedRow(
      61, "active across north and centre", .contributes,
      tell("2018-05-02", .timbuktu, .armedClash) { $0.who = [who("ganda-izo")] }),
    SeedRow(
      62, "intercommunal violence surging", .fires("R15", .severe, "Région de Mopti"),
      militia("2018-06-10", .mopti, "dan-na-ambassagou"),
      militia("2018-06-12", .sevare, "dan-na-ambassagou"),
      militia("2018-06-13", .mopti, "dan-na-ambassagou"),
      militia("2018-06-14", .sevare, "dan-na-ambassagou")),
    SeedRow(
      63, "militias attack civilians", .fires("R17", .severe, "Menaka"),
      militia("2018-05-02", .menaka)),
    SeedRow(
      64, "communities form self-defence", .fires("R19", .moderate, "Sevare"),
      theme("2018-05-02", .sevare, .security, .mobilisation)),
    SeedRow(
      65, "abuses by government forces", .fires("R18", .severe, "Sevare"), abuse("2018-05-02")),
    SeedRow(
      66, "partner militias not held back", .fires("R17", .severe, "Menaka"),
      tell("2018-05-02", .menaka) {
        $0.targets = [.civilians]
        $0.tolls = [Tell.killed(.civilians, 2)]
        $0.who = [who("msa"), who("barkhane", .partner)]
      }),
    SeedRow(
      67, "conflict made worse on purpose", .contributes,
      tell("2018-05-02", .sevare) {
        $0.themes = [.provocation]
        $0.who = [jnim]
      }),
    SeedRow(68, "ISGS stoked violence", .contributes, provocation("2018-05-02")),
    SeedRow(
      69, "inciting a militia's crackdown", .fires("R16", .severe, "Menaka"),
      militia("2018-05-01", .menaka, "fulani-self-defence", "daoussahak-civilians"),
      militia("2018-05-06", .menaka, "msa", "fulani-civilians")),
    SeedRow(
      70, "leading to flight", .fires("R20", .severe, "Menaka"),
      displaced("2018-05-10", .menaka, 1_200)),
    SeedRow(
      71, "and cancelled voting", .fires("R09", .severe, "Gao"),
      theme("2018-07-20", .gao, .polling, .voteCancelled)),
    SeedRow(
      72, "in a municipality of Gao: the whole chain", .fires("C1", .severe, "Région de Gao"),
      tell("2018-06-20", .gao) { $0.who = [isgs] }, militia("2018-06-26", .gao),
      displaced("2018-07-05", .gao, 900), theme("2018-07-16", .gao, .polling, .voteCancelled)),
    SeedRow(
      73, "new displacement in the Gourma", .fires("R20", .severe, "Gossi"),
      displaced("2018-07-10", .gourma, 700)),
    SeedRow(
      74, "earlier displacement from Ménaka", .fires("R20", .severe, "Gao"),
      displaced("2018-06-10", .gao, 640)),
    SeedRow(
      75, "and from Mopti", .fires("R20", .severe, "Timbuktu"),
      displaced("2018-06-10", .timbuktuTown, 800)),
    SeedRow(
      76, "may lead to more cancellations", .fires("R21", .severe, "Cercle de Gao"),
      displaced("2018-07-15", .gaoTown, 700), tell("2018-07-18", .gaoTown) { $0.who = [isgs] }),
    SeedRow(77, "both benefit", .nothing, said(.assessed)),
    SeedRow(
      78, "alternative governance", .fires("R26", .moderate, "Soumpi"),
      theme("2018-05-02", .soumpi, .presence, .alternativeGovernance)),
    SeedRow(
      79, "recruits", .fires("R27", .moderate, "Sevare"),
      theme("2018-05-02", .sevare, .security, .recruitment)),
    SeedRow(
      80, "by defending communities", .fires("R27", .moderate, "Sevare"),
      tell("2018-05-02", .sevare, .changeToGroupActivity) {
        $0.themes = [.recruitment]
        $0.who = [who("jnim", .protector)]
      }),
    SeedRow(
      81, "grievances help them", .contributes,
      theme("2018-05-02", .soumpi, .statement, .grievance)),
    SeedRow(
      82, "Soumpi did not condemn", .contributes,
      tell("2018-07-02", .soumpi, .unknown) {
        $0.kind = .statement
        $0.assertion = .negated
        $0.themes = [.permissive]
      }),
    SeedRow(
      83, "southern Timbuktu", .contributes,
      theme("2018-07-02", .soumpi, .statement, .permissive)),
    SeedRow(
      84, "the attack on the G5 base", .fires("R06", .severe, "Sevare"),
      car("2018-06-29", .sevare, [.headquarters])),
    SeedRow(
      85, "because the army had victimised them", .fires("C2", .severe, "Région de Mopti"),
      abuse("2018-05-02"), theme("2018-05-20", .sevare, .statement, .permissive),
      theme("2018-06-10", .sevare, .security, .recruitment)),
    SeedRow(
      86, "more sophisticated capabilities", .fires("R14", .severe, "Gao"),
      tell("2018-02-20", .gao, .armedClash) {
        $0.weapons = [.smallArms]
        $0.who = [jnim]
      },
      tell("2018-04-10", .gao, .shellingArtilleryMissileAttack) {
        $0.weapons = [.mortar]
        $0.who = [jnim]
      }),
    SeedRow(87, "several vehicle bombs", .fires("R03", .severe, "Tombouctou"), superCamp),
    SeedRow(88, "on a UN base", .fires("R03", .severe, "Tombouctou"), superCamp),
    SeedRow(
      89, "in Timbuktu region in April", .contributes,
      tell("2018-04", .timbuktuRegion, .suicideBomb) { $0.who = [jnim] }),
    SeedRow(
      90, "attempts before it", .contributes,
      tell("2018-04-02", .timbuktu, .disruptedWeaponsUse) {
        $0.weapons = [.vbied]
        $0.isSuccess = false
        $0.who = [jnim]
      }),
    SeedRow(
      91, "suicide vehicle bombs", .fires("R06", .severe, "Gao"),
      car("2018-05-02", .gao, [.base])),
    SeedRow(
      92, "on the G5 base", .fires("R06", .severe, "Sevare"),
      car("2018-06-29", .sevare, [.headquarters])),
    SeedRow(
      93, "on a French patrol", .fires("R35", .severe, "Gao"),
      car("2018-05-02", .gao, [.patrol, .foreignForces])),
    SeedRow(
      94, "both within two days", .fires("R02", .severe, "Gao"),
      car("2018-06-29", .sevare, [.headquarters]), car("2018-07-01", .gao, [.patrol])),
    SeedRow(
      95, "across hundreds of miles", .fires("R02", .severe, "Sevare"),
      car("2018-06-29", .sevare, [.headquarters]), car("2018-07-01", .gao, [.patrol])),
    SeedRow(96, "recruitment and resources across Mali", .nothing, said(.assessed)),
    SeedRow(
      97, "better devices against vehicles", .fires("R35", .severe, "Gao"),
      tell("2018-05-02", .gao, .remoteExplosiveLandmineIED) {
        $0.weapons = [.ied]
        $0.targets = [.convoy, .peacekeepers]
        $0.themes = [.advancedDevice]
      }),
    SeedRow(
      98, "a secure target outside its area",
      .firesBoth("R05", .moderate, "Ouagadougou", "R06"),
      tell("2018-01-10", .gao) { $0.who = [jnim] }, tell("2018-01-14", .kidal) { $0.who = [jnim] },
      tell("2018-01-20", .menaka) { $0.who = [jnim] },
      tell("2018-02-01", .sevare) { $0.who = [jnim] },
      tell("2018-02-10", .timbuktu) { $0.who = [jnim] },
      tell("2018-03-02", .ouagadougou, .armedClash) {
        $0.targets = [.diplomatic]
        $0.who = [jnim]
      }),
    SeedRow(
      99, "Ouagadougou in March", .fires("R06", .severe, "Ouagadougou"),
      tell("2018-03-02", .ouagadougou, .armedClash) { $0.targets = [.diplomatic] }),
    SeedRow(100, "the embassy", .fires("R03", .severe, "Ouagadougou"), embassy, headquarters),
    SeedRow(
      101, "and the headquarters, two incidents", .fires("R03", .severe, "Ouagadougou"),
      embassy, headquarters),
    SeedRow(102, "soft targets still within reach", .nothing, said(.assessed)),
    SeedRow(103, "ISGS weakened", .contributes, theme("2018-06-10", .menaka, .security, .cleared)),
    SeedRow(104, "gains will fade", .nothing, said(.future)),
    SeedRow(
      105, "support zones and network", .fires("R32", .minor, "Menaka"),
      tell("2018-06-10", .menaka, .other) {
        $0.themes = [.logistics]
        $0.who = [isgs]
      }),
    SeedRow(
      106, "militias drove ISGS out", .contributes,
      tell("2018-06-12", .menaka, .governmentRegainsTerritory) {
        $0.themes = [.cleared]
        $0.who = [who("gatia-msa"), who("isgs", .target)]
      }),
    SeedRow(
      107, "some backed by France", .fires("R17", .severe, "Menaka"),
      tell("2018-06-12", .menaka) {
        $0.targets = [.civilians]
        $0.tolls = [Tell.killed(.civilians, 3)]
        $0.who = [who("gatia"), who("barkhane", .partner)]
      }),
    SeedRow(
      108, "in the tri-border region", .fires("R31", .severe, "Menaka"),
      tell("2018-06-12", .menaka) {
        $0.who = [isgs]
        $0.themes = [.crossBorder]
      }),
    SeedRow(
      109, "in a way that worsened rivalries", .fires("C4", .severe, "Région de Ménaka"),
      theme("2018-05-01", .menaka, .security, .cleared), militia("2018-05-20", .menaka),
      tell("2018-06-12", .menaka) { $0.who = [isgs] }),
    SeedRow(
      110, "still in the Gourma", .contributes,
      tell("2018-06-12", .gourma, .unknown) {
        $0.kind = .presence
        $0.who = [isgs]
      }),
    SeedRow(
      111, "and in Gao", .contributes,
      tell("2018-06-12", .gao, .unknown) {
        $0.kind = .presence
        $0.who = [isgs]
      }),
    SeedRow(112, "havens in Burkina Faso and Niger", .nothing, said(.assessed)),
    SeedRow(
      113, "may merge with JNIM: a joint claim", .fires("R28", .severe, "Menaka"),
      theme("2018-06-12", .menaka, .statement, .jointClaim)),
    SeedRow(114, "a merger would strengthen it", .nothing, said(.hypothetical)),
  ]

  static let forward: [SeedRow] = [
    SeedRow(
      115, "instability after the vote", .fires("C5", .severe, "Mali"),
      theme("2018-08-03", .bamako, .statement, .legitimacy),
      tell("2018-08-06", .bamako, .peacefulProtest),
      tell("2018-08-09", .bamako, .excessiveForceAgainstProtesters),
      tell("2018-08-13", .bamako, .violentDemonstration)),
    SeedRow(
      116, "secure safe havens", .fires("R26", .moderate, "Soumpi"),
      tell("2018-06-12", .soumpi, .headquartersOrBaseEstablished) { $0.who = [jnim] }),
    SeedRow(
      117, "expand to new areas", .fires("R05", .severe, "Koulikoro"),
      tell("2018-01-10", .gao) { $0.who = [jnim] }, tell("2018-01-14", .kidal) { $0.who = [jnim] },
      tell("2018-01-20", .menaka) { $0.who = [jnim] },
      tell("2018-02-01", .sevare) { $0.who = [jnim] },
      tell("2018-02-10", .timbuktu) { $0.who = [jnim] },
      tell("2018-05-02", .koulikoro) { $0.who = [jnim] }),
    SeedRow(
      118, "a base for neighbours", .fires("R31", .severe, "Dori"),
      tell("2018-05-02", .dori) {
        $0.who = [isgs]
        $0.themes = [.crossBorder]
      }),
    SeedRow(
      119, "coordination with others", .fires("R28", .severe, "Menaka"),
      theme("2018-06-12", .menaka, .security, .cooperation)),
    SeedRow(
      120, "links into Libya", .fires("R32", .minor, "Kidal"),
      theme("2018-06-12", .kidal, .security, .trafficking)),
    SeedRow(
      121, "and Nigeria", .fires("R32", .minor, "Gao"),
      theme("2018-06-12", .gao, .security, .trafficking)),
    SeedRow(
      122, "a crackdown on a community", .fires("R36", .extreme, "Cercle de Mopti"),
      arrest("2018-06-02"), arrest("2018-06-05"), arrest("2018-06-09")),
    SeedRow(
      123, "persecution that recruits", .fires("C2", .severe, "Région de Mopti"),
      abuse("2018-06-02"),
      theme("2018-06-10", .sevare, .statement, .grievance),
      theme("2018-06-20", .sevare, .security, .recruitment)),
    SeedRow(
      124, "worse if Mali deteriorates", .fires("R44", .severe, "Région de Gao"),
      car("2018-07-02", .gaoTown, [.base]), car("2018-07-08", .gaoTown, [.checkpoint]),
      car("2018-07-12", .gaoTown, [.patrol]),
      tell("2018-07-14", .gaoTown) { $0.targets = [.electionStaff] },
      tell("2018-07-16", .gaoTown) { $0.targets = [.pollingPlace] },
      displaced("2018-07-18", .gaoTown, 900),
      theme("2018-07-20", .gaoTown, .polling, .voteCancelled),
      theme("2018-07-21T13:00:00Z", .gaoTown, .statement, .legitimacy)),
  ]

  private static func abuse(_ day: String) -> Tell {
    tell(day, .sevareTown) {
      $0.targets = [.civilians]
      $0.themes = [.abuse]
      $0.who = [who("fama")]
      $0.tolls = [Tell.killed(.civilians, 3)]
    }
  }

  private static func provocation(_ day: String) -> Tell {
    tell(day, .menaka) {
      $0.targets = [.village]
      $0.themes = [.provocation]
      $0.who = [isgs]
    }
  }

  private static func arrest(_ day: String) -> Tell {
    tell(day, .sevareTown, .arrests) {
      $0.tactics = [.arrest]
      $0.who = [who("fama"), who("fulani-civilians", .victimCommunity)]
    }
  }

  private static let superCamp = tell("2018-04-14", .timbuktu, .suicideBomb) {
    $0.tactics = [.complexAttack]
    $0.weapons = [.svbied, .mortar]
    $0.targets = [.base, .peacekeepers]
    $0.measures = [(.devices, TollRange(low: 2, best: 2, high: 2))]
  }

  private static let embassy = tell("2018-03-02", .ouagadougou, .armedClash) {
    $0.tactics = [.complexAttack]
    $0.targets = [.diplomatic]
    $0.who = [jnim]
  }

  private static let headquarters = tell("2018-03-02", .ouagadougou, .suicideBomb) {
    $0.weapons = [.svbied]
    $0.targets = [.headquarters]
    $0.who = [jnim]
  }
}

extension Tell.Spot {
  /// With their second-level unit.
  static let gaoTown = Tell.Spot(
    id: "gao", latitude: 16.272, longitude: -0.045, admin1: "Gao", admin2: "Gao")
  static let sevareTown = Tell.Spot(
    id: "sevare", latitude: 14.533, longitude: -4.1, admin1: "Mopti", admin2: "Mopti")
  static let timbuktuTown = Tell.Spot(
    id: "timbuktu", latitude: 16.776, longitude: -3.009, admin1: "Tombouctou", admin2: "Tombouctou")
}
