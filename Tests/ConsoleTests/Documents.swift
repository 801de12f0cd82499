import JSON
import Worker

@testable import Console

/// Documents of the topics, made small.
enum Documents {
  static func id(_ letter: String, _ number: Int) -> String {
    let digits = "00000000000000000000000000\(number)".suffix(26)
    return "\(letter)-\(digits)"
  }

  static func incident(
    _ number: Int, version: Int = 1, day: Int = 1, more: String = ""
  ) -> String {
    let date = "2018-06-\(day < 10 ? "0" : "")\(day)"
    return """
      {"schema":"incident/1","id":"\(id("i", number))","version":\(version),"change":"created",\
      "reason":"founded","because":"A report began it.","kind":"security","status":"candidate",\
      "created":"\(date)T10:00:00Z","updated":"\(date)T10:00:00Z",\
      "occurred":{"earliest":"\(date)T08:00:00Z","latest":"\(date)T09:00:00Z",\
      "precision":"hour"},"reportsTotal":1,"reports":[]\(more)}
      """
  }

  static func alert(_ number: Int, severity: String = "severe", more: String = "") -> String {
    """
    {"schema":"alert/1","id":"\(id("a", number))","version":1,"state":"firing","reason":"raised",\
    "rule":{"id":"R01","version":1},"severity":"\(severity)","urgency":"immediate",\
    "certainty":"observed","raised":"2018-06-01T10:00:00Z","updated":"2018-06-01T10:00:00Z",\
    "expires":"2018-06-02T10:00:00Z","texts":[],"areas":[{"name":"Gao","country":"ML",\
    "admin1":"Gao","latitude":16.2,"longitude":-0.04,"radius":5000}],\
    "grounds":{"incidents":[],"reports":[],"numbers":[]}\(more)}
    """
  }

  static func with<Result>(_ text: String, _ body: (Value) -> Result?) -> Result? {
    let parser = Parser(limits: Limits(bytesMax: 1 << 20, depthMax: 64))
    do throws(Fault) {
      return body(try parser.parse(Array(text.utf8)).root)
    } catch {
      return nil
    }
  }

  /// A desk over these documents.
  static func desk(_ documents: [String], isOpen: Bool = false) throws -> ConsoleDesk {
    let view = LiveView()
    view.fold { folded, tell in
      for text in documents { tell(with(text) { folded.fold($0) }) }
    }
    view.change { $0.isComplete = true }
    let schemas = try ["incident", "alert"].map {
      try Repository.bytes("Schemas/outbound/\($0)/1/schema.json")
    }
    return ConsoleDesk(
      figures: Figures(), stages: [.intake],
      identity: ConsoleDesk.Identity(version: "1", theatre: "test", started: 0), view: view,
      theatre: try TestTheatre.document, openAPI: OpenAPIDocument(schemas: schemas),
      isOpen: isOpen)
  }
}
