internal import Kafka

/// What a worker does after one that died: it looks for the record that killed it.
///
/// The note beside a committed position says how many records the next transaction may take. A
/// worker that ends as it should leaves `closed`; whoever finds `open` follows one that died within
/// that many records. It takes them in batches of a 64th, and if it dies too, the next one takes
/// that batch record by record. Before each single record it commits a note that it is tried. Three
/// deaths at one position, and the record is rejected as `poison` without being looked at.
///
/// So a worker killed for another reason costs some small transactions, once, and a poisonous
/// record costs five deaths and no outside storage.
struct Caution: Equatable {
  /// Deaths at one position until its record is rejected.
  static let deathsMax = 3
  /// The share of a batch in which a worker died that is tried at a time.
  static let share = 64

  private struct Place: Equatable {
    /// The next record's position, as far as this worker committed.
    var next: Int64
    /// Records in a transaction at most, until `until`.
    var size: Int
    var until: Int64
    /// How often the record at `next` was tried by workers that died.
    var deaths = 0
    /// The group's note is this worker's.
    var isNoted = false
    /// The single record whose trial was announced.
    var tried: Int64 = -1
  }

  /// What a batch takes when nobody died.
  let full: Int
  private var places: [TopicPartition: Place] = [:]

  init(full: Int) { self.full = full }

  /// A partition was given; `mark` is what the group knows of it and `end` where its records end.
  mutating func take(_ mark: PositionMark, end: Int64) {
    var place = Place(next: mark.next, size: full, until: -1)
    if let note = PositionNote(mark.note), end > mark.next {
      if note.tries > 0 {
        place.deaths = note.tries
        place.size = 1
        place.until = max(note.until, mark.next + 1)
      } else {
        place.size = max(1, min(note.size, full) / Self.share)
        place.until = min(mark.next + Int64(note.size), end)
      }
    }
    places[mark.place] = place
  }

  /// Forgets what it knew of partitions that were given away.
  mutating func removeAll() { places.removeAll() }

  /// Records that the next poll may take.
  var limit: Int {
    places.values.reduce(full) { $1.next < $1.until ? min($0, $1.size) : $0 }
  }

  /// What must be committed before these records are tried; nothing when their trial is known.
  func announcement(of spans: [BatchSpan]) -> [PositionMark] {
    spans.compactMap { span in
      let place = places[span.place] ?? Place(next: span.first, size: full, until: -1)
      let isSingle = place.size == 1 && place.next < place.until
      if isSingle, place.tried != span.first, !isPoison(span) {
        let tries = place.next == span.first ? place.deaths + 1 : 1
        return PositionMark(
          place: span.place, next: span.first,
          note: PositionNote(size: 1, until: place.until, tries: tries).text)
      }
      guard !place.isNoted else { return nil }
      return PositionMark(
        place: span.place, next: span.first, note: note(place, from: span.first).text)
    }
  }

  mutating func announced(_ marks: [PositionMark]) {
    for mark in marks {
      var place = places[mark.place] ?? Place(next: mark.next, size: full, until: -1)
      place.isNoted = true
      if let note = PositionNote(mark.note), note.tries > 0 {
        place.deaths = note.tries
        place.tried = mark.next
      }
      places[mark.place] = place
    }
  }

  /// Whether this one record has killed enough workers.
  func isPoison(_ span: BatchSpan) -> Bool {
    guard let place = places[span.place], span.count == 1 else { return false }
    return place.deaths >= Self.deathsMax && place.next == span.first && place.tried < 0
  }

  /// What to commit with these records.
  func marks(of spans: [BatchSpan]) -> [PositionMark] {
    spans.map { span in
      let place = places[span.place] ?? Place(next: span.first, size: full, until: -1)
      return PositionMark(
        place: span.place, next: span.next, note: note(place, from: span.next).text)
    }
  }

  mutating func committed(_ spans: [BatchSpan]) {
    for span in spans {
      var place = places[span.place] ?? Place(next: span.next, size: full, until: -1)
      place.next = span.next
      place.deaths = 0
      place.tried = -1
      place.isNoted = true
      places[span.place] = place
    }
  }

  /// What to commit when everything that was taken is done, for partitions whose note says
  /// otherwise.
  var farewell: [PositionMark] {
    places.filter(\.value.isNoted).map {
      PositionMark(place: $0.key, next: $0.value.next, note: PositionNote.closed)
    }.sorted { $0.place < $1.place }
  }

  private func note(_ place: Place, from next: Int64) -> PositionNote {
    next < place.until
      ? PositionNote(size: place.size, until: place.until, tries: 0)
      : PositionNote(size: full, until: -1, tries: 0)
  }
}
