/// Things by their id, at most so many and so large together: the one that changed longest ago
/// makes room.
struct Shelf<Item: ShelfItem>: Sendable {
  private(set) var items: [String: Item] = [:]
  private(set) var bytes = 0
  /// Things that made room for others, since the beginning.
  private(set) var dropped = 0
  let countMax: Int
  let bytesMax: Int
  /// Ids in the order of their last change; what changed again is skipped when its turn comes.
  private var order: [(id: String, change: UInt64)] = []
  private var oldest = 0

  init(countMax: Int, bytesMax: Int) {
    self.countMax = countMax
    self.bytesMax = bytesMax
  }

  subscript(id: String) -> Item? { items[id] }

  mutating func put(_ item: Item) {
    bytes += item.size - (items.updateValue(item, forKey: item.id)?.size ?? 0)
    order.append((item.id, item.change))
    while items.count > countMax || bytes > bytesMax, items.count > 1 { drop() }
    if oldest > 1024, oldest * 2 > order.count {
      order.removeFirst(oldest)
      oldest = 0
    }
    if order.count > 1024, order.count > items.count * 4 {
      order = order[oldest...].filter { items[$0.id]?.change == $0.change }
      oldest = 0
    }
  }

  mutating func remove(_ id: String) -> Bool {
    guard let item = items.removeValue(forKey: id) else { return false }
    bytes -= item.size
    return true
  }

  private mutating func drop() {
    while oldest < order.count {
      let next = order[oldest]
      oldest += 1
      guard let item = items[next.id], item.change == next.change else { continue }
      items[next.id] = nil
      bytes -= item.size
      dropped += 1
      return
    }
  }
}

/// Something that is kept under an id.
protocol ShelfItem: Sendable {
  var id: String { get }
  /// The view's sequence number of its last change.
  var change: UInt64 { get }
  var size: Int { get }
}
