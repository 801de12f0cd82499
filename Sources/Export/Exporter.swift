public import Model
public import Theatre

/// Writes incidents in one of the forms that others take.
///
/// Give it each incident once, in the order in which it is to stand there. What a form cannot hold
/// is left out and counted, with the reason. Cost: one pass, a row at a time.
public struct Exporter {
  public let format: ExportFormat
  /// What is written and not yet taken.
  private var bytes: [UInt8] = []
  public private(set) var written = 0
  /// Why incidents are not there, and how many; in the order in which the reasons came up.
  public private(set) var leftOut: [(reason: String, count: Int)] = []
  private let theatre: Theatre

  public init(_ format: ExportFormat, theatre: Theatre) {
    self.format = format
    self.theatre = theatre
    switch format {
    case .geojson: bytes += GeoJSON.head(format)
    case .csv: line(PlainTable.columns.map(\.name))
    case .hxl:
      line(PlainTable.columns.map(\.name))
      line(PlainTable.columns.map(\.tag))
    case .acled: line(ACLEDTable.columns)
    case .ged: line(GEDTable.columns)
    }
  }

  public mutating func add(_ incident: Incident) {
    let facts = IncidentFacts(incident: incident, theatre: theatre)
    do throws(LeftOut) {
      guard facts.isStanding else {
        throw LeftOut(reason: "merged or retracted")
      }
      switch format {
      case .geojson: bytes += GeoJSON.feature(facts, isFirst: written == 0)
      case .csv, .hxl: line(PlainTable.columns.map { $0.cell(facts) })
      case .acled: line(try ACLEDTable.row(facts))
      case .ged: line(try GEDTable.row(facts))
      }
      written += 1
    } catch {
      if let known = leftOut.firstIndex(where: { $0.reason == error.reason }) {
        leftOut[known].count += 1
      } else {
        leftOut.append((error.reason, 1))
      }
    }
  }

  /// After the last incident.
  public mutating func finish() {
    if format == .geojson { bytes += GeoJSON.foot }
  }

  /// What was written since the last call.
  public mutating func takeBytes() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  private mutating func line(_ cells: [String]) { CSVLine.append(cells, to: &bytes) }
}

/// A form has no place for an incident.
struct LeftOut: Error {
  let reason: String
}
