import Kafka
import Testing

@testable import Worker

/// What a worker does after one that died: small steps, a count, and in the end a rejection.
@Suite struct CautionSuite {
  static let place = TopicPartition(topic: "raw", partition: 0)

  /// A group's keeping of one partition, and workers that die at one record of it.
  struct House {
    var kept = PositionMark(place: CautionSuite.place, next: 0, note: "")
    var isKept = false
    let poison: Int64
    let end: Int64
    var deaths = 0
    var rejected: [Int64] = []
    var transactions = 0

    /// One life: works until it dies or everything is done.
    mutating func live(full: Int) {
      var caution = Caution(full: full)
      if isKept { caution.take(kept, end: end) }
      var next = kept.next
      while next < end {
        let count = min(Int64(caution.limit), end - next)
        let span = BatchSpan(
          place: CautionSuite.place, first: next, next: next + count, count: Int(count))
        for mark in caution.announcement(of: [span]) {
          kept = mark
          isKept = true
          caution.announced([mark])
        }
        if caution.isPoison(span) {
          rejected.append(next)
        } else if (next..<next + count).contains(poison) {
          deaths += 1
          return
        }
        for mark in caution.marks(of: [span]) { kept = mark }
        isKept = true
        caution.committed([span])
        transactions += 1
        next += count
      }
      for mark in caution.farewell { kept = mark }
    }
  }

  @Test(arguments: [0, 1, 77, 78, 79, 4_999, 5_000, 12_345] as [Int64])
  func `a record that kills is rejected after three deaths at its position`(poison: Int64) {
    var house = House(poison: poison, end: 20_000)
    var lives = 0
    while house.kept.next < 20_000, lives < 20 {
      house.live(full: 5000)
      lives += 1
    }
    #expect(house.rejected == [poison])
    #expect(house.deaths <= 5)
    #expect(house.deaths >= 3)
    #expect(house.kept.note == PositionNote.closed)
  }

  @Test func `after a death that no record caused, small transactions, then all is as before`() {
    var house = House(poison: -1, end: 20_000)
    house.kept.note = PositionNote(size: 5000, until: -1, tries: 0).text
    house.isKept = true
    house.live(full: 5000)
    // 5,000 records by 78, then three whole batches.
    #expect(house.transactions == 65 + 3)
    #expect(house.rejected.isEmpty)
  }

  @Test func `no record behind the position, no caution`() {
    var caution = Caution(full: 100)
    caution.take(
      PositionMark(
        place: Self.place, next: 7, note: PositionNote(size: 100, until: -1, tries: 0).text),
      end: 7)
    #expect(caution.limit == 100)
  }

  @Test func `a transaction that fails while the worker lives is no death`() {
    var caution = Caution(full: 100)
    caution.take(
      PositionMark(
        place: Self.place, next: 7, note: PositionNote(size: 1, until: 9, tries: 1).text),
      end: 20)
    let span = BatchSpan(place: Self.place, first: 7, next: 8, count: 1)
    let marks = caution.announcement(of: [span])
    #expect(marks.map(\.note) == ["vigie/1 open size=1 until=9 tries=2"])
    caution.announced(marks)
    for _ in 0..<10 { #expect(caution.announcement(of: [span]).isEmpty) }
    #expect(!caution.isPoison(span))
  }

  @Test(arguments: ["", "vigie/1 closed", "vigie/2 open size=1 until=2 tries=3", "x"])
  func `what is no open note is none`(text: String) { #expect(PositionNote(text) == nil) }

  @Test func `a note reads as it was written`() {
    let note = PositionNote(size: 78, until: 5200, tries: 2)
    #expect(PositionNote(note.text) == note)
  }
}
