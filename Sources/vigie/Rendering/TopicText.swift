import JSON
import Kafka
import Worker

/// The plan of topics and access for a program.
enum TopicText {
  static func json(_ plan: TopicPlan, _ rules: [AccessRule]) -> String {
    var writer = Writer()
    writer.beginObject()
    writer.name("topics")
    writer.beginArray()
    for entry in plan.entries {
      let topic = entry.specification
      writer.beginObject()
      writer.name("name")
      writer.string(topic.name)
      writer.name("purpose")
      writer.string(entry.purpose)
      writer.name("partitions")
      writer.integer(Int64(topic.partitions))
      writer.name("replicationFactor")
      writer.integer(Int64(topic.replicationFactor))
      writer.name("settings")
      writer.beginObject()
      for key in topic.settings.keys.sorted() {
        Array(key.utf8).withUnsafeBytes { writer.name($0) }
        writer.string(topic.settings[key] ?? "")
      }
      writer.endObject()
      writer.endObject()
    }
    writer.endArray()
    writer.name("access")
    writer.beginArray()
    for rule in rules { AccessText.write(rule, to: &writer) }
    writer.endArray()
    writer.endObject()
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
