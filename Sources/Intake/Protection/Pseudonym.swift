internal import Model
internal import Theatre

/// A keyed digest of a reporter's contact: the same person is recognised and nobody is known.
///
/// HMAC-SHA-256, the first 128 bits. Without the key not even a list of all telephone numbers
/// helps; who has it can try them, so it is guarded as the contacts are, and a new one makes
/// everybody new.
struct Pseudonym {
  private let digest: KeyedDigest

  /// None without a key.
  init?(key: [UInt8]) {
    if key.isEmpty { return nil }
    digest = KeyedDigest(key: key)
  }

  /// From the telephone's last digits, else the address, else the name: what changes least.
  func text(of secrets: [Secret], in bytes: [UInt8]) -> String? {
    for kind in [Secret.Kind.phone, .email, .name] {
      for secret in secrets where secret.kind == kind {
        let message = Self.settled(bytes[secret.extent.range], kind)
        guard !message.isEmpty else { continue }
        let digest = digest.of(message)
        func word(_ from: Int) -> UInt64 {
          digest[from..<from + 8].reduce(0) { $0 << 8 | UInt64($1) }
        }
        return "p-\(Fingerprint(high: word(0), low: word(8)))"
      }
    }
    return nil
  }

  /// One form for the ways in which one contact is written: `phone` and the last eight digits,
  /// `email` and small letters, `name` and its folded words in order of the alphabet.
  private static func settled(_ bytes: ArraySlice<UInt8>, _ kind: Secret.Kind) -> [UInt8] {
    switch kind {
    case .phone:
      let digits = bytes.filter { $0 &- 48 < 10 }
      return digits.count < 6 ? [] : Array("phone:".utf8) + digits.suffix(8)
    case .email:
      let address = bytes.filter { $0 > 32 }.map { $0 &- 65 < 26 ? $0 | 32 : $0 }
      return address.contains(UInt8(ascii: "@")) ? Array("email:".utf8) + address : []
    case .name:
      let words = Folding.folded(String(decoding: bytes, as: UTF8.self)).split(separator: " ")
      if words.isEmpty { return [] }
      return Array("name:\(words.sorted().joined(separator: " "))".utf8)
    }
  }
}
