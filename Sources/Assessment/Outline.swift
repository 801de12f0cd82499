import Model

/// What is compared of a report or of an incident: one form for both, made in nanoseconds.
struct Outline {
  var targets: UInt64
  var tactics: UInt32
  var weapons: UInt32
  var earliest: UInt32
  var span: UInt32
  var latitude: Int32
  var longitude: Int32
  var radius: Int32
  var place: UInt32
  var killed: KilledRange
  /// Families of the likely perpetrators plus one; 0 is none.
  var familyA: UInt16
  var familyB: UInt16
  var kind: ReportKind
  var subEvent: SubEventType
  var hasPoint: Bool

  @inline(__always)
  init(_ row: UnsafePointer<ReportRow>) {
    targets = row.pointee.targets
    tactics = row.pointee.tactics
    weapons = row.pointee.weapons
    earliest = row.pointee.earliest
    span = row.pointee.span
    latitude = row.pointee.latitude
    longitude = row.pointee.longitude
    radius = row.pointee.radius
    place = row.pointee.place
    killed = KilledRange(low: row.pointee.killedLow, high: row.pointee.killedHigh)
    familyA = row.pointee.familyA
    familyB = row.pointee.familyB
    kind = row.pointee.kind
    subEvent = row.pointee.subEvent
    hasPoint = row.pointee.has(ReportRow.pointBit)
  }

  @inline(__always)
  init(_ row: UnsafePointer<IncidentRow>) {
    targets = row.pointee.targets
    tactics = row.pointee.tactics
    weapons = row.pointee.weapons
    earliest = row.pointee.earliest
    span = row.pointee.span
    latitude = row.pointee.latitude
    longitude = row.pointee.longitude
    radius = row.pointee.radius
    place = row.pointee.place
    killed = KilledRange(low: row.pointee.killedLow, high: row.pointee.killedHigh)
    familyA = row.pointee.familyA
    familyB = row.pointee.familyB
    kind = row.pointee.kind
    subEvent = row.pointee.subEvent
    hasPoint = row.pointee.has(IncidentRow.pointBit)
  }

  /// Good to 15 km and to a day with its night: can be told from its neighbours.
  var isPrecise: Bool { hasPoint && radius <= Reach.preciseRadius && span <= Reach.preciseSpan }

  var earliestSeconds: Int64 { Int64(earliest) }
  var latestSeconds: Int64 { Int64(earliest &+ span) }
  var point: Coordinates { Coordinates(latitude: latitude, longitude: longitude) }
}
