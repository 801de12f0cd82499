/// Host names: RFC 1123, and internationalised ones by RFC 5890 to 5893 (IDNA 2008).
extension FormatScanner {
  /// Bytes of a name at most, as the domain name system has it without the root's dot.
  static let hostnameMax = 253

  mutating func hostname() -> Bool {
    guard bytes.count <= Self.hostnameMax, labels() else { return false }
    return isAtEnd && areSound(labelsOf: { $0 == "." }, isInternational: false)
  }

  mutating func internationalHostname() -> Bool {
    let separators: Set<Unicode.Scalar> = [".", "\u{3002}", "\u{FF0E}", "\u{FF61}"]
    at = bytes.count
    return areSound(labelsOf: { separators.contains($0) }, isInternational: true)
  }

  private func areSound(
    labelsOf isSeparator: (Unicode.Scalar) -> Bool, isInternational: Bool
  ) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self).unicodeScalars
    // No label of more scalars than a name has bytes is one; it need not be looked at.
    guard text.count <= 4 * Self.hostnameMax else { return false }
    var labels: [[Unicode.Scalar]] = []
    var length = -1
    for label in text.split(omittingEmptySubsequences: false, whereSeparator: isSeparator) {
      guard let (spelled, width) = HostLabel.read(Array(label), isInternational: isInternational)
      else { return false }
      labels.append(spelled)
      length += width + 1
    }
    guard length <= Self.hostnameMax else { return false }
    let isBidirectional = labels.contains { $0.contains { BidiClass.isRightToLeft($0) } }
    return !isBidirectional || labels.allSatisfy(BidiClass.isSound)
  }
}
