import Model

/// A gazetteer in the making: rows and their texts, from one file after another.
struct GazetteerDraft {
  var rows: [PlaceRow] = []
  var text: [UInt8] = []
  /// The line of each row in its file.
  var lines: [Int] = []
  private var kept: [String: Extent] = [:]

  init() {}

  mutating func keep(_ bytes: some Collection<UInt8>) -> Extent {
    if bytes.isEmpty { return .none }
    let start = text.count
    text += bytes
    return Extent(start: start, count: text.count - start)
  }

  /// Of texts that many rows share, such as units, one copy.
  mutating func keepShared(_ bytes: some Collection<UInt8>) -> Extent {
    if bytes.isEmpty { return .none }
    let key = String(decoding: bytes, as: UTF8.self)
    if let extent = kept[key] { return extent }
    let extent = keep(bytes)
    kept[key] = extent
    return extent
  }

  func string(_ extent: Extent) -> String {
    String(decoding: text[extent.range], as: UTF8.self)
  }

  var ids: [String] { rows.map { string($0.id) } }
}
