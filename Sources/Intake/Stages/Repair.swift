internal import Model

extension Draft {
  /// Brings every text to one form, before anything is read or looked for in it.
  ///
  /// A text whose encoding was undone is told by the flag `text_repaired`. Ids stay as they came.
  mutating func repair() {
    if report.storage.withUnsafeBytes({ TextRepair.mayNeed($0) }) {
      let isOne = facts == report.description
      var isUndone = Self.settle(&report.title, &report.storage)
      isUndone = Self.settle(&report.description, &report.storage) || isUndone
      if isOne {
        facts = report.description
      } else {
        isUndone = Self.settle(&facts, &report.storage) || isUndone
      }
      isUndone = repairNames() || isUndone
      if isUndone { report.flags.insert(.textRepaired) }
    }
    // A reporter's name is looked for in the texts, so it must be spelled as they are.
    if secretBytes.withUnsafeBytes({ TextRepair.mayNeed($0) }) {
      for index in secrets.indices { _ = Self.settle(&secrets[index].extent, &secretBytes) }
    }
  }

  private mutating func repairNames() -> Bool {
    var isUndone = Self.settle(&report.origin, &report.storage)
    isUndone = Self.settle(&report.place.written, &report.storage) || isUndone
    isUndone = Self.settle(&placeCoordinates, &report.storage) || isUndone
    isUndone = Self.settle(&country, &report.storage) || isUndone
    isUndone = Self.settle(&admin1, &report.storage) || isUndone
    isUndone = Self.settle(&admin2, &report.storage) || isUndone
    if var place = report.movedFrom {
      isUndone = Self.settle(&place.written, &report.storage) || isUndone
      report.movedFrom = place
    }
    if var place = report.movedTo {
      isUndone = Self.settle(&place.written, &report.storage) || isUndone
      report.movedTo = place
    }
    for index in report.mentioned.indices {
      isUndone =
        Self.settle(&report.mentioned[index].written, &report.storage) || isUndone
    }
    for index in report.candidates.indices {
      isUndone =
        Self.settle(&report.candidates[index].written, &report.storage) || isUndone
    }
    return isUndone
  }

  /// In place: no two texts share a byte, and a repaired one is never longer. What is left over is
  /// overwritten.
  private static func settle(_ extent: inout Extent, _ storage: inout [UInt8]) -> Bool {
    guard !extent.isEmpty else { return false }
    return storage.withUnsafeMutableBytes { bytes in
      let text = UnsafeMutableRawBufferPointer(rebasing: bytes[extent.range])
      let (count, isUndone) = TextRepair.repair(text)
      for index in count..<text.count { text[index] = 0 }
      extent = Extent(start: Int(extent.start), count: count)
      return isUndone
    }
  }
}
