internal import JSON

/// How a report's counts are written.
///
/// The grids are read where they stand: a subscript of theirs copies the whole grid for one cell.
extension Report {
  @inline(__always)
  func writeTolls(to out: inout WriterCursor) {
    withUnsafeBytes(of: tolls) { cells in
      var isOpen = false
      var at = 0
      var nextHarm = Harm(rawValue: 0)
      while let harm = nextHarm {
        nextHarm = Harm(rawValue: harm.rawValue &+ 1)
        var hasHarm = false
        var nextParty = Party(rawValue: 0)
        while let party = nextParty {
          nextParty = Party(rawValue: party.rawValue &+ 1)
          // Safe because `Tolls` is one grid, a harm's parties after one another, and the
          // loops run over as many cells as it has.
          let range = cells.load(fromByteOffset: at, as: TollRange.self)
          at &+= MemoryLayout<TollRange>.stride
          guard range.isPresent else { continue }
          if !isOpen { out.literal(#","tolls":{"#) }
          isOpen = true
          if !hasHarm {
            out.code(harm)
            out.literal(":{")
          }
          hasHarm = true
          out.code(party)
          out.counts(range)
        }
        if hasHarm {
          out.close("}")
          out.byte(UInt8(ascii: ","))
        }
      }
      if isOpen { out.close("}") }
    }
  }

  @inline(__always)
  func writeMeasures(to out: inout WriterCursor) {
    withUnsafeBytes(of: measures) { cells in
      var isOpen = false
      var at = 0
      var next = Measure(rawValue: 0)
      while let measure = next {
        next = Measure(rawValue: measure.rawValue &+ 1)
        // Safe because `Measures` is one row of ranges and no more, as for the tolls.
        let range = cells.load(fromByteOffset: at, as: TollRange.self)
        at &+= MemoryLayout<TollRange>.stride
        guard range.isPresent else { continue }
        if !isOpen { out.literal(#","measures":{"#) }
        isOpen = true
        out.code(measure)
        out.counts(range)
      }
      if isOpen { out.close("}") }
    }
  }
}
