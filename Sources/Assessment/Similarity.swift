import Model

/// Compares two outlines: reasons for and against, or nil when they are out of each other's reach.
///
/// Integers only, and symmetric: who is compared with whom makes no difference.
enum Similarity {
  static func evidence(_ a: Outline, _ b: Outline) -> CodeSet<IncidentEvidence>? {
    var evidence = CodeSet<IncidentEvidence>()
    guard let time = time(a, b), let place = place(a, b) else { return nil }
    evidence.insert(time)
    evidence.insert(place)
    if let event = event(a, b) { evidence.insert(event) }
    targets(a, b, place, &evidence)
    actors(a, b, &evidence)
    let sharesMeans =
      a.tactics & b.tactics != 0 || a.weapons & b.weapons & knownWeapons != 0
    if sharesMeans { evidence.insert(.meansShared) }
    tolls(a.killed, b.killed, &evidence)
    return evidence
  }

  private static let knownWeapons: UInt32 = ~(1 << UInt32(Weapon.unknown.rawValue))

  private static func time(_ a: Outline, _ b: Outline) -> IncidentEvidence? {
    let gap = max(
      0, max(a.earliestSeconds - b.latestSeconds, b.earliestSeconds - a.latestSeconds))
    guard gap <= Reach.gap else { return nil }
    let shorter = min(a.span, b.span)
    let longer = max(a.span, b.span)
    let half: UInt32 = 12 * 3_600
    if gap == 0 {
      return longer <= half ? .timeSame : longer <= 49 * 3_600 ? .timeOverlap : .timeVague
    }
    return gap <= 6 * 3_600 && shorter <= half ? .timeStraddles : .timeApart
  }

  /// A count is about its area, so the same area is the same place, however large.
  private static func isCount(_ kind: ReportKind) -> Bool {
    kind != .security && kind != .claim
  }

  private static func place(_ a: Outline, _ b: Outline) -> IncidentEvidence? {
    let isSameName = a.place != 0 && a.place == b.place
    let isCount = isCount(a.kind) && isCount(b.kind)
    let larger = max(a.radius, b.radius)
    if larger > Reach.vagueRadius {
      return isSameName ? (isCount ? .placeSame : .placeVague) : nil
    }
    let reach = Reach.margin + a.radius + b.radius
    // A degree of latitude is more than 110 km.
    let apart = abs(a.latitude - b.latitude)
    guard Int64(apart) * 110 / 1_000 <= Int64(reach) else { return nil }
    let meters = a.point.meters(to: b.point)
    guard meters <= reach else { return nil }
    if isSameName, isCount { return .placeSame }
    if larger <= 10_000, meters <= Reach.margin + min(a.radius, b.radius) { return .placeSame }
    guard larger <= 50_000 else { return .placeVague }
    return meters <= larger ? .placeWithin : .placeNear
  }

  private static func event(_ a: Outline, _ b: Outline) -> IncidentEvidence? {
    if a.subEvent == .unknown || b.subEvent == .unknown {
      // What the counting kinds are about is the kind itself.
      return a.subEvent == b.subEvent && isCount(a.kind) ? .eventSame : nil
    }
    if a.subEvent == b.subEvent { return .eventSame }
    return Compatibility.canBeOne(a.subEvent, b.subEvent) ? .eventCompatible : .eventDiffers
  }

  private static func targets(
    _ a: Outline, _ b: Outline, _ place: IncidentEvidence,
    _ evidence: inout CodeSet<IncidentEvidence>
  ) {
    guard a.targets != 0, b.targets != 0 else { return }
    if place == .placeSame, Compatibility.sitesDiffer(a.targets, b.targets) {
      evidence.insert(.siteDiffers)
    }
    let isShared = Compatibility.widened(a.targets) & Compatibility.widened(b.targets) != 0
    evidence.insert(isShared ? .targetsShared : .targetsDiffer)
  }

  private static func actors(
    _ a: Outline, _ b: Outline, _ evidence: inout CodeSet<IncidentEvidence>
  ) {
    guard a.familyA != 0, b.familyA != 0 else { return }
    let isShared =
      a.familyA == b.familyA || a.familyA == b.familyB
      || (a.familyB != 0 && (a.familyB == b.familyA || a.familyB == b.familyB))
    if isShared {
      evidence.insert(.actorShared)
    } else if a.kind != .claim, b.kind != .claim {
      // Two groups may claim one attack: no reason against.
      evidence.insert(.actorDiffers)
    }
  }

  private static func tolls(
    _ a: KilledRange, _ b: KilledRange, _ evidence: inout CodeSet<IncidentEvidence>
  ) {
    guard a.isPresent, b.isPresent else { return }
    let gap = Int(max(a.low, b.low)) - Int(min(a.high, b.high))
    if gap <= 2 {
      evidence.insert(.tollCompatible)
    } else if gap > 10, Int(max(a.low, b.low)) > 3 * Int(min(a.high, b.high)) {
      evidence.insert(.tollDiffers)
    }
  }
}
