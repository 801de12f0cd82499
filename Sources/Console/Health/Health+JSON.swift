internal import JSON
internal import Worker

extension Health {
  /// `{"ready":false,"reasons":[{"stage":…,"name":…,"sentence":…,"runbook":…}]}`.
  func document(of question: Question) -> [UInt8] {
    var writer = Writer(capacity: 512)
    let shown = question == .ready ? reasons : deadly
    writer.beginObject()
    writer.name(question == .ready ? "ready" : "live")
    writer.bool(shown.isEmpty)
    writer.name("reasons")
    writer.beginArray()
    for reason in shown {
      writer.beginObject()
      writer.name("stage")
      writer.string(reason.stage.rawValue)
      writer.name("name")
      writer.string(reason.name)
      writer.name("sentence")
      writer.string(reason.sentence)
      writer.name("runbook")
      writer.string("Docs/trouble.md#\(reason.name)")
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
    return writer.bytes
  }

  enum Question { case ready, live }
}
