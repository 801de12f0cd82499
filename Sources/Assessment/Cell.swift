import Model

/// Keys of `CellRow`: which chain, and where in space and time.
enum Cell {
  /// Precise reports, in the finest cells.
  static let fine: UInt64 = 0
  /// Incidents, by level.
  static let incident: UInt64 = 1
  /// Reports that are not precise, by level.
  static let vague: UInt64 = 2
  /// 32 days, by the place's name: reports of more than a region.
  static let wide: UInt64 = 3
  /// Live alerts, by the tick in which they fall due.
  static let expiry: UInt64 = 5
  /// Claims, denials and statements, by level.
  static let voice: UInt64 = 9
  /// The same of more than a region, by the place's name.
  static let wideVoice: UInt64 = 10

  /// Claims and statements stand among the security incidents that they may be about.
  static func group(_ kind: ReportKind) -> UInt64 {
    UInt64(kind == .claim || kind == .statement ? ReportKind.security.rawValue : kind.rawValue)
  }

  static func key(
    _ chain: UInt64, _ group: UInt64, _ level: CellLevel, bucket: Int64, _ latitude: Int32,
    _ longitude: Int32
  ) -> UInt64 {
    chain << 60 | group << 56 | UInt64(level.number) << 52 | UInt64(bucket & 0xf_ffff) << 32
      | UInt64(UInt32(latitude)) << 16 | UInt64(UInt32(longitude))
  }

  static func key(
    wide chain: UInt64, _ group: UInt64, place: UInt32, bucket: Int64
  ) -> UInt64 {
    chain << 60 | group << 56 | UInt64(bucket & 0xff_ffff) << 32 | UInt64(place)
  }

  /// Seconds in a bucket of the wide chains.
  static let wideSeconds: Int64 = 32 * 86_400

  /// Facts, by unit, likely actor and kind, and sixteen days.
  enum Facts: UInt64 { case area = 6, actor, kind }

  static func key(facts chain: Facts, _ id: UInt32, bucket: Int64) -> UInt64 {
    chain.rawValue << 60 | UInt64(bucket & 0xff_ffff) << 32 | UInt64(id)
  }

  static func key(due tick: Int64) -> UInt64 { expiry << 60 | UInt64(tick & 0xffff_ffff) }

  static func latitude(_ value: Int64, _ degrees: Int64) -> Int32 {
    Int32((min(max(value, -90_000_000), 90_000_000) + 90_000_000) / degrees)
  }

  static func longitude(_ value: Int64, _ degrees: Int64) -> Int32 {
    Int32((min(max(value, -180_000_000), 180_000_000) + 180_000_000) / degrees)
  }
}
