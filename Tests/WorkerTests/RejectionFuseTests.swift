import Testing

@testable import Worker

@Suite struct FuseSuite {
  @Test func `so many rejections in a row blow it, and one accepted report saves it`() {
    var fuse = RejectionFuse(consecutiveMax: 5, percentMax: 0, window: 100)
    for _ in 0..<4 { fuse.count(isRejected: true) }
    fuse.count(isRejected: false)
    for _ in 0..<4 { fuse.count(isRejected: true) }
    #expect(fuse.sentence == nil)
    fuse.count(isRejected: true)
    #expect(fuse.sentence?.contains("5 records in a row") == true)
  }

  @Test func `the ratio counts from a full window on, and forgets`() {
    var fuse = RejectionFuse(consecutiveMax: 0, percentMax: 90, window: 100)
    for index in 0..<99 { fuse.count(isRejected: index % 20 != 0) }
    #expect(fuse.sentence == nil)
    fuse.count(isRejected: true)
    #expect(fuse.sentence?.contains("95 %") == true)
    for _ in 0..<100 { fuse.count(isRejected: false) }
    #expect(fuse.sentence == nil)
    for _ in 0..<2000 { fuse.count(isRejected: true) }
    #expect(fuse.sentence != nil)
  }

  @Test func `zero is never`() {
    var fuse = RejectionFuse(consecutiveMax: 0, percentMax: 0, window: 10)
    for _ in 0..<1000 { fuse.count(isRejected: true) }
    #expect(fuse.sentence == nil)
  }
}
