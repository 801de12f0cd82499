import Synchronization
import Testing

@testable import Kafka

/// A client that does not go is left behind, and the worker goes on.
@Suite(.serialized) struct FarewellTests {
  @Test func `a call that returns is waited for`() {
    let before = Farewell.leftBehind
    let count = Box()
    #expect(Farewell.say { count.value.add(1, ordering: .relaxed) })
    #expect(count.value.load(ordering: .relaxed) == 1)
    #expect(Farewell.leftBehind == before)
  }

  @Test func `a call that hangs is left behind, and may still end`() {
    let before = Farewell.leftBehind
    let gate = Box()
    let isGone = Farewell.say(within: 50) {
      while gate.value.load(ordering: .acquiring) == 0 {}
      gate.value.store(2, ordering: .releasing)
    }
    #expect(!isGone)
    #expect(Farewell.leftBehind == before + 1)
    gate.value.store(1, ordering: .releasing)
    while gate.value.load(ordering: .acquiring) != 2 {}
  }
}

private final class Box: Sendable {
  let value = Atomic<Int>(0)
}
