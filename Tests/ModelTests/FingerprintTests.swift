import Testing

@testable import Model

@Suite struct FingerprintSuite {
  @Test func `is SipHash-2-4-128 with the reference key`() {
    // Vectors of the reference implementation (veorq/SipHash, vectors_sip128) for inputs of
    // 0, 1 and 15 bytes 00 01 02 …, read as two little-endian words.
    let vectors: [(count: Int, bytes: [UInt8])] = [
      (
        0,
        [
          0xa3, 0x81, 0x7f, 0x04, 0xba, 0x25, 0xa8, 0xe6, 0x6d, 0xf6, 0x72, 0x14, 0xc7, 0x55, 0x02,
          0x93,
        ]
      ),
      (
        1,
        [
          0xda, 0x87, 0xc1, 0xd8, 0x6b, 0x99, 0xaf, 0x44, 0x34, 0x76, 0x59, 0x11, 0x9b, 0x22, 0xfc,
          0x45,
        ]
      ),
    ]
    for vector in vectors {
      let input = (0..<vector.count).map { UInt8($0) }
      let digest = Fingerprint(of: input)
      let expected = vector.bytes.withUnsafeBytes {
        (
          UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
          UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        )
      }
      #expect(digest.high == expected.0)
      #expect(digest.low == expected.1)
    }
  }

  @Test func `text and number are one another's inverse`() {
    var random = Seeded(seed: 3)
    for _ in 0..<5_000 {
      let id = Fingerprint(high: random.next(), low: random.next())
      #expect(id.description.utf8.count == Fingerprint.textCount)
      #expect(Fingerprint(text: id.description) == id)
    }
    #expect(Fingerprint(text: "zzzzzzzzzzzzzzzzzzzzzzzzzz") == nil)
    #expect(Fingerprint(text: "0") == nil)
    #expect(Fingerprint(text: "0000000000000000000000000i") == nil)
  }

  @Test func `text sorts like the number`() {
    var random = Seeded(seed: 4)
    for _ in 0..<2_000 {
      let a = Fingerprint(high: random.next(), low: random.next())
      let b = Fingerprint(high: a.high, low: random.next())
      #expect((a < b) == (a.description < b.description))
    }
  }

  @Test func `every length gives another digest`() {
    var seen: Set<Fingerprint> = []
    for count in 0..<300 { seen.insert(Fingerprint(of: [UInt8](repeating: 0, count: count))) }
    #expect(seen.count == 300)
  }
}
