import JSON
import Model
import Theatre

extension QualityStream {
  /// The events of a UCDP GED table: its rows as objects, one by one.
  struct Table {
    private(set) var events: [Event] = []

    /// Takes a row; false when it lacks what an event needs.
    mutating func add(_ row: Value) -> Bool {
      func text(_ name: StaticString) -> String? { row[name]?.text?.string }
      func number(_ names: StaticString...) -> Int? {
        for name in names {
          if let text = text(name), let value = Double(text) { return Int(value) }
        }
        return nil
      }
      guard let id = text("id"), let date = text("date_start"),
        let span = Array(date.prefix(10).utf8).withUnsafeBytes({ Instant.parse($0) }),
        let latitude = text("latitude").flatMap(Double.init),
        let longitude = text("longitude").flatMap(Double.init),
        let point = Coordinates(latitude: latitude, longitude: longitude),
        let best = number("best_death", "best"), let sideA = text("side_a"),
        let sideB = text("side_b")
      else { return false }
      let violence = number("type_of_violence") ?? 1
      let isOneSided = violence == 3 || text("type_of_violence")?.hasPrefix("One") == true
      let number = events.count
      // Some hour of the day, and some kind of act, that follow from the id alone.
      let mixed = id.utf8.reduce(UInt64(number)) { $0 &* 31 &+ UInt64($1) }
      let kinds = isOneSided ? [1, 1, 1, 3] : [0, 0, 2, 2, 5, 4, 0, 1]
      events.append(
        Event(
          id: number, name: "GED \(id)",
          start: span.earliest.advanced(by: Int64(mixed % 20) * 3_600 + 3_600),
          point: point,
          perpetrator: isOneSided ? sideA : sideB, victim: isOneSided ? sideB : sideA,
          kind: kinds[Int(mixed / 20 % UInt64(kinds.count))],
          low: self.number(row, "low_death", "low") ?? best, best: best,
          high: self.number(row, "high_death", "high") ?? best))
      return true
    }

    private func number(_ row: Value, _ names: StaticString...) -> Int? {
      for name in names {
        if let text = row[name]?.text?.string, let value = Double(text) { return Int(value) }
      }
      return nil
    }
  }
}
