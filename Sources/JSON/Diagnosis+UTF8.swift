extension Diagnosis {
  /// The offset of the first byte of the first ill-formed sequence (Unicode 16, table 3-7).
  func firstInvalidUTF8() -> Int? {
    var at = 0
    while at < count {
      guard let width = sequenceWidth(at) else { return at }
      at += width
    }
    return nil
  }

  private func sequenceWidth(_ at: Int) -> Int? {
    let first = bytes[at]
    let width: Int
    var low: UInt8 = 0x80
    var high: UInt8 = 0xBF
    switch first {
    case 0..<0x80: return 1
    case 0xC2...0xDF: width = 2
    case 0xE0...0xEF:
      width = 3
      if first == 0xE0 { low = 0xA0 }
      if first == 0xED { high = 0x9F }
    case 0xF0...0xF4:
      width = 4
      if first == 0xF0 { low = 0x90 }
      if first == 0xF4 { high = 0x8F }
    default: return nil
    }
    guard at + width <= count, bytes[at + 1] >= low, bytes[at + 1] <= high else { return nil }
    for i in at + 2..<max(at + width, at + 2) where bytes[i] & 0xC0 != 0x80 { return nil }
    return width
  }
}
