import Model

/// Random report streams in a small world, so that everything meets everything.
enum Stories {
  static let spots: [Tell.Spot] = [
    .sevare, .sevareAirport, .mopti, .gao, .bourem, .timbuktu, .timbuktuRegion, .kidal, .menaka,
    .mali, .ouagadougou,
  ]
  static let sources = [
    "team-mopti-1", "team-gao-1", "rfi", "afp", "france24", "reuters", "ucdp-ged", "unknown-x",
    "al-akhbar", "malijet",
  ]

  static func tell(_ random: inout Seeded, _ serial: Int) -> Tell {
    var tell = Tell()
    tell.source = random.one(of: sources)
    // Few ids, so that replays, revisions, conflicts and references happen.
    tell.id = "\(random.below(max(4, serial / 3 + 1)))"
    tell.revision = Int32(1 + random.below(3))
    let kinds: [ReportKind] = [
      .security, .security, .security, .security, .security, .security, .claim, .claim,
      .displacement, .polling, .statement, .retraction,
    ]
    tell.kind = random.one(of: kinds)
    if random.below(12) == 0 { tell.assertion = random.one(of: Assertion.every) }
    if tell.kind == .retraction || random.below(15) == 0 {
      tell.refersTo = "\(random.below(max(4, serial / 3 + 1)))"
    }
    tell.event = random.one(of: [
      .attack, .armedClash, .suicideBomb, .shellingArtilleryMissileAttack, .unknown,
    ])
    if random.below(2) == 0 { tell.tactics = [.complexAttack] }
    if random.below(2) == 0 { tell.weapons = [random.one(of: [.svbied, .mortar, .smallArms])] }
    if random.below(2) == 0 {
      tell.targets = [random.one(of: [.base, .airport, .diplomatic, .civilians, .patrol])]
    }
    tell.isAnother = random.below(30) == 0
    let day = 20 + random.below(11)
    switch random.below(8) {
    case 0: tell.from = "2018-07"
    case 1...4: tell.from = "2018-07-\(day)"
    default:
      let hour = 10 + random.below(13)
      tell.from = "2018-07-\(day)T\(hour):00:00Z"
      tell.to = "2018-07-\(day)T\(hour):50:00Z"
    }
    tell.submitted = "2018-07-\(day)T23:\(10 + random.below(50)):00Z"
    tell.spot = random.below(15) == 0 ? nil : random.one(of: spots)
    if var spot = tell.spot, random.below(3) == 0 {
      spot.latitude += Double(random.below(40)) / 1_000
      tell.spot = spot
    }
    for _ in 0..<random.below(4) {
      tell.who.append(
        Tell.Who(
          role: random.one(of: [.perpetrator, .perpetrator, .target, .claimant]),
          attribution: random.one(of: Attribution.every),
          id: random.one(of: ["jnim", "isgs", "katiba-macina", "gatia", "who-knows"]),
          percent: UInt8(20 + random.below(81))))
    }
    if random.below(25) == 0 {
      for _ in 0..<6 { tell.who.append(Tell.Who(role: .target, id: "fama", percent: 100)) }
    }
    for party in Party.every where random.below(4) == 0 {
      let low = Int32(random.below(random.below(9) == 0 ? 900_000 : 12))
      tell.tolls.append(
        (
          random.one(of: Harm.every), party,
          TollRange(low: low, best: low + 1, high: low + Int32(random.below(4)) + 1)
        ))
    }
    if random.below(6) == 0 {
      tell.measures = [(.schoolsClosed, TollRange(low: 1, best: 2, high: 3))]
    }
    tell.grade = (random.one(of: ["A", "B", "C", "F"]), UInt8(1 + random.below(6)))
    if random.below(20) == 0 { tell.flags = [.clockAhead] }
    return tell
  }

  /// Reports with clock records and a little rubbish between them.
  static func stream(seed: UInt64, count: Int) -> [[UInt8]] {
    var random = Seeded(seed: seed)
    return (0..<count).map { serial in
      switch random.below(40) {
      case 0: Array("{".utf8)
      case 1:
        Array(#"{"schema":"clock/1","time":"2018-07-\#(20 + random.below(11))T12:00:00Z"}"#.utf8)
      default: tell(&random, serial).bytes
      }
    }
  }
}
