internal import CRdKafka

/// The properties librdkafka has, for the "did you mean" of a misspelt one.
enum PropertyNames {
  /// The property whose name is at most two edits away; the first in order among equals.
  static func nearest(to name: String) -> String? {
    let wanted = Array(name.utf8)
    var best: (distance: Int, name: String)?
    for candidate in all {
      let distance = edits(wanted, Array(candidate.utf8))
      if distance <= 2, best.map({ distance < $0.distance }) ?? true {
        best = (distance, candidate)
      }
    }
    return best?.name
  }

  /// Those with a default (`rd_kafka_conf_dump`, `rd_kafka_topic_conf_dump`), and common ones
  /// without.
  private static var all: [String] {
    var names: Set<String> = Settings.secrets.union([
      "bootstrap.servers", "group.id", "group.instance.id", "sasl.mechanism", "sasl.username",
      "ssl.ca.location", "ssl.ca.pem", "ssl.certificate.location", "ssl.certificate.pem",
      "ssl.key.location", "ssl.keystore.location", "transactional.id", "linger.ms", "acks",
      "compression.type", "security.protocol", "client.rack",
    ])
    let configuration = rd_kafka_conf_new()
    defer { rd_kafka_conf_destroy(configuration) }
    collect(into: &names) { rd_kafka_conf_dump(configuration, $0) }
    let topic = rd_kafka_topic_conf_new()
    defer { rd_kafka_topic_conf_destroy(topic) }
    collect(into: &names) { rd_kafka_topic_conf_dump(topic, $0) }
    return names.sorted()
  }

  private static func collect(
    into names: inout Set<String>,
    _ dump: (UnsafeMutablePointer<Int>) -> UnsafeMutablePointer<UnsafePointer<CChar>?>?
  ) {
    var count = 0
    guard let pairs = dump(&count) else { return }
    // Safe because the dump holds `count` pointers, names and values by turns, until it is freed.
    for index in stride(from: 0, to: count, by: 2) {
      if let name = pairs[index] { names.insert(String(cString: name)) }
    }
    rd_kafka_conf_dump_free(pairs, count)
  }

  /// Levenshtein's distance, bytes; names are short, so a table a row wide will do.
  private static func edits(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (i, a) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, b) in right.enumerated() {
        let above = row[j + 1]
        row[j + 1] = min(above + 1, row[j] + 1, diagonal + (a == b ? 0 : 1))
        diagonal = above
      }
    }
    return row[right.count]
  }
}
