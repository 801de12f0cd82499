private import Glibc
internal import Model

/// Finds and takes out what identifies people. One per Intake; its buffers are reused.
struct Redactor {
  /// What stands in place of what was removed.
  static let mark: StaticString = "[removed]"

  private var found: [Range<Int>] = []
  private var rebuilt: [UInt8] = []
  private var secrets = SecretList()
  // What any of the report's texts has, so that most of them are not looked into for it.
  private var hasAt = false
  private var hasOtherDigits = false

  /// The contact of the reporter whose texts come next.
  mutating func begin(_ bytes: [UInt8], _ list: [Secret]) {
    secrets.clear()
    for secret in list {
      bytes.withUnsafeBytes {
        secrets.add(UnsafeRawBufferPointer(rebasing: $0[secret.extent.range]), secret.kind)
      }
    }
  }

  /// Looks at all texts of a report together.
  mutating func look(at storage: [UInt8]) {
    storage.withUnsafeBytes {
      hasAt = TextHint.hasAt($0)
      hasOtherDigits = TextHint.hasOtherDigits($0)
    }
  }

  /// Whether even a short text, or an id, may hold a contact.
  var mayBeShort: Bool { hasAt || hasOtherDigits || hasSecrets }

  private var hasSecrets: Bool { secrets.hasNumbers || secrets.hasWords }

  /// Replaces what identifies people in a text of the report; says whether there was any.
  ///
  /// The old bytes are overwritten: they must not be in the report's storage either.
  mutating func redact(_ extent: inout Extent, _ report: inout Report) -> Bool {
    found.removeAll(keepingCapacity: true)
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
    found.removeAll(keepingCapacity: true)
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
    if hasAt { ContactScanner.findAddresses(text) { found.append($0) } }
    let least = secrets.hasNumbers ? SecretList.digitsMin : ContactScanner.digitsMin
    if !isIdentifier || secrets.hasNumbers, hasOtherDigits || TextHint.hasDigits(text, least) {
      ContactScanner.findNumbers(text, secrets, onlySecrets: isIdentifier) { found.append($0) }
    }
    if secrets.hasWords { secrets.findWords(text) { found.append($0) } }
  }
}

extension Report {
  /// Stands for an id that may not be shown or is too long: `x-` and 26 characters.
  mutating func keepDigest(_ digest: Fingerprint) -> Extent {
    withUnsafeTemporaryAllocation(byteCount: 2 + Fingerprint.textCount, alignment: 1) { buffer in
      buffer[0] = UInt8(ascii: "x")
      buffer[1] = UInt8(ascii: "-")
      digest.write(to: UnsafeMutableRawBufferPointer(rebasing: buffer[2...]))
      return keep(UnsafeRawBufferPointer(buffer))
    }
  }
}

/// A first look at texts, so that most are searched no further. The C library's search for a byte
/// takes 32 and more at a time.
enum TextHint {
  /// Whether there is an at sign, or a byte that begins one of full width.
  static func hasAt(_ text: UnsafeRawBufferPointer) -> Bool {
    has(UInt8(ascii: "@"), text) || has(0xEF, text)
  }

  /// Whether there are so many ASCII digits.
  static func hasDigits(_ text: UnsafeRawBufferPointer, _ least: Int) -> Bool {
    var digits = 0
    var index = 0
    while index + 8 <= text.count {
      let word = text.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      // A digit is 0…9 once its upper bits are taken out; any other byte then is ten or more, and
      // adding 0x76 carries into its eighth bit. Seven bits are added, so no byte carries over.
      let rest = word ^ 0x3030_3030_3030_3030
      let other = ((rest & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7676_7676_7676_7676) | rest
      digits &+= (~other & 0x8080_8080_8080_8080).nonzeroBitCount
      index &+= 8
    }
    while index < text.count {
      digits &+= text[index] &- 48 < 10 ? 1 : 0
      index &+= 1
    }
    return digits >= least
  }

  /// Whether there is a byte that begins an Arabic or full-width digit or sign.
  static func hasOtherDigits(_ text: UnsafeRawBufferPointer) -> Bool {
    has(0xD9, text) || has(0xDB, text) || has(0xEF, text)
  }

  private static func has(_ byte: UInt8, _ text: UnsafeRawBufferPointer) -> Bool {
    guard let base = text.baseAddress else { return false }
    return memchr(base, Int32(byte), text.count) != nil
  }
}
