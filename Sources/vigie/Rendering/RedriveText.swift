import JSON
import Model
import Worker

/// What a run of `vigie redrive` found and did.
struct RedriveText {
  let tally: RedriveTally
  let isDryRun: Bool

  var lines: [String] {
    var lines: [String] = []
    let kinds = tally.kinds.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let most = kinds.first?.value ?? 1
    for (kind, count) in kinds {
      let bar = String(repeating: "▇", count: max(1, count * 20 / most))
      let number = String(count)
      let padding = String(repeating: " ", count: max(0, 8 - number.count))
      lines.append(
        "\(padding)\(number) \(bar) \(kind.reason) "
          + printable(kind.schema.isEmpty ? "(no schema)" : kind.schema) + " from \(kind.topic)")
    }
    lines.append(
      "\(tally.read) rejections: \(tally.sent) sent, "
        + "\(tally.waiting) \(isDryRun ? "would be sent" : "wait"), \(tally.done) sent before, "
        + "\(tally.left) left after too many attempts, \(tally.notSelected) not selected, "
        + "\(tally.unreadable) unreadable.")
    for record in tally.leftRecords.prefix(20) {
      let position = record.position
      lines.append(
        "left: \(position.topic)/\(position.partition)/\(position.offset) "
          + "\(record.reason.name), tried \(record.attempts) times")
    }
    if tally.left > 20 { lines.append("… and \(tally.left - 20) more; --json lists them.") }
    return lines
  }

  var json: String {
    var writer = Writer()
    writer.beginObject()
    let counts: [(StaticString, Int)] = [
      ("read", tally.read), ("sent", tally.sent), ("waiting", tally.waiting),
      ("sentBefore", tally.done), ("left", tally.left), ("notSelected", tally.notSelected),
      ("unreadable", tally.unreadable),
    ]
    for (name, count) in counts {
      writer.name(name)
      writer.integer(Int64(count))
    }
    writer.name("kinds")
    writer.beginArray()
    for (kind, count) in tally.kinds.sorted(by: { $0.key < $1.key }) {
      writer.beginObject()
      writer.name("reason")
      writer.string(kind.reason)
      writer.name("schema")
      writer.string(kind.schema)
      writer.name("topic")
      writer.string(kind.topic)
      writer.name("count")
      writer.integer(Int64(count))
      writer.endObject()
    }
    writer.endArray()
    writer.name("leftRecords")
    writer.beginArray()
    for record in tally.leftRecords {
      writer.beginObject()
      writer.name("topic")
      writer.string(record.position.topic)
      writer.name("partition")
      writer.integer(Int64(record.position.partition))
      writer.name("offset")
      writer.integer(record.position.offset)
      writer.name("reason")
      writer.string("\(record.reason.name)")
      writer.name("attempts")
      writer.integer(Int64(record.attempts))
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
