internal import JSON

/// The watch level of a region, as it stands on its topic.
struct WatchItem: ShelfItem {
  let id: String
  let change: UInt64
  let document: [UInt8]

  var size: Int { document.count + 100 }

  init?(_ root: Value, change: UInt64) {
    guard let area = root["area"]?.text?.string else { return nil }
    id = area
    self.change = change
    document = Array(root.source)
  }
}

/// A report that was accepted: what a list shows, and the document for an incident's page.
struct ReportItem: ShelfItem {
  let id: String
  let change: UInt64
  let document: [UInt8]
  let openDocument: [UInt8]

  var size: Int { document.count + openDocument.count + 200 }

  init?(_ root: Value, change: UInt64) {
    guard let id = root["id"]?.text?.string else { return nil }
    self.id = id
    self.change = change
    document = Array(root.source)
    openDocument = Reading.restricted(root).isEmpty ? [] : Reading.open(root)
  }
}

/// A rejection. What the sender wrote is for those with the token alone: sentences and pointers
/// quote it, and it may name people.
struct RejectionItem: ShelfItem {
  /// Topic, partition and offset of the record that was rejected.
  let id: String
  let change: UInt64
  let reason: String
  let stage: String
  /// Milliseconds since 1970 when the broker took the record.
  let time: Int64
  let document: [UInt8]
  let openDocument: [UInt8]

  var size: Int { document.count + openDocument.count + 200 }

  init?(_ root: Value, change: UInt64, time: Int64) {
    guard let reason = root["reason"]?.text?.string, let position = root["position"] else {
      return nil
    }
    self.reason = reason
    self.change = change
    self.time = position["timestamp"]?.int64 ?? time
    stage = Reading.text(root["stage"])
    let (topic, partition) = (Reading.text(position["topic"]), position["partition"]?.int64 ?? 0)
    id = "\(topic)-\(partition)-\(position["offset"]?.int64 ?? 0)"
    document = Self.document(root, id: id, isOpen: false)
    openDocument = Self.document(root, id: id, isOpen: true)
  }

  /// Without the original: that is the topic's, for `vigie redrive`.
  private static func document(_ root: Value, id: String, isOpen: Bool) -> [UInt8] {
    var writer = Writer(capacity: 1024)
    writer.beginObject()
    writer.member("id", id)
    writer.member("reason", copying: root["reason"])
    writer.member("stage", copying: root["stage"])
    writer.member("position", copying: root["position"])
    writer.member("attempts", copying: root["attempts"])
    let violations = Reading.elements(root["violations"])
    writer.member("violationsTotal", Int64(violations.count))
    if isOpen {
      // A schema's own pointers and keywords; nothing of the document.
      writer.name("violations")
      writer.beginArray()
      for violation in violations {
        writer.beginObject()
        writer.member("keyword", copying: violation["keyword"])
        writer.member("schemaPointer", copying: violation["schemaPointer"])
        writer.endObject()
      }
      writer.endArray()
    } else {
      for name: StaticString in ["sentence", "tried", "fault", "offset", "violations"] {
        writer.member(name, copying: root[name])
      }
    }
    writer.endObject()
    return writer.bytes
  }
}
