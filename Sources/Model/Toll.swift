/// A count with its uncertainty (UCDP's low, best, high). Absent when `best` is negative.
@frozen
public struct TollRange: Hashable, Sendable {
  public var low: Int32
  public var best: Int32
  public var high: Int32

  @inlinable
  public init(low: Int32, best: Int32, high: Int32) {
    self.low = low
    self.best = best
    self.high = high
  }

  @inlinable
  public static var absent: TollRange { TollRange(low: -1, best: -1, high: -1) }

  /// More than this is a slip of the pen: kept at the bound and flagged.
  public static let most: Int32 = 10_000_000

  @inlinable
  public var isPresent: Bool { best >= 0 }
}

/// Killed, wounded and abducted by party, each a range: a fixed grid, no allocation.
@frozen
public struct Tolls: Sendable, Equatable {
  @usableFromInline var cells: InlineArray<18, TollRange> = .init(repeating: .absent)

  public init() {}

  @inlinable
  public subscript(harm: Harm, party: Party) -> TollRange {
    get { cells[Int(harm.rawValue) * 6 + Int(party.rawValue)] }
    set { cells[Int(harm.rawValue) * 6 + Int(party.rawValue)] = newValue }
  }

  @inlinable
  public var isEmpty: Bool {
    for index in 0..<18 where cells[index].isPresent { return false }
    return true
  }

  @inlinable
  public mutating func clear() {
    for index in 0..<18 { cells[index] = .absent }
  }

  @inlinable
  public func mentions(_ harm: Harm) -> Bool {
    let first = Int(harm.rawValue) * 6
    for index in first..<first + 6 where cells[index].isPresent { return true }
    return false
  }

  public static func == (left: Self, right: Self) -> Bool {
    for index in 0..<18 where left.cells[index] != right.cells[index] { return false }
    return true
  }

  /// The total killed: as reported, or the parties' sum, attackers included or not.
  ///
  /// ACLED counts attackers who died, wire reports mostly do not (DOMAIN A1 rule 3).
  public func total(_ harm: Harm, withAttackers: Bool) -> TollRange {
    var sum = TollRange.absent
    for party in Party.every where party != .all {
      if party == .attackers, !withAttackers { continue }
      let cell = self[harm, party]
      guard cell.isPresent else { continue }
      sum =
        sum.isPresent
        ? TollRange(
          low: sum.low &+ cell.low, best: sum.best &+ cell.best, high: sum.high &+ cell.high)
        : cell
    }
    let all = self[harm, .all]
    guard all.isPresent else { return sum }
    return sum.isPresent && sum.best > all.best ? sum : all
  }
}

/// The other counts of a report.
@frozen
public struct Measures: Sendable, Equatable {
  @usableFromInline var cells: InlineArray<14, TollRange> = .init(repeating: .absent)

  public init() {}

  @inlinable
  public mutating func clear() {
    for index in 0..<14 { cells[index] = .absent }
  }

  @inlinable
  public subscript(measure: Measure) -> TollRange {
    get { cells[Int(measure.rawValue)] }
    set { cells[Int(measure.rawValue)] = newValue }
  }

  @inlinable
  public var isEmpty: Bool {
    for index in 0..<14 where cells[index].isPresent { return false }
    return true
  }

  public static func == (left: Self, right: Self) -> Bool {
    for index in 0..<14 where left.cells[index] != right.cells[index] { return false }
    return true
  }
}
