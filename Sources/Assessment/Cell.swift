import Model

/// Keys of `CellRow`: which chain, and where in space and time.
enum Cell {
  /// 0.25° and two days: precise reports.
  static let fine: UInt64 = 0
  /// 8° and 32 days: incidents.
  static let coarse: UInt64 = 1
  /// 8° and 32 days: reports that are not precise.
  static let vague: UInt64 = 2
  /// 32 days, by the place's name: reports of more than a region.
  static let wide: UInt64 = 3
  /// Live alerts, by the tick in which they fall due.
  static let expiry: UInt64 = 5

  /// Claims and statements stand among the security incidents that they may be about.
  static func group(_ kind: ReportKind) -> UInt64 {
    UInt64(kind == .claim || kind == .statement ? ReportKind.security.rawValue : kind.rawValue)
  }

  static func key(
    _ chain: UInt64, _ group: UInt64, bucket: Int64, _ latitude: Int32 = 0, _ longitude: Int32 = 0
  ) -> UInt64 {
    chain << 60 | group << 56 | UInt64(bucket & 0xff_ffff) << 32
      | UInt64(UInt32(latitude)) << 16 | UInt64(UInt32(longitude))
  }

  static func key(wide place: UInt32, _ group: UInt64, bucket: Int64) -> UInt64 {
    wide << 60 | group << 56 | UInt64(bucket & 0xff_ffff) << 32 | UInt64(place)
  }

  /// Facts, by unit, likely actor and kind, and sixteen days.
  enum Facts: UInt64 { case area = 6, actor, kind }

  static func key(facts chain: Facts, _ id: UInt32, bucket: Int64) -> UInt64 {
    chain.rawValue << 60 | UInt64(bucket & 0xff_ffff) << 32 | UInt64(id)
  }

  static func key(due tick: Int64) -> UInt64 { expiry << 60 | UInt64(tick & 0xffff_ffff) }

  /// Microdegrees a cell is wide, and seconds a bucket is long.
  static func size(_ chain: UInt64) -> (degrees: Int32, seconds: Int64) {
    chain == fine ? (250_000, 2 * 86_400) : (8_000_000, 32 * 86_400)
  }

  static func latitude(_ value: Int64, _ degrees: Int32) -> Int32 {
    Int32((min(max(value, -90_000_000), 90_000_000) + 90_000_000) / Int64(degrees))
  }

  static func longitude(_ value: Int64, _ degrees: Int32) -> Int32 {
    Int32((min(max(value, -180_000_000), 180_000_000) + 180_000_000) / Int64(degrees))
  }
}

/// The cells of one chain that can hold what lies near an outline in space and time.
struct CellWindow {
  let chain: UInt64
  let group: UInt64
  let buckets: ClosedRange<Int64>
  let latitudes: ClosedRange<Int32>
  let longitudes: ClosedRange<Int32>

  /// `meters` and `seconds` reach from the outline to the middle of what is sought.
  init(_ chain: UInt64, _ outline: Outline, meters: Int64, seconds: Int64) {
    self.chain = chain
    group = Cell.group(outline.kind)
    let size = Cell.size(chain)
    buckets =
      max(0, outline.earliestSeconds - seconds) / size.seconds...(outline.latestSeconds + seconds)
      / size.seconds
    // Microdegrees, rounded up: a degree of latitude is more than 110 km.
    let north = meters * 1_000 / 110 + 1
    let latitude = Int64(outline.latitude)
    latitudes =
      Cell.latitude(
        latitude - north, size.degrees)...Cell.latitude(
        latitude + north, size.degrees)
    // cos φ ≥ 1 − φ²/2, in millionths, of the farther latitude; at least a tenth.
    let hundredths = (abs(latitude) + north) / 10_000
    let cosine = max(100_000, 1_000_000 - hundredths * hundredths * 15_231 / 1_000_000)
    let east = north * 1_000_000 / cosine + 1
    let longitude = Int64(outline.longitude)
    longitudes =
      Cell.longitude(
        longitude - east, size.degrees)...Cell.longitude(
        longitude + east, size.degrees)
  }

  func forEachKey(_ body: (UInt64) -> Void) {
    for bucket in buckets {
      for latitude in latitudes {
        for longitude in longitudes {
          body(Cell.key(chain, group, bucket: bucket, latitude, longitude))
        }
      }
    }
  }
}
