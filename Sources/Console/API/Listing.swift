internal import JSON

/// A page of a list: things in the order of a number that falls, then of their ids.
///
/// A cursor names the last thing of a page, so what comes in meanwhile moves nothing.
struct Listing<Item> {
  struct Row {
    let item: Item
    let order: Int64
    let id: String
  }

  let rows: [Row]
  /// How many there are in all, filters applied.
  let total: Int
  /// Where the next page begins; nil on the last one.
  let next: String?

  static var limitMax: Int { 20_000 }

  init(_ rows: [Row], after cursor: Cursor?, limit: Int) {
    total = rows.count
    var sorted = rows
    if let cursor {
      sorted = sorted.filter {
        $0.order < cursor.order || $0.order == cursor.order && $0.id > cursor.id
      }
    }
    sorted.sort { $0.order != $1.order ? $0.order > $1.order : $0.id < $1.id }
    let page = sorted.prefix(limit)
    self.rows = Array(page)
    next = sorted.count > limit ? page.last.map { Cursor(order: $0.order, id: $0.id).text } : nil
  }
}

/// The place of a thing in a list.
struct Cursor {
  let order: Int64
  let id: String

  init(order: Int64, id: String) {
    self.order = order
    self.id = id
  }

  init?(_ text: String) {
    guard let colon = text.firstIndex(of: "~"), let order = Int64(text[..<colon]) else {
      return nil
    }
    self.init(order: order, id: String(text[text.index(after: colon)...]))
  }

  var text: String { "\(order)~\(id)" }
}
