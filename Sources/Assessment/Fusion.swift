import Model

/// What is gathered while an incident's reports are walked.
struct Fusion {
  /// Perpetrators by family, for comparing and for rules.
  var families = Tallies()
  /// Actors by role and name, for the document.
  var actors = Tallies()
  private var tolls: InlineArray<32, FusedToll> = .init(repeating: FusedToll())
  /// The cells of `tolls` that are in use.
  private(set) var tollCells: UInt32 = 0
  /// Origins seen, at most 64.
  var origins: InlineArray<64, UInt32> = .init(repeating: 0)
  var originCount = 0

  init() {}

  mutating func clear() {
    families.clear()
    actors.clear()
    tollCells = 0
    originCount = 0
  }

  func hasToll(_ cell: Int) -> Bool { tollCells & 1 << UInt32(cell) != 0 }

  func toll(_ cell: Int) -> FusedToll { tolls[cell] }

  mutating func addToll(
    _ cell: Int, _ range: TollRange, _ slot: Int32, _ row: UnsafePointer<ReportRow>
  ) {
    if !hasToll(cell) {
      tolls[cell] = FusedToll()
      tollCells |= 1 << UInt32(cell)
    }
    tolls[cell].add(range, slot, row)
  }

  mutating func addOrigin(_ origin: UInt32) {
    for index in 0..<originCount where origins[index] == origin { return }
    guard originCount < 64 else { return }
    origins[originCount] = origin
    originCount += 1
  }
}

/// One toll over the reports: best of the best-graded and latest, low and high of all.
struct FusedToll {
  var range = TollRange.absent
  var from: Int32 = -1
  private var grade: UInt8 = .max
  private var turn: (UInt32, Fingerprint) = (0, .zero)

  init() {}

  mutating func add(_ other: TollRange, _ slot: Int32, _ row: UnsafePointer<ReportRow>) {
    guard from >= 0 else {
      range = other
      take(slot, row)
      return
    }
    range.low = min(range.low, other.low)
    range.high = max(range.high, other.high)
    let isBetter =
      row.pointee.grade < grade
      || (row.pointee.grade == grade && row.pointee.turn > turn)
    if isBetter {
      range.best = other.best
      take(slot, row)
    }
  }

  private mutating func take(_ slot: Int32, _ row: UnsafePointer<ReportRow>) {
    from = slot
    grade = row.pointee.grade
    turn = row.pointee.turn
  }
}
