/// The note beside a committed position, for people too:
/// `vigie/1 open size=78 until=5200 tries=0`, or `vigie/1 closed`.
struct PositionNote: Equatable {
  static let closed = "vigie/1 closed"

  /// Records that the transaction in hand takes at most.
  var size: Int
  /// The size holds up to this position.
  var until: Int64
  /// How often the one record here was tried.
  var tries: Int

  init(size: Int, until: Int64, tries: Int) {
    self.size = size
    self.until = until
    self.tries = tries
  }

  /// Nil for a worker that ended well, and for what is no note of ours.
  init?(_ text: String) {
    let words = text.split(separator: " ")
    guard words.count == 5, words[0] == "vigie/1", words[1] == "open" else { return nil }
    func number<T: FixedWidthInteger>(_ index: Int, _ name: String) -> T? {
      let parts = words[index].split(separator: "=")
      return parts.count == 2 && parts[0] == name ? T(parts[1]) : nil
    }
    guard let size: Int = number(2, "size"), let until: Int64 = number(3, "until"),
      let tries: Int = number(4, "tries"), size > 0, tries >= 0
    else { return nil }
    self.init(size: size, until: until, tries: tries)
  }

  var text: String { "vigie/1 open size=\(size) until=\(until) tries=\(tries)" }
}
