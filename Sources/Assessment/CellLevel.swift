/// How vague a report or an incident is: a class of its radius and one of its span.
///
/// Each level has cells of a size of its own, so that a search reaches as far as what it seeks and
/// no farther, and is over in a few cells whatever it is.
struct CellLevel: Equatable {
  /// Three times the class of the radius, and the class of the span.
  let number: Int

  static let count = 9
  /// That of precise reports and incidents.
  static let precise = CellLevel(number: 0)

  init(number: Int) { self.number = number }

  /// Of what is no larger than a region (`Reach.vagueRadius`, `Reach.vagueSpan`).
  @inline(__always)
  init(_ outline: Outline) {
    let radius = outline.radius <= Reach.preciseRadius ? 0 : outline.radius <= 60_000 ? 1 : 2
    let span = outline.span <= Reach.preciseSpan ? 0 : outline.span <= 8 * 86_400 ? 1 : 2
    number = radius * 3 + span
  }

  /// Metres: no radius of the level is larger.
  @inline(__always)
  var radiusMost: Int64 {
    Int64(number < 3 ? Reach.preciseRadius : number < 6 ? 60_000 : Reach.vagueRadius)
  }

  /// Seconds: no span of the level is longer.
  @inline(__always)
  var spanMost: Int64 {
    let span = number % 3
    return span == 0 ? Int64(Reach.preciseSpan) : span == 1 ? 8 * 86_400 : Int64(Reach.vagueSpan)
  }

  /// Microdegrees a cell is wide and seconds a bucket is long: about as far as a search goes.
  ///
  /// Precise reports are looked for by precise ones alone, so their cells are small; precise
  /// incidents by vague reports and voices alone, so theirs are large.
  @inline(__always)
  func size(_ chain: UInt64) -> (degrees: Int64, seconds: Int64) {
    if chain == Cell.fine { return (250_000, 2 * 86_400) }
    if chain == Cell.incident, self == .precise { return (4_000_000, 4 * 86_400) }
    let span = number % 3
    return (number < 6 ? 2_000_000 : 8_000_000, (span == 0 ? 2 : span == 1 ? 8 : 32) * 86_400)
  }
}

/// The cells of one chain that can hold what lies near an outline in space and time.
struct CellWindow {
  /// Chain, group and level.
  private let base: UInt64
  private let buckets: ClosedRange<Int64>
  private let latitudes: ClosedRange<Int32>
  private let longitudes: ClosedRange<Int32>

  /// The key of the cell that an outline itself stands in.
  static func key(_ chain: UInt64, _ level: CellLevel, _ outline: Outline) -> UInt64 {
    let size = level.size(chain)
    let middle = Int64(outline.earliest) + Int64(outline.span) / 2
    return Cell.key(
      chain, Cell.group(outline.kind), level, bucket: middle / size.seconds,
      Cell.latitude(Int64(outline.latitude), size.degrees),
      Cell.longitude(Int64(outline.longitude), size.degrees))
  }

  /// Whatever of the level is within reach of the outline.
  init(_ chain: UInt64, _ level: CellLevel, around outline: Outline) {
    let size = level.size(chain)
    base = Cell.key(chain, Cell.group(outline.kind), level, bucket: 0, 0, 0)
    // From the ends of the outline to the middle of what is sought.
    let seconds = Reach.gap + level.spanMost / 2
    buckets =
      max(0, outline.earliestSeconds - seconds) / size.seconds...(outline.latestSeconds + seconds)
      / size.seconds
    // Microdegrees, rounded up: a degree of latitude is more than 110 km.
    let meters = Int64(Reach.margin + outline.radius) + level.radiusMost
    let north = meters * 1_000 / 110 + 1
    let latitude = Int64(outline.latitude)
    latitudes =
      Cell.latitude(
        latitude - north, size.degrees)...Cell.latitude(latitude + north, size.degrees)
    // cos φ ≥ 1 − φ²/2, in millionths, of the farther latitude; at least a tenth.
    let hundredths = (abs(latitude) + north) / 10_000
    let cosine = max(100_000, 1_000_000 - hundredths * hundredths * 15_231 / 1_000_000)
    let east = north * 1_000_000 / cosine + 1
    let longitude = Int64(outline.longitude)
    longitudes =
      Cell.longitude(
        longitude - east, size.degrees)...Cell.longitude(longitude + east, size.degrees)
  }

  @inline(__always)
  func forEachKey(_ body: (UInt64) -> Void) {
    for bucket in buckets {
      for latitude in latitudes {
        for longitude in longitudes {
          body(
            base | UInt64(bucket & 0xf_ffff) << 32 | UInt64(UInt32(latitude)) << 16
              | UInt64(UInt32(longitude)))
        }
      }
    }
  }
}

/// How many stand at each level of the chains that have levels: an empty level is not searched.
struct IndexedLevels {
  private var counts: InlineArray<32, Int32> = .init(repeating: 0)

  init() {}

  @inline(__always)
  private static func first(_ chain: UInt64) -> Int? {
    switch chain {
    case Cell.incident: 0
    case Cell.vague: CellLevel.count
    case Cell.voice: 2 * CellLevel.count
    default: nil
    }
  }

  /// One more or one fewer under a key.
  mutating func add(_ key: UInt64, _ change: Int32) {
    guard let first = Self.first(key >> 60) else { return }
    counts[first + Int(key >> 52 & 15)] += change
  }

  /// The levels of a chain at which anything stands, the most precise first.
  func levels(_ chain: UInt64) -> Levels {
    var present: UInt32 = 0
    if let first = Self.first(chain) {
      for number in 0..<CellLevel.count where counts[first + number] > 0 { present |= 1 << number }
    }
    return Levels(present: present)
  }

  struct Levels: Sequence, IteratorProtocol {
    var present: UInt32

    mutating func next() -> CellLevel? {
      guard present != 0 else { return nil }
      let number = present.trailingZeroBitCount
      present &= present - 1
      return CellLevel(number: number)
    }
  }
}
