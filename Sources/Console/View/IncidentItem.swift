internal import JSON
internal import Model

/// An incident as it stands on its topic, and what it is found by.
struct IncidentItem: ShelfItem {
  let id: String
  let change: UInt64
  /// As on the topic, byte for byte, and without what is not for everybody.
  let document: [UInt8]
  let openDocument: [UInt8]
  let kind: String
  let status: String
  let event: String
  let country: String
  let admin1: String
  let actors: [String]
  let point: Coordinates?
  /// Seconds since 1970 of the span in which it happened; of its writing where none is known.
  let earliest: Int64
  let latest: Int64
  let updated: Int64
  /// For lists and maps: nothing restricted is in it.
  let brief: [UInt8]

  var size: Int { document.count + openDocument.count + brief.count + 400 }

  init?(_ root: Value, change: UInt64) {
    guard let id = root["id"]?.text?.string, let updated = Reading.seconds(root["updated"]) else {
      return nil
    }
    self.id = id
    self.change = change
    self.updated = updated
    document = Array(root.source)
    let hidden = Reading.restricted(root)
    openDocument = hidden.isEmpty ? [] : Reading.open(root)
    kind = Reading.text(root["kind"])
    status = Reading.text(root["status"])
    event = Reading.text(root["classification"]?["event"])
    let place = hidden.contains("place") ? nil : root["place"]
    country = Reading.text(place?["country"])
    admin1 = Reading.text(place?["admin1"])
    point = Reading.point(place)
    earliest = Reading.seconds(root["occurred"]?["earliest"]) ?? updated
    latest = Reading.seconds(root["occurred"]?["latest"]) ?? updated
    let people = hidden.contains("actors") ? [] : Reading.elements(root["actors"])
    actors = people.compactMap { ($0["id"] ?? $0["written"])?.text?.string }
    brief = Self.brief(root, place: place, actors: people)
  }

  private static func brief(_ root: Value, place: Value?, actors: [Value]) -> [UInt8] {
    var writer = Writer(capacity: 512)
    writer.beginObject()
    for name: StaticString in ["id", "version", "kind", "status", "updated"] {
      writer.member(name, copying: root[name])
    }
    writer.member("earliest", copying: root["occurred"]?["earliest"])
    writer.member("latest", copying: root["occurred"]?["latest"])
    writer.member("precision", copying: root["occurred"]?["precision"])
    writer.member("event", copying: root["classification"]?["event"])
    writer.member("subEvent", copying: root["classification"]?["subEvent"])
    writer.member("place", Reading.text(place?["name"] ?? place?["written"]))
    for name: StaticString in [
      "latitude", "longitude", "radius", "geoPrecision", "country", "admin1",
    ] {
      writer.member(name, copying: place?[name])
    }
    if let first = actors.first(where: { $0["role"]?.text?.equals("perpetrator") ?? false }) {
      writer.member("actor", Reading.text(first["id"] ?? first["written"]))
      writer.member("percent", copying: first["percent"])
    }
    for harm in ["killed", "wounded", "abducted"] {
      let count = toll(root["tolls"], harm)
      if count > 0 {
        Array(harm.utf8).withUnsafeBytes { writer.name($0) }
        writer.integer(count)
      }
    }
    writer.member("corroboration", copying: root["corroboration"])
    writer.member("reports", copying: root["reportsTotal"])
    writer.member("mergedInto", copying: root["mergedInto"])
    writer.endObject()
    return writer.bytes
  }

  /// The best number over all parties: that of `all` where somebody counted all, else their sum.
  private static func toll(_ tolls: Value?, _ harm: String) -> Int64 {
    var (all, sum) = (Int64(0), Int64(0))
    for toll in Reading.elements(tolls) where Reading.text(toll["harm"]) == harm {
      let best = toll["best"]?.int64 ?? 0
      if toll["party"]?.text?.equals("all") ?? false {
        all = max(all, best)
      } else {
        sum += best
      }
    }
    return max(all, sum)
  }
}
