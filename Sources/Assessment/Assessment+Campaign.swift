import Model
import Theatre

/// Coordinated campaigns: attacks of one family, close in time and far apart, under one alert.
extension Assessment {
  func campaign(_ incident: Int32, isCorrection: Bool, _ effects: inout Effects) {
    guard let rule = campaignRule, let when = campaignWhen else { return }
    let current = memory.incidents.row(incident).pointee.campaign
    if current >= 0 {
      if fits(incident, grounds(current), when) {
        if movedAttacks.contains(incident) { extend(current, by: partners(of: incident, when)) }
        update(current, rule, isCorrection: isCorrection, &effects)
        return
      }
      // Who is left alone may be of another campaign.
      for other in part(incident, from: current, rule, when, &effects) {
        seek(other, rule, when, &effects)
      }
    } else if movedAttacks.contains(incident) {
      seek(incident, rule, when, &effects)
    }
  }

  /// Whether an incident is a pair with one of these.
  private func fits(_ incident: Int32, _ others: [Int32], _ when: CampaignRule) -> Bool {
    guard let own = attack(incident) else { return false }
    return others.contains { other in
      guard other != incident, let row = attack(other) else { return false }
      return row.isPair(own, seconds: when.seconds, meters: when.meters)
    }
  }

  /// Joins the oldest campaign that holds a partner, or starts one.
  private func seek(
    _ incident: Int32, _ rule: Rule, _ when: CampaignRule, _ effects: inout Effects
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
  private func start(_ incidents: [Int32], _ rule: Rule, _ effects: inout Effects) {
    let ordered = Array(inOrder(incidents).prefix(CampaignRow.most))
    memory.meta.counts.campaignsFull += Int64(incidents.count - ordered.count)
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
    _ alert: Int32, _ rule: Rule, isCorrection: Bool, _ effects: inout Effects
  ) {
    let key = memory.alerts.row(alert).pointee.incident
    var desired = desiredCampaign(inOrder(grounds(alert)), rule, key: key)
    desired.id = memory.alerts.row(alert).pointee.id
    bring(desired, isCorrection: isCorrection, &effects)
  }

  /// Takes an incident that no longer fits out of its campaign, and whoever has no partner left;
  /// returns those that are now in none.
  private func part(
    _ incident: Int32, from alert: Int32, _ rule: Rule, _ when: CampaignRule,
    _ effects: inout Effects
  ) -> [Int32] {
    let before = grounds(alert)
    leaveCampaign(incident, alert)
    var parted = [incident]
    while let lone = grounds(alert).first(where: { !fits($0, grounds(alert), when) }) {
      leaveCampaign(lone, alert)
      parted.append(lone)
    }
    guard grounds(alert).count < Int(when.attacks) else {
      update(alert, rule, isCorrection: true, &effects)
      return parted
    }
    for other in grounds(alert) {
      leaveCampaign(other, alert)
      parted.append(other)
    }
    let isGone = memory.incidents.row(incident).pointee.first < 0
    if memory.alerts.row(alert).pointee.state.isLive {
      cancel(alert, isGone ? .incidentRetracted : .conditionsGone, before, &effects)
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
    for incident in grounds(alert) { memory.incidents.relink(incident).pointee.campaign = -1 }
    memory.campaigns.remove(found)
  }

  /// What the rule says of these incidents; the numbers are worked out when it is told.
  func desiredCampaign(_ incidents: [Int32], _ rule: Rule, key: Int32) -> DesiredAlert {
    let keyID = memory.incidents.row(key).pointee.id
    var alert = DesiredAlert(
      id: .zero, rule: rule, incidents: [key] + incidents.filter { $0 != key },
      severity: AlertSeverity(rawValue: rule.severity.rawValue) ?? .unknown,
      certainty: .observed, family: 0, tollBand: 0)
    for incident in incidents {
      alert.grounds ^= mixed(memory.incidents.row(incident).pointee.id.low)
      guard let row = attack(incident) else { continue }
      // No surer than the least sure of them.
      if row.certainty.rawValue > alert.certainty.rawValue { alert.certainty = row.certainty }
      alert.tollBand = max(alert.tollBand, row.tollBand)
      alert.family = UInt32(row.family)
      alert.area ^= mixed(row.area)
    }
    alert.id = alertID(rule, keyID, Fingerprint(of: actorID(alert.family)).low)
    return alert
  }

  private func actorID(_ family: UInt32) -> String {
    family == 0 || Int(family) > theatre.actors.actors.count
      ? "" : theatre.actors.actors[Int(family) - 1].id
  }

  /// Those of the widest pair that is one by the rule.
  func campaignNumbers(_ incidents: [Int32]) -> [AlertNumber] {
    guard let when = campaignWhen else { return [] }
    var widest: (seconds: Int64, meters: Int32) = (0, -1)
    let rows = incidents.compactMap { attack($0) }
    for (index, a) in rows.enumerated() {
      for b in rows[(index + 1)...]
      where a.isPair(b, seconds: when.seconds, meters: when.meters) {
        let apart = a.apart(b)
        if apart.meters > widest.meters { widest = apart }
      }
    }
    guard widest.meters >= 0 else { return [] }
    return [
      AlertNumber(
        "kilometres", (Int64(widest.meters) + 500) / 1_000, threshold: Int64(when.meters) / 1_000),
      AlertNumber("hours", widest.seconds / 3_600, threshold: when.seconds / 3_600),
      AlertNumber("attacks", Int64(rows.count), threshold: Int64(when.attacks)),
    ]
  }
}
