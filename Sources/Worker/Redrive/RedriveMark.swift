internal import JSON
internal import Model

/// Says that a rejection was sent through again: a record of the topic `redriven`, written in the
/// transaction that sent it. Whoever redrives reads them first, so nothing is sent twice, whatever
/// was selected before and however the last run ended.
enum RedriveMark {
  /// The position of the record that was rejected, and its time: a topic that was made anew counts
  /// its offsets from 0 again.
  static func key(_ position: RejectionPosition) -> String {
    let time = position.timestamp.map { "@\($0)" } ?? ""
    return "\(position.topic)/\(position.partition)/\(position.offset)\(time)"
  }

  static func value(_ rejection: Rejection) -> [UInt8] {
    var writer = Writer()
    writer.beginObject()
    writer.name("schema")
    writer.string("redriven/1")
    writer.name("reason")
    writer.string("\(rejection.reason.name)")
    writer.name("attempts")
    writer.integer(Int64(rejection.attempts))
    writer.endObject()
    return writer.bytes
  }
}
