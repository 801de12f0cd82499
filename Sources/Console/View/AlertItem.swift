internal import JSON
internal import Model

/// An alert as it stands on its topic, and what it is found by.
struct AlertItem: ShelfItem {
  let id: String
  let change: UInt64
  let document: [UInt8]
  let state: String
  let severity: String
  let rule: String
  let isRestricted: Bool
  let updated: Int64
  let regions: [String]
  let points: [Coordinates]
  /// For lists and maps.
  let brief: [UInt8]

  var size: Int { document.count + brief.count + 300 }
  /// Firing or updated: it counts now.
  var isActive: Bool { state == "firing" || state == "updated" }

  /// `isRestricted` where the topic is the restricted one.
  init?(_ root: Value, change: UInt64, isRestricted: Bool) {
    guard let id = root["id"]?.text?.string, let updated = Reading.seconds(root["updated"]) else {
      return nil
    }
    self.id = id
    self.change = change
    self.updated = updated
    self.isRestricted = isRestricted || root["scope"]?.text?.equals("restricted") ?? false
    document = Array(root.source)
    state = Reading.text(root["state"])
    severity = Reading.text(root["severity"])
    rule = Reading.text(root["rule"]?["id"])
    regions = Reading.elements(root["areas"]).map { Reading.text($0["admin1"]) }
    points = Reading.elements(root["areas"]).compactMap { Reading.point($0) }
    brief = Self.brief(root)
  }

  private static func brief(_ root: Value) -> [UInt8] {
    var writer = Writer(capacity: 512)
    writer.beginObject()
    for name: StaticString in [
      "id", "version", "state", "severity", "urgency", "certainty", "scope", "raised", "updated",
      "expires", "acknowledged",
    ] {
      writer.member(name, copying: root[name])
    }
    writer.member("rule", Reading.text(root["rule"]?["id"]))
    writer.name("headlines")
    writer.beginObject()
    for words in Reading.elements(root["texts"]) {
      guard let language = words["language"]?.text, let headline = words["headline"] else {
        continue
      }
      writer.name(language)
      writer.raw(headline.source)
    }
    writer.endObject()
    writer.member("areas", copying: root["areas"])
    writer.member("incidents", copying: root["grounds"]?["incidents"])
    writer.endObject()
    return writer.bytes
  }
}
