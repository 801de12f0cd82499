import Model
import Theatre

/// Coordinated campaigns: attacks of one family, close in time and far apart, under one alert.
extension Assessment {
  func campaign(_ incident: Int32, isCorrection: Bool, _ effects: inout Effects) {
    guard let rule = plan.campaign, let when = campaignWhen, memory.incidents.isLive(incident)
    else { return }
    let current = memory.incidents.row(incident).pointee.campaign
    if current >= 0 {
      if fits(incident, members(current), when) {
        extend(current, by: partners(of: incident, when))
        update(current, rule, isCorrection: isCorrection, &effects)
        return
      }
      // Who is left alone may be of another campaign.
      for other in part(incident, from: current, rule, when, &effects) {
        seek(other, rule, when, &effects)
      }
    } else {
      seek(incident, rule, when, &effects)
    }
  }

  /// Whether what was done takes planning: a suicide bomber, a vehicle full of explosives, or
  /// indirect fire together with something else.
  static func isComplex(_ subEvent: SubEventType, _ features: Features) -> Bool {
    func has(_ tactic: Tactic) -> Bool { features.has(tactic) }
    func has(_ weapon: Weapon) -> Bool { features.has(weapon) }
    if subEvent == .suicideBomb || has(.complexAttack) || has(.suicideBombing)
      || has(.vehicleBombing) || has(.vbied) || has(.svbied) || has(.suicideVest)
    {
      return true
    }
    let isIndirect = has(.mortar) || has(.rocket) || has(.artillery)
    let known = features.weapons & ~(1 << UInt32(Weapon.unknown.rawValue))
    return isIndirect && known.nonzeroBitCount >= 2
  }

  /// An incident as the campaign rule sees it, when it counts.
  func attack(_ incident: Int32) -> Fact? {
    guard let rule = plan.campaign, let when = campaignWhen else { return nil }
    let at = memory.facts.find(FactRow.subject(incident: incident))
    guard at >= 0 else { return nil }
    let row = memory.facts.row(at).pointee
    guard row.kind == .security, row.family != 0, row.percent >= when.actorPercent else {
      return nil
    }
    let fact = Fact(at, memory)
    guard fact.point != nil, fact.radius <= 50_000, fact.span <= 7 * 86_400 else { return nil }
    guard let way = plan.rules[rule].ways.first,
      meets(fact, AskedMatches(plan.rules[rule].match, way.match)) != nil
    else { return nil }
    return fact
  }

  /// The incidents that are a campaign together with this one, by slot.
  func partners(of incident: Int32, _ when: CampaignRule) -> [Int32] {
    guard let own = attack(incident) else { return [] }
    var near: [Int32] = []
    let middle = Int64(own.row.when)
    _ = forEachFact(
      .actor(own.row.family), from: middle - when.seconds, through: middle + when.seconds,
      kinds: CodeSet([.security])
    ) { slot, row in
      if !row.pointee.isReport, slot != own.at { near.append(row.pointee.slot) }
    }
    let others = near.filter { attack($0).map { Self.isPair($0, own, when) } ?? false }
    return others.sorted()
  }

  static func isPair(_ a: Fact, _ b: Fact, _ when: CampaignRule) -> Bool {
    guard a.row.family == b.row.family,
      abs(Int64(a.row.when) - Int64(b.row.when)) <= when.seconds,
      let one = a.point, let other = b.point
    else { return false }
    return one.meters(to: other) >= when.meters
  }

  /// Whether an incident is a pair with one of these.
  private func fits(_ incident: Int32, _ others: [Int32], _ when: CampaignRule) -> Bool {
    guard let own = attack(incident) else { return false }
    return others.contains { other in
      guard other != incident, let fact = attack(other) else { return false }
      return Self.isPair(fact, own, when)
    }
  }

