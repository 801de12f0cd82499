import Model

/// Reads `calendar.yaml`.
enum CalendarFile {
  static let file = "calendar.yaml"
  static let known = [
    "id", "name", "kind", "starts", "ends", "before", "after", "place", "source",
  ]

  static func read(_ pack: PackDirectory, places: [String], localOffset: Int64) -> Calendar {
    guard let root = pack.fields(file, "the calendar", known: ["entries"]) else {
      return Calendar(entries: [])
    }
    var ids: Set<String> = []
    return Calendar(
      entries: root.items("entries").compactMap { node in
        YAMLFields(node, "a calendar entry", known: known, file: file, log: pack.log).flatMap {
          entry($0, &ids, places, localOffset)
        }
      })
  }

  private static func entry(
    _ fields: YAMLFields, _ ids: inout Set<String>, _ places: [String], _ localOffset: Int64
  ) -> CalendarEntry? {
    let id = fields.text("id")
    if let id {
      Identifier.check(id, seen: &ids, file: file, line: fields.line(of: "id"), fields.log)
    }
    let name = LocalText.read(fields, "name", what: "a name")
    let kind = fields.word("kind", CalendarKind.self)
    let starts = fields.time("starts", localOffset: localOffset)?.earliest
    let ends = fields.time("ends", localOffset: localOffset)?.latest
    if let starts, let ends, ends < starts {
      fields.problem("ends", "The entry ends before it starts.", remedy: "Swap the dates.")
    }
    let before = fields.duration("before", default: CalendarEntry.windowDefault)
    let after = fields.duration("after", default: CalendarEntry.windowDefault)
    let place = fields.optionalText("place")
    if let place, !places.contains(place) {
      fields.problem(
        "place", "“\(place)” is no place.", remedy: Spelling.suggestion(for: place, in: places))
    }
    let source = fields.text("source")
    guard let id, let name, let kind, let starts, let ends, let before, let after, let source
    else { return nil }
    return CalendarEntry(
      id: id, name: name, kind: kind, starts: starts, ends: ends, windowBefore: before,
      windowAfter: after, place: place, source: source)
  }
}
