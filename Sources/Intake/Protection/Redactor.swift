internal import Model

/// Finds and takes out what identifies people. One per Intake; its buffers are reused.
struct Redactor {
  /// What stands in place of what was removed.
  static let mark: StaticString = "[removed]"

  private var found: [Range<Int>] = []
  private var rebuilt: [UInt8] = []
  private var secrets = SecretList()
  /// What any of the report's texts has, so that most of them are not looked into for it.
  private var look = TextLook()
  /// Where people in need are must not be read from a text either.
  private var hidesPoints = false

  /// Takes the reporter's contact apart; false when nothing of it, nor any other, can be found in
  /// any text of the report. So it is for nearly all reports, and then nothing is taken apart.
  mutating func begin(_ draft: borrowing Draft) -> Bool {
    look = draft.report.storage.withUnsafeBytes { text in
      draft.secretBytes.withUnsafeBytes { TextLook(text, $0, draft.secrets) }
    }
    hidesPoints = draft.report.isAboutPeopleInNeed
    guard
      hidesPoints || (look.hasAt || look.hasWords || look.mayHaveNumbers) && look.mayHold(draft)
    else { return false }
    secrets.clear()
    for secret in draft.secrets {
      draft.secretBytes.withUnsafeBytes {
        secrets.add(UnsafeRawBufferPointer(rebasing: $0[secret.extent.range]), secret.kind)
      }
    }
    return true
  }

  /// Whether even a short text, or an id, may hold a contact.
  var mayBeShort: Bool {
    look.hasAt || look.hasOtherDigits || look.hasWords || secrets.hasNumbers
  }

  /// Replaces what identifies people in a text of the report; says whether there was any.
  ///
  /// The old bytes are overwritten: they must not be in the report's storage either.
  mutating func redact(_ extent: inout Extent, _ report: inout Report) -> Bool {
    if !found.isEmpty { found.removeAll(keepingCapacity: true) }
    report.storage.withUnsafeBytes {
      search(UnsafeRawBufferPointer(rebasing: $0[extent.range]), isIdentifier: false)
    }
    if found.isEmpty { return false }
    found.sort { $0.lowerBound < $1.lowerBound }
    rebuilt.removeAll(keepingCapacity: true)
    let start = Int(extent.start)
    var position = 0
    for range in found {
      // Ranges may overlap, when a number stands in an address.
      if range.upperBound <= position { continue }
      if range.lowerBound >= position {
        rebuilt.append(contentsOf: report.storage[start + position..<start + range.lowerBound])
        Self.mark.withUTF8Buffer { rebuilt.append(contentsOf: $0) }
      }
      position = range.upperBound
    }
    rebuilt.append(contentsOf: report.storage[start + position..<start + Int(extent.count)])
    erase(extent, &report)
    extent = rebuilt.withUnsafeBytes { report.keep($0) }
    return true
  }

  /// Replaces an id that holds a contact by a digest of it, so that it still tells reports apart.
  mutating func mask(_ extent: inout Extent, _ report: inout Report) -> Bool {
    if !found.isEmpty { found.removeAll(keepingCapacity: true) }
    let digest = report.storage.withUnsafeBytes { storage -> Fingerprint? in
      let text = UnsafeRawBufferPointer(rebasing: storage[extent.range])
      search(text, isIdentifier: true)
      return found.isEmpty ? nil : Fingerprint(of: text)
    }
    guard let digest else { return false }
    erase(extent, &report)
    extent = report.keepDigest(digest)
    return true
  }

  private func erase(_ extent: Extent, _ report: inout Report) {
    for index in extent.range { report.storage[index] = 0 }
  }

  /// Ids are full of digits and dashes that are no telephone numbers; in them only addresses and
  /// the reporter's own contact count.
  private mutating func search(_ text: UnsafeRawBufferPointer, isIdentifier: Bool) {
    if look.hasAt { ContactScanner.findAddresses(text) { found.append($0) } }
    if look.mayHaveNumbers, !isIdentifier || secrets.hasNumbers,
      look.hasOtherDigits || TextCensus(text).digits >= look.digitsLeast
    {
      ContactScanner.findNumbers(text, secrets, onlySecrets: isIdentifier) { found.append($0) }
    }
    if look.hasWords { secrets.findWords(text) { found.append($0) } }
    if hidesPoints, !isIdentifier { CoordinateScanner.find(text) { found.append($0) } }
  }
}

extension Report {
  /// Stands for an id that may not be shown or is too long: `x-` and 26 characters.
  mutating func keepDigest(_ digest: Fingerprint) -> Extent {
    Self.withDigestText(digest) { keep($0) }
  }

  static func withDigestText<R>(
    _ digest: Fingerprint, _ body: (UnsafeRawBufferPointer) -> R
  ) -> R {
    withUnsafeTemporaryAllocation(byteCount: 2 + Fingerprint.textCount, alignment: 1) { buffer in
      buffer[0] = UInt8(ascii: "x")
      buffer[1] = UInt8(ascii: "-")
      digest.write(to: UnsafeMutableRawBufferPointer(rebasing: buffer[2...]))
      return body(UnsafeRawBufferPointer(buffer))
    }
  }
}
