import FieldKit
import JSON
import Model
import Worker

/// What `vigie publish` says, for the team at the terminal or for a program.
struct PublishText {
  let isJSON: Bool

  /// `-` is standard input.
  private func name(_ file: String, _ line: Int) -> String {
    "\(file == "-" ? "stdin" : file):\(line)"
  }

  func say(wrong rejection: Rejection, file: String, line: Int) {
    guard !isJSON else {
      return object([("file", file), ("line", "\(line)"), ("state", "wrong")], rejection)
    }
    Terminal.say(
      "\(Terminal.styled("✗ wrong", .yellow))    \(name(file, line)): "
        + "\(words(rejection.reason.name)): \(printable(rejection.sentence))")
    tell(rejection.violations)
  }

  func say(
    _ added: Spool.Added, _ record: SpoolRecord, added members: [String], file: String, line: Int
  ) {
    let state =
      switch added {
      case .queued: "kept"
      case .waiting: "waiting"
      case .sent: "sent_before"
      }
    guard !isJSON else {
      return object([
        ("file", file), ("line", "\(line)"), ("state", state), ("report", record.report),
      ])
    }
    switch added {
    case .queued:
      let filled = members.isEmpty ? "" : ", filled in: \(members.joined(separator: ", "))"
      Terminal.say("✓ kept     \(name(file, line))\(filled)")
      Terminal.say("           " + Terminal.styled(record.report, .dim))
    case .waiting: Terminal.say("· waits    \(name(file, line)): the same document waits already")
    case .sent:
      Terminal.say(
        "· sent     \(name(file, line)): the same document was sent before; --again resends")
    }
  }

  func say(listed record: SpoolRecord, state: String) {
    guard !isJSON else {
      return object([
        ("state", state), ("report", record.report), ("schema", record.schema),
        ("topic", record.topic),
      ])
    }
    let mark = state == "sent" ? "→ sent    " : "· waits   "
    Terminal.say("\(mark) \(record.report) to \(record.topic)")
  }

  func say(waiting count: Int) {
    guard !isJSON else { return }
    Terminal.say(
      count == 0
        ? "Nothing waits."
        : "\(count) report\(count == 1 ? " waits" : "s wait") in the spool; `vigie publish` sends.")
  }

  func say(_ fate: Fate) {
    guard !isJSON else { return object(fate) }
    if let incident = fate.incident {
      let place = incident.place.isEmpty ? "" : " " + printable(incident.place)
      let what =
        incident.reports == 1
        ? "a new incident" : "merged: now \(incident.reports) reports, \(incident.origins) origins"
      Terminal.say("\(Terminal.styled("●", .cyan)) incident \(fate.report)")
      Terminal.say("           \(incident.id)\(place) · \(what)")
      return
    }
    switch fate.verdict {
    case .unknown: break
    case .accepted(let flags):
      let noting = flags.map { $0.replacing("_", with: " ") }.joined(separator: ", ")
      let note = flags.isEmpty ? "" : ", noting: \(noting)"
      Terminal.say("\(Terminal.styled("✓", .green)) accepted \(fate.report)\(note)")
    case .rejected(let rejection):
      Terminal.say(
        "\(Terminal.styled("✗ rejected", .yellow)) \(fate.report): "
          + "\(words(rejection.reason.name)): \(printable(rejection.sentence))")
      tell(rejection.violations)
    }
  }

  /// What is not known at the end; false when something was rejected.
  func end(_ watch: FateWatch, names: TopicNames) -> Bool {
    for topic in watch.denied {
      Terminal.note("\(topic) may not be read by this user, so what it says is not shown here.")
    }
    let unknown = watch.fates.filter { $0.verdict == .unknown }
    for fate in unknown { Terminal.note("? no answer yet for \(fate.report)") }
    if !unknown.isEmpty {
      Terminal.note("They are sent and not lost. `vigie watch incidents` shows what follows.")
    }
    return !watch.fates.contains {
      if case .rejected = $0.verdict { return true }
      return false
    }
  }

  private func tell(_ violations: [RejectionViolation]) {
    for violation in violations.prefix(8) {
      let pointer = violation.instancePointer.isEmpty ? "(document)" : violation.instancePointer
      let text = "\(printable(pointer)): \(printable(violation.sentence))"
      Terminal.say(
        "           " + wrapped(text, indent: 13, columns: min(Terminal.columns, 100)))
    }
  }

  private func object(_ members: [(StaticString, String)], _ rejection: Rejection? = nil) {
    var writer = Writer()
    writer.beginObject()
    for (name, value) in members {
      writer.name(name)
      writer.string(value)
    }
    if let rejection { Self.write(rejection, to: &writer) }
    writer.endObject()
    Terminal.say(String(decoding: writer.bytes, as: UTF8.self))
  }

  private func object(_ fate: Fate) {
    var writer = Writer()
    writer.beginObject()
    writer.name("report")
    writer.string(fate.report)
    writer.name("state")
    switch fate.verdict {
    case .unknown: writer.string(fate.incident == nil ? "unknown" : "accepted")
    case .accepted(let flags):
      writer.string("accepted")
      writer.name("noting")
      writer.beginArray()
      for flag in flags { writer.string(flag) }
      writer.endArray()
    case .rejected(let rejection):
      writer.string("rejected")
      Self.write(rejection, to: &writer)
    }
    if let incident = fate.incident {
      writer.name("incident")
      writer.string(incident.id)
      writer.name("change")
      writer.string(incident.change)
      writer.name("reports")
      writer.integer(Int64(incident.reports))
    }
    writer.endObject()
    Terminal.say(String(decoding: writer.bytes, as: UTF8.self))
  }

  private static func write(_ rejection: Rejection, to writer: inout Writer) {
    writer.name("reason")
    writer.string(rejection.reason.name)
    writer.name("sentence")
    writer.string(rejection.sentence)
    writer.name("violations")
    writer.beginArray()
    for violation in rejection.violations {
      writer.beginObject()
      writer.name("instancePointer")
      writer.string(violation.instancePointer)
      writer.name("sentence")
      writer.string(violation.sentence)
      writer.endObject()
    }
    writer.endArray()
  }
}
