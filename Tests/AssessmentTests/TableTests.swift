import Testing

@testable import Assessment

@Suite struct TableTests {
  struct Row: KeyedRow {
    var key: UInt64
    var value: Int
    static func hash(_ key: UInt64) -> UInt64 {
      // Bad on purpose: long runs.
      (key & 7) << 56 | key & 31
    }
  }

  @Test(arguments: 0..<8)
  func `agrees with a dictionary through commits and rollbacks`(_ seed: UInt64) {
    var random = Seeded(seed: seed)
    let table = Table<Row>()
    var oracle: [UInt64: Int] = [:]
    for _ in 0..<60 {
      let before = oracle
      table.open()
      for _ in 0..<random.below(120) {
        let key = UInt64(random.below(900))
        let slot = table.find(key)
        #expect((slot >= 0) == (oracle[key] != nil))
        switch (slot >= 0, random.below(3)) {
        case (false, _):
          let value = random.below(1_000)
          table.insert(Row(key: key, value: value))
          oracle[key] = value
        case (true, 0):
          table.remove(slot)
          oracle[key] = nil
        case (true, 1):
          let value = random.below(1_000)
          table.edit(slot).pointee.value = value
          oracle[key] = value
        default:
          let value = random.below(1_000)
          table.relink(slot).pointee.value = value
          oracle[key] = value
        }
      }
      if random.below(2) == 0 {
        var changed: Set<UInt64> = []
        table.forEachChange { _, before, now in
          changed.insert(now?.pointee.key ?? before.key)
        }
        table.commit()
        for key in Set(before.keys).symmetricDifference(oracle.keys) {
          #expect(changed.contains(key))
        }
      } else {
        table.rollback()
        oracle = before
      }
      #expect(table.count == oracle.count)
      for key in UInt64(0)..<900 {
        let slot = table.find(key)
        #expect((slot < 0 ? nil : table.row(slot).pointee.value) == oracle[key])
      }
    }
  }
}
