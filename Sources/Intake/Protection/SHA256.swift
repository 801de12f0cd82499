/// SHA-256 (FIPS 180-4) and HMAC over it (RFC 2104), for pseudonyms of some dozen bytes.
struct SHA256 {
  private var state: SIMD8<UInt32> = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
    0x5be0_cd19,
  ]
  private var block: [UInt8] = []
  private var count: UInt64 = 0

  init() { block.reserveCapacity(64) }

  /// FIPS 180-4, 4.2.2: the first 32 bits of the cube roots of the first 64 primes.
  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
    0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe,
    0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f,
    0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da, 0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
    0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc,
    0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
    0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070, 0x19a4_c116,
    0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
    0xc671_78f2,
  ]

  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      block.append(byte)
      count &+= 1
      if block.count == 64 { compress() }
    }
  }

  /// The digest; the value is used up.
  consuming func digest() -> [UInt8] {
    var hash = self
    let bits = hash.count &* 8
    hash.add(CollectionOfOne(0x80))
    while hash.block.count != 56 { hash.add(CollectionOfOne(0)) }
    for shift in stride(from: 56, through: 0, by: -8) {
      hash.add(CollectionOfOne(UInt8(truncatingIfNeeded: bits >> UInt64(shift))))
    }
    var digest: [UInt8] = []
    digest.reserveCapacity(32)
    for index in 0..<8 {
      for shift in stride(from: 24, through: 0, by: -8) {
        digest.append(UInt8(truncatingIfNeeded: hash.state[index] >> UInt32(shift)))
      }
    }
    return digest
  }

  private mutating func compress() {
    @inline(__always)
    func turned(_ x: UInt32, _ by: UInt32) -> UInt32 { x &>> by | x &<< (32 &- by) }
    // Safe because all 64 words are written before one is read.
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { words in
      for index in 0..<16 {
        let at = index * 4
        words[index] =
          UInt32(block[at]) << 24 | UInt32(block[at + 1]) << 16 | UInt32(block[at + 2]) << 8
          | UInt32(block[at + 3])
      }
      for index in 16..<64 {
        let (x, y) = (words[index - 15], words[index - 2])
        let low = turned(x, 7) ^ turned(x, 18) ^ x &>> 3
        let high = turned(y, 17) ^ turned(y, 19) ^ y &>> 10
        words[index] = words[index - 16] &+ low &+ words[index - 7] &+ high
      }
      var (a, b, c, d) = (state[0], state[1], state[2], state[3])
      var (e, f, g, h) = (state[4], state[5], state[6], state[7])
      for index in 0..<64 {
        let mixed = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)
        let first = h &+ mixed &+ (e & f ^ ~e & g) &+ Self.constants[index] &+ words[index]
        let other = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)
        let second = other &+ (a & b ^ a & c ^ b & c)
        (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ second)
      }
      state &+= SIMD8(a, b, c, d, e, f, g, h)
    }
    block.removeAll(keepingCapacity: true)
  }
}

/// HMAC-SHA-256 with one key, whose two blocks are digested once.
struct KeyedDigest {
  private var inner = SHA256()
  private var outer = SHA256()

  init(key: [UInt8]) {
    var key = key
    if key.count > 64 {
      var hash = SHA256()
      hash.add(key)
      key = hash.digest()
    }
    key += [UInt8](repeating: 0, count: 64 - key.count)
    inner.add(key.map { $0 ^ 0x36 })
    outer.add(key.map { $0 ^ 0x5c })
  }

  func of(_ message: [UInt8]) -> [UInt8] {
    var inner = inner
    inner.add(message)
    var outer = outer
    outer.add(inner.digest())
    return outer.digest()
  }
}
