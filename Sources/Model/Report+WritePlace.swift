internal import JSON

/// How a report's places are written.
extension Report {
  @inline(__always)
  func writePlaces(to out: inout WriterCursor, _ text: UnsafeRawBufferPointer) {
    write(place, #","place":{"#, to: &out, text)
    if !placeOptions.isEmpty { writeOptions(to: &out, text) }
    out.byte(UInt8(ascii: "}"))
    if !mentioned.isEmpty { writeMentioned(to: &out, text) }
    if let movedFrom { writeMove(movedFrom, #","movedFrom":{"#, to: &out, text) }
    if let movedTo { writeMove(movedTo, #","movedTo":{"#, to: &out, text) }
  }

  private func writeMove(
    _ place: ReportPlace, _ name: StaticString, to out: inout WriterCursor,
    _ text: UnsafeRawBufferPointer
  ) {
    write(place, name, to: &out, text)
    out.byte(UInt8(ascii: "}"))
  }

  /// All but the brace that closes it.
  @inline(__always)
  private func write(
    _ place: ReportPlace, _ name: StaticString, to out: inout WriterCursor,
    _ text: UnsafeRawBufferPointer
  ) {
    // Commas go after the members before `radius`, which is always there, and then before them.
    out.literal(name)
    out.element(#""written":"#, place.written, text)
    out.element(#""id":"#, place.id, text)
    out.element(#""name":"#, place.name, text)
    if let point = place.coordinates {
      out.coordinates(point)
      out.byte(UInt8(ascii: ","))
    }
    out.member(#""radius":"#, Int64(place.radius))
    out.member(#","method":"#, place.method)
    out.member(#","geoPrecision":"#, Int64(place.geoPrecision))
    if place.wherePrecision != 0 {
      out.member(#","wherePrecision":"#, Int64(place.wherePrecision))
    }
    if place.likeness != 100 { out.member(#","likeness":"#, Int64(place.likeness)) }
    if let start = place.lineStart, let end = place.lineEnd { writeLine(start, end, to: &out) }
    out.member(#","anchor":"#, place.anchor, text)
    out.member(#","country":"#, place.country, text)
    out.member(#","admin1":"#, place.admin1, text)
    out.member(#","admin2":"#, place.admin2, text)
    out.member(#","admin3":"#, place.admin3, text)
    if place.units != .gazetteer { out.member(#","units":"#, place.units) }
    if place.hasCodes { writeCodes(of: place, to: &out, text) }
  }

  private func writeLine(_ start: Coordinates, _ end: Coordinates, to out: inout WriterCursor) {
    out.literal(#","line":[{"#)
    out.coordinates(start)
    out.literal("},{")
    out.coordinates(end)
    out.literal("}]")
  }

  private func writeCodes(
    of place: ReportPlace, to out: inout WriterCursor, _ text: UnsafeRawBufferPointer
  ) {
    out.member(#","admin1Code":"#, place.admin1Code, text)
    out.member(#","admin2Code":"#, place.admin2Code, text)
    out.member(#","admin3Code":"#, place.admin3Code, text)
    out.member(#","codeSystem":"#, place.codeSystem, text)
    out.member(#","codesValidFrom":"#, place.codesValidFrom, text)
  }

  private func writeOptions(to out: inout WriterCursor, _ text: UnsafeRawBufferPointer) {
    out.literal(#","options":["#)
    for option in placeOptions {
      out.byte(UInt8(ascii: "{"))
      out.element(#""id":"#, option.id, text)
      out.coordinates(option.coordinates)
      out.literal("},")
    }
    out.close("]")
  }

  private func writeMentioned(to out: inout WriterCursor, _ text: UnsafeRawBufferPointer) {
    out.literal(#","mentioned":["#)
    for mention in mentioned {
      out.literal(#"{"written":"#)
      out.string(UnsafeRawBufferPointer(rebasing: text[mention.written.range]))
      out.member(#","id":"#, mention.id, text)
      out.literal("},")
    }
    out.close("]")
  }
}

extension WriterCursor {
  /// `"latitude":…,"longitude":…`.
  @inline(__always)
  mutating func coordinates(_ point: Coordinates) {
    literal(#""latitude":"#)
    millionths(point.latitude)
    literal(#","longitude":"#)
    millionths(point.longitude)
  }
}

extension ReportPlace {
  /// The bytes of all its texts.
  @inline(__always)
  var textBytes: Int {
    var bytes = Int(written.count) &+ Int(id.count) &+ Int(name.count) &+ Int(anchor.count)
    bytes = bytes &+ Int(country.count) &+ Int(admin1.count) &+ Int(admin2.count)
    bytes = bytes &+ Int(admin3.count)
    guard hasCodes else { return bytes }
    bytes = bytes &+ Int(admin1Code.count) &+ Int(admin2Code.count) &+ Int(admin3Code.count)
    return bytes &+ Int(codeSystem.count) &+ Int(codesValidFrom.count)
  }
}