  /// Joins the oldest campaign that holds a partner, or starts one.
  private func seek(
    _ incident: Int32, _ rule: Int, _ when: CampaignRule, _ effects: inout Effects
  ) {
    let partners = partners(of: incident, when)
    guard !partners.isEmpty else { return }
    var joined = Int32.max
    for partner in partners {
      let campaign = memory.incidents.row(partner).pointee.campaign
      if campaign >= 0 { joined = min(joined, campaign) }
    }
    if joined < Int32.max {
      extend(joined, by: [incident] + partners)
      update(joined, rule, isCorrection: false, &effects)
    } else if partners.count + 1 >= Int(when.attacks) {
      start([incident] + partners, rule, &effects)
    }
  }

  /// A new campaign; its key is the earliest attack, whichever was reported first.
  private func start(_ incidents: [Int32], _ rule: Int, _ effects: inout Effects) {
    let ordered = Array(inOrder(incidents).prefix(CampaignRow.most))
    memory.meta.counts.campaignsFull += Int64(incidents.count - ordered.count)
    let alert = desiredCampaign(ordered, rule, key: ordered[0])
    bring(alert, isCorrection: false, &effects)
    let slot = memory.alerts.find(alert.id)
    guard slot >= 0, memory.alerts.row(slot).pointee.state.isLive else { return }
    if memory.campaigns.find(slot) < 0 { memory.campaigns.insert(CampaignRow(alert: slot)) }
    extend(slot, by: ordered)
    // What its members raised before is told by it from now on.
    holdBack(by: alert, &effects)
  }

  /// By time, then id.
  private func inOrder(_ incidents: [Int32]) -> [Int32] {
    incidents.sorted {
      let a = memory.incidents.row($0).pointee
      let b = memory.incidents.row($1).pointee
      return (a.earliest, a.id) < (b.earliest, b.id)
    }
  }

  /// Adds incidents that are in no campaign; a full one is counted.
  private func extend(_ alert: Int32, by incidents: [Int32]) {
    let found = memory.campaigns.find(alert)
    guard found >= 0 else { return }
    for incident in incidents where memory.incidents.row(incident).pointee.campaign < 0 {
      guard memory.campaigns.row(found).pointee.count < CampaignRow.most else {
        memory.meta.counts.campaignsFull += 1
        return
      }
      let row = memory.campaigns.edit(found)
      row.pointee.incidents[Int(row.pointee.count)] = incident
      row.pointee.count += 1
      memory.incidents.relink(incident).pointee.campaign = alert
      _ = memory.alerts.edit(alert)
    }
  }

  private func update(
    _ alert: Int32, _ rule: Int, isCorrection: Bool, _ effects: inout Effects
  ) {
    let key = memory.alerts.row(alert).pointee.incident
    var desired = desiredCampaign(inOrder(members(alert)), rule, key: key)
    desired.id = memory.alerts.row(alert).pointee.id
    bring(desired, isCorrection: isCorrection, &effects)
  }

  /// Takes an incident that no longer fits out of its campaign, and whoever has no partner left;
  /// returns those that are now in none.
  private func part(
    _ incident: Int32, from alert: Int32, _ rule: Int, _ when: CampaignRule,
    _ effects: inout Effects
  ) -> [Int32] {
    let before = members(alert)
    leaveCampaign(incident, alert)
    var parted = [incident]
    while let lone = members(alert).first(where: { !fits($0, members(alert), when) }) {
      leaveCampaign(lone, alert)
      parted.append(lone)
    }
    guard members(alert).count < Int(when.attacks) else {
      update(alert, rule, isCorrection: true, &effects)
      return parted
    }
    for other in members(alert) {
      leaveCampaign(other, alert)
      parted.append(other)
    }
    if memory.alerts.row(alert).pointee.state.isLive {
      endedMembers = before
      stop(alert, memory.incidents.row(incident).pointee.goneReason, &effects)
      endedMembers = []
    }
    return parted
  }

