import JSON

@testable import Model

extension Report {
  /// The slow and obvious way to write a report: member by member, with the writer's own commas.
  func writeSlowly(to writer: inout Writer) {
    storage.withUnsafeBytes { text in
      writer.beginObject()
      writer.name("schema")
      writer.string("report/1")
      writer.name("id")
      writer.identifier("r-", id)
      writer.name("revision")
      writer.integer(Int64(revision))
      writer.member("source", source, text)
      writer.member("sourceReport", sourceReport, text)
      writer.member("refersTo", refersTo, text)
      writer.member("origin", origin, text)
      writer.member("pseudonym", pseudonym, text)
      writer.member("inbound", inbound, text)
      writer.member("kind", kind)
      writer.member("assertion", assertion)
      if subEvent != .unknown {
        writer.member("event", subEvent.event)
        writer.member("subEvent", subEvent)
      }
      writer.member("tactics", tactics)
      writer.member("weapons", weapons)
      writer.member("targets", targets)
      writer.member("themes", themes)
      if !isSuccess {
        writer.name("success")
        writer.bool(false)
      }
      if isAnother {
        writer.name("another")
        writer.bool(true)
      }
      if let verdict {
        writer.member("verdict", verdict)
        if !subjects.isEmpty {
          writer.name("subjects")
          writer.beginArray()
          for subject in subjects {
            writer.string(utf8: UnsafeRawBufferPointer(rebasing: text[subject.range]))
          }
          writer.endArray()
        }
      }
      writeTimes(to: &writer)
      writePlace(to: &writer, text)
      writeActors(to: &writer, text)
      writeNumbers(to: &writer)
      writer.name("reliability")
      withUnsafeBytes(of: reliability) { writer.string(utf8: $0) }
      writer.name("credibility")
      writer.integer(Int64(credibility))
      writer.member("language", language, text)
      writer.member("title", title, text)
      writer.member("description", description, text)
      writeEvidence(to: &writer, text)
      writer.member("restricted", restricted)
      writer.member("flags", flags)
      writer.endObject()
    }
  }

  private func writeTimes(to writer: inout Writer) {
    writer.member("occurred", occurred)
    if let disputed { writer.member("disputed", disputed) }
    if let observed { writer.member("observed", observed) }
    writer.member("submitted", submitted)
  }

  private func writePlace(to writer: inout Writer, _ text: UnsafeRawBufferPointer) {
    write(place, "place", placeOptions, to: &writer, text)
    if !mentioned.isEmpty {
      writer.name("mentioned")
      writer.beginArray()
      for mention in mentioned {
        writer.beginObject()
        writer.name("written")
        writer.string(utf8: UnsafeRawBufferPointer(rebasing: text[mention.written.range]))
        writer.member("id", mention.id, text)
        writer.endObject()
      }
      writer.endArray()
    }
    if let movedFrom { write(movedFrom, "movedFrom", [], to: &writer, text) }
    if let movedTo { write(movedTo, "movedTo", [], to: &writer, text) }
  }

  private func write(
    _ place: ReportPlace, _ name: StaticString, _ options: [ReportPlaceOption],
    to writer: inout Writer, _ text: UnsafeRawBufferPointer
  ) {
    writer.name(name)
    writer.beginObject()
    writer.member("written", place.written, text)
    writer.member("id", place.id, text)
    writer.member("name", place.name, text)
    if let point = place.coordinates { writer.members(point) }
    writer.name("radius")
    writer.integer(Int64(place.radius))
    writer.member("method", place.method)
    writer.name("geoPrecision")
    writer.integer(Int64(place.geoPrecision))
    if place.wherePrecision > 0 {
      writer.name("wherePrecision")
      writer.integer(Int64(place.wherePrecision))
    }
    if place.likeness != 100 {
      writer.name("likeness")
      writer.integer(Int64(place.likeness))
    }
    if let start = place.lineStart, let end = place.lineEnd {
      writer.name("line")
      writer.beginArray()
      for point in [start, end] {
        writer.beginObject()
        writer.members(point)
        writer.endObject()
      }
      writer.endArray()
    }
    writeUnits(of: place, to: &writer, text)
    if !options.isEmpty {
      writer.name("options")
      writer.beginArray()
      for option in options {
        writer.beginObject()
        writer.member("id", option.id, text)
        writer.members(option.coordinates)
        writer.endObject()
      }
      writer.endArray()
    }
    writer.endObject()
  }

  private func writeUnits(
    of place: ReportPlace, to writer: inout Writer, _ text: UnsafeRawBufferPointer
  ) {
    writer.member("anchor", place.anchor, text)
    writer.member("country", place.country, text)
    writer.member("admin1", place.admin1, text)
    writer.member("admin2", place.admin2, text)
    writer.member("admin3", place.admin3, text)
    if place.units != .gazetteer { writer.member("units", place.units) }
    guard place.codeSystem.count > 0, place.codesValidFrom.count > 0 else { return }
    writer.member("admin1Code", place.admin1Code, text)
    writer.member("admin2Code", place.admin2Code, text)
    writer.member("admin3Code", place.admin3Code, text)
    writer.member("codeSystem", place.codeSystem, text)
    writer.member("codesValidFrom", place.codesValidFrom, text)
  }

  private func writeActors(to writer: inout Writer, _ text: UnsafeRawBufferPointer) {
    guard !actors.isEmpty else { return }
    writer.name("actors")
    writer.beginArray()
    for actor in actors {
      writer.beginObject()
      writer.member("role", actor.role)
      writer.member("attribution", actor.attribution)
      writer.name("candidates")
      writer.beginArray()
      let first = Int(actor.firstCandidate)
      for candidate in candidates[first..<first + Int(actor.candidateCount)] {
        writer.beginObject()
        writer.member("id", candidate.id, text)
        writer.member("written", candidate.written, text)
        writer.name("percent")
        writer.integer(Int64(candidate.percent))
        writer.endObject()
      }
      writer.endArray()
      writer.endObject()
    }
    writer.endArray()
  }

  private func writeEvidence(to writer: inout Writer, _ text: UnsafeRawBufferPointer) {
    guard !evidence.isEmpty else { return }
    writer.name("evidence")
    writer.beginArray()
    for item in evidence {
      writer.beginObject()
      writer.member("fact", item.fact)
      writer.member("words", item.words, text)
      writer.name("percent")
      writer.integer(Int64(item.percent))
      writer.endObject()
    }
    writer.endArray()
  }

  private func writeNumbers(to writer: inout Writer) {
    if !tolls.isEmpty { writer.member("tolls", tolls) }
    if !measures.isEmpty {
      writer.name("measures")
      writer.beginObject()
      for measure in Measure.every where measures[measure].isPresent {
        writer.name(measure.name)
        writer.value(measures[measure])
      }
      writer.endObject()
    }
  }
}
