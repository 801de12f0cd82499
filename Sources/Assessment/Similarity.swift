import Model

/// Compares a report with an incident's core: reasons, or nil when they are apart.
///
/// Integers only. Symmetric in what it looks at; what needs the incident's reports (one source,
/// one origin, its extent) is asked afterwards, of the few that come near.
enum Similarity {
  static func evidence(
    _ probe: Probe, _ incident: UnsafePointer<IncidentRow>
  ) -> CodeSet<IncidentEvidence>? {
    var evidence = CodeSet<IncidentEvidence>()
    guard let time = time(probe, incident) else { return nil }
    guard let place = place(probe, incident) else { return nil }
    evidence.insert(time)
    evidence.insert(place)
    if let event = event(probe.row, incident) { evidence.insert(event) }
    targets(probe.row, incident, place, &evidence)
    actors(probe, incident, &evidence)
    let sharesMeans =
      probe.row.tactics & incident.pointee.tactics != 0
      || probe.row.weapons & incident.pointee.weapons & knownWeapons != 0
    if sharesMeans { evidence.insert(.meansShared) }
    tolls(probe, incident, &evidence)
    if probe.row.has(ReportRow.anotherBit) { evidence.insert(.another) }
    return evidence
  }

  private static let knownWeapons: UInt32 = ~(1 << UInt32(Weapon.unknown.rawValue))

  private static func time(
    _ probe: Probe, _ incident: UnsafePointer<IncidentRow>
  ) -> IncidentEvidence? {
    let gap = max(
      0,
      max(
        probe.earliest - Int64(incident.pointee.latest),
        Int64(incident.pointee.earliest) - probe.latest))
    guard gap <= Reach.gap else { return nil }
    let shorter = min(probe.row.span, incident.pointee.span)
    let longer = max(probe.row.span, incident.pointee.span)
    let half: UInt32 = 12 * 3_600
    if gap == 0 {
      return longer <= half ? .timeSame : longer <= 49 * 3_600 ? .timeOverlap : .timeVague
    }
    return gap <= 6 * 3_600 && shorter <= half ? .timeStraddles : .timeApart
  }

  private static func place(
    _ probe: Probe, _ incident: UnsafePointer<IncidentRow>
  ) -> IncidentEvidence? {
    let isSameName = probe.row.place != 0 && probe.row.place == incident.pointee.place
    let isCount = probe.row.kind != .security && probe.row.kind != .claim
    let a = probe.row.radius
    let b = incident.pointee.radius
    let larger = max(a, b)
    if larger > Reach.vagueRadius {
      // A count is about its area, so the same area is the same place, however large.
      return isSameName ? (isCount ? .placeSame : .placeVague) : nil
    }
    let reach = Reach.margin + a + b
    // A degree of latitude is more than 110 km.
    let apart = abs(probe.row.latitude - incident.pointee.latitude)
    guard Int64(apart) * 110 / 1_000 <= Int64(reach) else { return nil }
    let meters = probe.row.point.meters(to: incident.pointee.point)
    guard meters <= reach else { return nil }
    if isSameName, isCount { return .placeSame }
    if larger <= 10_000, meters <= Reach.margin + min(a, b) { return .placeSame }
    guard larger <= 50_000 else { return .placeVague }
    return meters <= larger ? .placeWithin : .placeNear
  }

  private static func event(
    _ row: ReportRow, _ incident: UnsafePointer<IncidentRow>
  ) -> IncidentEvidence? {
    let a = row.subEvent
    let b = incident.pointee.subEvent
    if a == .unknown || b == .unknown {
      // What the counting kinds are about is the kind itself.
      return a == b && row.kind != .security && row.kind != .claim ? .eventSame : nil
    }
    if a == b { return .eventSame }
    return Compatibility.canBeOne(a, b) ? .eventCompatible : .eventDiffers
  }

  private static func targets(
    _ row: ReportRow, _ incident: UnsafePointer<IncidentRow>, _ place: IncidentEvidence,
    _ evidence: inout CodeSet<IncidentEvidence>
  ) {
    let a = row.targets
    let b = incident.pointee.targets
    guard a != 0, b != 0 else { return }
    if place == .placeSame, Compatibility.sitesDiffer(a, b) { evidence.insert(.siteDiffers) }
    let isShared = Compatibility.widened(a) & Compatibility.widened(b) != 0
    evidence.insert(isShared ? .targetsShared : .targetsDiffer)
  }

  private static func actors(
    _ probe: Probe, _ incident: UnsafePointer<IncidentRow>,
    _ evidence: inout CodeSet<IncidentEvidence>
  ) {
    let a = (probe.familyA, probe.familyB)
    let b = (incident.pointee.familyA, incident.pointee.familyB)
    guard a.0 != 0, b.0 != 0 else { return }
    let isShared =
      a.0 == b.0 || a.0 == b.1 || (a.1 != 0 && (a.1 == b.0 || a.1 == b.1))
    if isShared {
      evidence.insert(.actorShared)
    } else if probe.row.kind != .claim {
      // Two groups may claim one attack: no reason against.
      evidence.insert(.actorDiffers)
    }
  }

  private static func tolls(
    _ probe: Probe, _ incident: UnsafePointer<IncidentRow>,
    _ evidence: inout CodeSet<IncidentEvidence>
  ) {
    let a = probe.killed
    let b = KilledRange(low: incident.pointee.killedLow, high: incident.pointee.killedHigh)
    guard a.isPresent, b.isPresent else { return }
    let gap = Int(max(a.low, b.low)) - Int(min(a.high, b.high))
    if gap <= 2 {
      evidence.insert(.tollCompatible)
    } else if gap > 10, Int(max(a.low, b.low)) > 3 * Int(min(a.high, b.high)) {
      evidence.insert(.tollDiffers)
    }
  }
}