  func leaveCampaign(_ incident: Int32, _ alert: Int32) {
    memory.incidents.relink(incident).pointee.campaign = -1
    let found = memory.campaigns.find(alert)
    guard found >= 0 else { return }
    let row = memory.campaigns.edit(found)
    _ = memory.alerts.edit(alert)
    var kept: Int32 = 0
    for index in 0..<Int(row.pointee.count) where row.pointee.incidents[index] != incident {
      row.pointee.incidents[Int(kept)] = row.pointee.incidents[index]
      kept += 1
    }
    row.pointee.count = kept
  }

  /// Forgets the campaign of an alert that is forgotten.
  func dissolve(_ alert: Int32) {
    let found = memory.campaigns.find(alert)
    guard found >= 0 else { return }
    for incident in members(alert) { memory.incidents.relink(incident).pointee.campaign = -1 }
    memory.campaigns.remove(found)
  }

  /// What the rule says of these incidents; the first is the one the alert hangs on.
  func desiredCampaign(_ incidents: [Int32], _ rule: Int, key: Int32) -> DesiredAlert {
    let at = memory.facts.find(FactRow.subject(incident: key))
    var alert = DesiredAlert(rule: rule, subject: at < 0 ? .theatre : .fact(at))
    alert.severity = AlertSeverity(rawValue: plan.rules[rule].severity.rawValue) ?? .unknown
    alert.certainty = .observed
    var latest: UInt32 = 0
    for incident in incidents {
      let row = memory.incidents.row(incident).pointee
      alert.groundsDigest ^= mixed(row.id.low)
      latest = max(latest, row.latest)
      guard let fact = attack(incident) else { continue }
      // No surer than the least sure of them.
      if fact.row.certainty.rawValue > alert.certainty.rawValue {
        alert.certainty = fact.row.certainty
      }
      alert.tollBand = max(alert.tollBand, fact.row.tollBand)
      alert.family = UInt32(fact.row.family)
      alert.area ^= mixed(areaDigest(fact))
    }
    alert.latest = latest
    alert.numbers = campaignNumbers(incidents)
    // In order of time, the one it hangs on last, as with every alert.
    alert.grounds = (incidents.filter { $0 != key } + [key]).map { FactRow.subject(incident: $0) }
    let id = memory.incidents.row(key).pointee.id
    alert.id = alertID(
      plan.rules[rule].id, id, salt: Fingerprint(of: Array(actorID(alert.family).utf8)).low)
    return alert
  }

  private func actorID(_ family: UInt32) -> String {
    family == 0 || Int(family) > theatre.actors.actors.count
      ? "" : theatre.actors.actors[Int(family) - 1].id
  }

  /// The incidents an alert rests on, as far as they are remembered with it.
  func members(_ slot: Int32) -> [Int32] {
    let found = memory.campaigns.count == 0 ? -1 : memory.campaigns.find(slot)
    guard found >= 0 else {
      let incident = memory.alerts.row(slot).pointee.incident
      return incident < 0 ? [] : [incident]
    }
    let row = memory.campaigns.row(found).pointee
    return (0..<Int(row.count)).map { row.incidents[$0] }
  }

  /// Those of the widest pair that is one by the rule.
  func campaignNumbers(_ incidents: [Int32]) -> [AlertNumber] {
    guard let when = campaignWhen else { return [] }
    var widest: (seconds: Int64, meters: Int32) = (0, -1)
    let facts = incidents.compactMap { attack($0) }
    for (index, a) in facts.enumerated() {
      for b in facts[(index + 1)...] where Self.isPair(a, b, when) {
        guard let one = a.point, let other = b.point else { continue }
        let meters = one.meters(to: other)
        if meters > widest.meters {
          widest = (abs(Int64(a.row.when) - Int64(b.row.when)), meters)
        }
      }
    }
    guard widest.meters >= 0 else { return [] }
    return [
      AlertNumber(
        "kilometres", (Int64(widest.meters) + 500) / 1_000, threshold: Int64(when.meters) / 1_000),
      AlertNumber("hours", widest.seconds / 3_600, threshold: when.seconds / 3_600),
      AlertNumber("attacks", Int64(facts.count), threshold: Int64(when.attacks)),
    ]
  }
}
