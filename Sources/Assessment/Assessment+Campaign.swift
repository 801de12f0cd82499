import Model
import Theatre

/// Coordinated campaigns: attacks of one family, close in time and far apart, under one alert.
extension Assessment {
  func campaign(_ incident: Int32, isCorrection: Bool, _ effects: inout Effects) {
    guard let rule = campaignRule, let when = campaignWhen else { return }
    let partners = partners(of: incident, when)
    let current = memory.incidents.row(incident).pointee.campaign
    if current >= 0 {
      let family = memory.attacks.find(incident) >= 0
      let members = grounds(current)
      if family, partners.contains(where: { members.contains($0) }) {
        extend(current, by: partners)
        update(current, rule, isCorrection: isCorrection, &effects)
        return
      }
      part(incident, from: current, rule, when, &effects)
    }
    guard !partners.isEmpty else { return }
    let joined = partners.map { memory.incidents.row($0).pointee.campaign }.filter { $0 >= 0 }
    if let alert = joined.min() {
      extend(alert, by: [incident] + partners)
      update(alert, rule, isCorrection: isCorrection, &effects)
    } else if partners.count + 1 >= Int(when.attacks) {
      start([incident] + partners, rule, &effects)
    }
  }

  /// A new campaign; its key is the earliest attack, whichever was reported first.
  private func start(_ incidents: [Int32], _ rule: Rule, _ effects: inout Effects) {
    let ordered = inOrder(incidents)
    let alert = desiredCampaign(ordered, rule, key: ordered[0])
    bring(alert, isCorrection: false, &effects)
    let slot = memory.alerts.find(alert.id)
    guard slot >= 0, memory.alerts.row(slot).pointee.state.isLive else { return }
    if memory.campaigns.find(slot) < 0 { memory.campaigns.insert(CampaignRow(alert: slot)) }
    extend(slot, by: ordered)
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
      let row = memory.campaigns.edit(found)
      guard row.pointee.count < CampaignRow.most else {
        memory.meta.counts.campaignsFull += 1
        return
      }
      row.pointee.incidents[Int(row.pointee.count)] = incident
      row.pointee.count += 1
      memory.incidents.relink(incident).pointee.campaign = alert
      _ = memory.alerts.edit(alert)
    }
  }

  private func update(
    _ alert: Int32, _ rule: Rule, isCorrection: Bool, _ effects: inout Effects
  ) {
    let key = memory.alerts.row(alert).pointee.incident
    var desired = desiredCampaign(inOrder(grounds(alert)), rule, key: key)
    desired.id = memory.alerts.row(alert).pointee.id
    bring(desired, isCorrection: isCorrection, &effects)
  }

  /// Takes an incident that no longer fits out of its campaign, and whoever has no partner left.
  private func part(
    _ incident: Int32, from alert: Int32, _ rule: Rule, _ when: CampaignRule,
    _ effects: inout Effects
  ) {
    let before = grounds(alert)
    leaveCampaign(incident, alert)
    var isStable = false
    while !isStable {
      isStable = true
      let left = grounds(alert)
      for other in left {
        let fits =
          memory.attacks.find(other) >= 0
          && left.contains { $0 != other && isPair(other, $0, when) }
        if !fits {
          leaveCampaign(other, alert)
          isStable = false
          break
        }
      }
    }
    guard grounds(alert).count < Int(when.attacks) else {
      update(alert, rule, isCorrection: true, &effects)
      return
    }
    for other in grounds(alert) { leaveCampaign(other, alert) }
    let isGone = memory.incidents.row(incident).pointee.first < 0
    if memory.alerts.row(alert).pointee.state.isLive {
      cancel(alert, isGone ? .incidentRetracted : .conditionsGone, before, &effects)
    }
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
    for incident in grounds(alert) { memory.incidents.relink(incident).pointee.campaign = -1 }
    memory.campaigns.remove(found)
  }

  /// What the rule says of these incidents, in order of time: the numbers are those of the widest
  /// pair that is one by the rule.
  func desiredCampaign(_ incidents: [Int32], _ rule: Rule, key: Int32) -> DesiredAlert {
    let keyID = memory.incidents.row(key).pointee.id
    let family = memory.attacks.find(incidents[0])
    let head =
      family >= 0 ? UInt32(memory.attacks.row(family).pointee.family) : weigh(incidents[0]).family
    let weights = incidents.map { weigh($0) }
    var alert = DesiredAlert(
      id: alertID(rule, keyID, Fingerprint(of: actorID(head)).low), rule: rule,
      incidents: [key] + incidents.filter { $0 != key },
      severity: AlertSeverity(rawValue: rule.severity.rawValue) ?? .unknown,
      // No surer than the least sure of them.
      certainty: weights.map(\.certainty).max { $0.rawValue < $1.rawValue } ?? .possible,
      family: head, tollBand: weights.map(\.tollBand).max() ?? 0)
    for incident in incidents {
      let row = memory.incidents.row(incident).pointee
      alert.grounds ^= mixed(row.id.low)
      alert.area ^= mixed(areaDigest(row))
    }
    if let when = campaignWhen { alert.numbers = numbers(incidents, when, weights.count) }
    return alert
  }

  private func actorID(_ family: UInt32) -> String {
    family == 0 || Int(family) > theatre.actors.actors.count
      ? "" : theatre.actors.actors[Int(family) - 1].id
  }

  private func numbers(
    _ incidents: [Int32], _ when: CampaignRule, _ count: Int
  ) -> [AlertNumber] {
    var widest: (seconds: Int64, meters: Int32) = (0, -1)
    for (index, a) in incidents.enumerated() {
      for b in incidents[(index + 1)...] where isPair(a, b, when) {
        let apart = apart(a, b)
        if apart.meters > widest.meters { widest = apart }
      }
    }
    return [
      AlertNumber(
        "kilometres", Int64(max(0, widest.meters)) / 1_000, threshold: Int64(when.meters) / 1_000),
      AlertNumber("hours", widest.seconds / 3_600, threshold: when.seconds / 3_600),
      AlertNumber("attacks", Int64(count), threshold: Int64(when.attacks)),
    ]
  }
}
