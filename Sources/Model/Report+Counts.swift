internal import JSON

/// How a report's counts are written.
///
/// The grids are read where they stand: a subscript of theirs copies the whole grid for one cell.
extension Report {
  @inline(__always)
  func writeTolls(to out: inout WriterCursor) {
    withUnsafeBytes(of: tolls) { cells in
      var open = UInt8.max
      for cell in 0..<18 {
        // Safe because `Tolls` is one grid of eighteen, a harm's parties after one another.
        let range = cells.load(
          fromByteOffset: cell &* MemoryLayout<TollRange>.stride, as: TollRange.self)
        guard range.isPresent, let harm = Harm(rawValue: UInt8(truncatingIfNeeded: cell / 6)),
          let party = Party(rawValue: UInt8(truncatingIfNeeded: cell % 6))
        else { continue }
        if harm.rawValue != open {
          if open == .max {
            out.literal(#","tolls":{"#)
          } else {
            out.close("}")
            out.byte(UInt8(ascii: ","))
          }
          out.code(harm)
          out.literal(":{")
          open = harm.rawValue
        }
        out.code(party)
        out.counts(range)
      }
      if open != .max {
        out.close("}")
        out.byte(UInt8(ascii: "}"))
      }
    }
  }

  @inline(__always)
  func writeMeasures(to out: inout WriterCursor) {
    withUnsafeBytes(of: measures) { cells in
      var isOpen = false
      for cell in 0..<cells.count / MemoryLayout<TollRange>.stride {
        // Safe because `Measures` is one row of ranges and no more, as for the tolls.
        let range = cells.load(
          fromByteOffset: cell &* MemoryLayout<TollRange>.stride, as: TollRange.self)
        guard range.isPresent, let measure = Measure(rawValue: UInt8(truncatingIfNeeded: cell))
        else { continue }
        if !isOpen { out.literal(#","measures":{"#) }
        isOpen = true
        out.code(measure)
        out.counts(range)
      }
      if isOpen { out.close("}") }
    }
  }
}
