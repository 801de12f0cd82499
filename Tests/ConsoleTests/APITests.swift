import JSON
import JSONSchema
import Testing

@testable import Console

@Suite struct APISuite {
  static func ask(
    _ desk: ConsoleDesk, _ path: String, _ parameters: [(String, String)] = [],
    isTrusted: Bool = false, accept: String = ""
  ) -> Answer {
    desk.answer(
      Question(
        path: path, parameters: parameters.map { (name: $0.0, value: $0.1) },
        isTrusted: isTrusted, accept: accept))
  }

  static func ids(_ answer: Answer) -> [String] {
    Documents.with(String(decoding: answer.body, as: UTF8.self)) { root in
      root["items"].map { $0.elements.compactMap { $0["id"]?.text?.string } }
    } ?? []
  }

  static func next(_ answer: Answer) -> String? {
    Documents.with(String(decoding: answer.body, as: UTF8.self)) { $0["next"]?.text?.string }
  }

  static let incidents = [
    Documents.incident(1, day: 1),
    Documents.incident(
      2, day: 2,
      more: #","place":{"name":"Gao","latitude":16.27,"longitude":-0.04,"radius":3000,"#
        + #""geoPrecision":1,"country":"ML","admin1":"Gao"},"#
        + #""actors":[{"role":"perpetrator","attribution":"claimed","id":"jnim","percent":80}]"#),
    Documents.incident(3, day: 3).replacing(
      #""status":"candidate""#, with: #""status":"merged_into""#),
    Documents.incident(4, day: 4).replacing(#""kind":"security""#, with: #""kind":"closure""#),
  ]

  @Test func `filters choose`() throws {
    let desk = try Documents.desk(Self.incidents)
    let cases: [(parameters: [(String, String)], numbers: [Int])] = [
      ([], [4, 2, 1]),
      ([("status", "merged_into")], [3]),
      ([("kind", "closure")], [4]),
      ([("kind", "closure,security")], [4, 2, 1]),
      ([("kind", "closure"), ("kind", "security")], [4, 2, 1]),
      ([("admin1", "Gao")], [2]),
      ([("country", "ML")], [2]),
      ([("actor", "jnim")], [2]),
      ([("since", "2018-06-02")], [4, 2]),
      ([("until", "2018-06-02T08:30:00Z")], [2, 1]),
      ([("since", "2018-06-02"), ("until", "2018-06-03")], [2]),
      ([("bbox", "-1,16,0,17")], [2]),
      ([("bbox", "0,16,1,17")], []),
      ([("limit", "2")], [4, 2]),
    ]
    for (parameters, numbers) in cases {
      let answer = Self.ask(desk, "/api/v1/incidents", parameters)
      #expect(answer.status == 200)
      #expect(Self.ids(answer) == numbers.map { Documents.id("i", $0) }, "\(parameters)")
    }
  }

  @Test func `a parameter that is wrong or unknown is told, all at once`() throws {
    let desk = try Documents.desk(Self.incidents)
    let answer = Self.ask(
      desk, "/api/v1/incidents",
      [("kindd", "x"), ("limit", "0"), ("bbox", "1,2,3"), ("since", "soon"), ("cursor", "?")])
    #expect(answer.status == 400 && answer.mediaType == "application/problem+json")
    let text = String(decoding: answer.body, as: UTF8.self)
    for name in ["`kindd`", "`limit`", "`bbox`", "`since`", "`cursor`"] {
      #expect(text.contains(name), "\(name)")
    }
  }

  @Test func `pages cover a list once, though things come in meanwhile`() throws {
    let desk = try Documents.desk((1...57).map { Documents.incident($0, day: 1 + $0 % 9) })
    var seen: [String] = []
    var cursor: String?
    var pages = 0
    repeat {
      let parameters = [("limit", "10")] + (cursor.map { [("cursor", $0)] } ?? [])
      let answer = Self.ask(desk, "/api/v1/incidents", parameters)
      seen += Self.ids(answer)
      cursor = Self.next(answer)
      pages += 1
      desk.view.fold { view, tell in
        tell(Documents.with(Documents.incident(100 + pages, day: 20)) { view.fold($0) })
      }
    } while cursor != nil && pages < 20
    #expect(pages == 6)
    #expect(seen.count == 57 && Set(seen) == Set((1...57).map { Documents.id("i", $0) }))
  }

  @Test func `without the token restricted alerts are in no answer`() throws {
    let desk = try Documents.desk([
      Documents.alert(1), Documents.alert(2, more: #","scope":"restricted""#),
    ])
    let (open, hidden) = (Documents.id("a", 1), Documents.id("a", 2))
    #expect(Self.ids(Self.ask(desk, "/api/v1/alerts")) == [open])
    #expect(Self.ids(Self.ask(desk, "/api/v1/alerts", isTrusted: true)) == [open, hidden])
    #expect(Self.ask(desk, "/api/v1/alerts/\(hidden)").status == 404)
    #expect(Self.ask(desk, "/api/v1/alerts/\(hidden)", isTrusted: true).status == 200)
    for format in ["geojson", "ndjson"] {
      let answer = Self.ask(desk, "/api/v1/alerts", [("format", format)])
      #expect(!String(decoding: answer.body, as: UTF8.self).contains(hidden))
    }
  }

  @Test func `a wrong token is told in the API, and asked nowhere else`() async throws {
    let desk = try Documents.desk([Documents.alert(2, more: #","scope":"restricted""#)])
    let server = try await RunningServer(desk, token: "right")
    for (token, status, count) in [
      ("Bearer right", 200, 1), ("Bearer righ", 401, 0), ("Bearer rightt", 401, 0),
      ("Basic cmlnaHQ=", 200, 0), ("", 200, 0),
    ] {
      let answer = try await server.get("/api/v1/alerts", authorization: token)
      #expect(answer.status == status, "\(token)")
      #expect(answer.body.contains(Documents.id("a", 2)) == (count > 0), "\(token)")
      #expect(try await server.get("/livez", authorization: token).status == 200)
    }
    #expect(try await server.get("/api/v1/events", authorization: "Bearer no").status == 401)
    try await server.stop()
  }

  @Test func `GeoJSON has points where there are any, NDJSON a line for each`() throws {
    let desk = try Documents.desk(Self.incidents)
    let geo = Self.ask(desk, "/api/v1/incidents", accept: "application/geo+json")
    #expect(geo.mediaType == "application/geo+json")
    let text = String(decoding: geo.body, as: UTF8.self)
    #expect(text.contains(#""geometry":{"type":"Point","coordinates":[-0.04,16.27]}"#))
    #expect(text.contains(#""geometry":null"#))
    let lines = Self.ask(desk, "/api/v1/incidents", [("format", "ndjson")])
    #expect(lines.body.split(separator: 10).count == 3)
    #expect(Self.ask(desk, "/api/v1/rejections", [("format", "geojson")]).status == 400)
  }

  @Test func `the console only reads, and knows its addresses`() throws {
    let desk = try Documents.desk([])
    let posted = desk.answer(Question(method: .other, path: "/api/v1/incidents"))
    #expect(posted.status == 405 && posted.allow == "GET, HEAD")
    for path in ["/nothing", "/api/v1/nothing", "/api/v1/incidents/i-x/y", "/api/v2/incidents"] {
      #expect(Self.ask(desk, path).status == 404, "\(path)")
    }
  }

  @Test func `the page is small, and fetches nothing from elsewhere`() throws {
    let desk = try Documents.desk([])
    var bytes = 0
    for path in [
      "/", "/console.js", "/map.js", "/paint.js", "/painter.js", "/words.js", "/details.js",
      "/console.css", "/icon.svg",
    ] {
      let answer = Self.ask(desk, path)
      #expect(answer.status == 200, "\(path)")
      bytes += answer.body.count
      let text = String(decoding: answer.body, as: UTF8.self)
      for word in ["http://", "https://", "innerHTML", "insertAdjacentHTML", "eval(", "style=\""] {
        let rest = text.replacing("http://www.w3.org/2000/svg", with: "")
        #expect(!rest.contains(word), "\(path) has \(word)")
      }
    }
    #expect(bytes < 200_000, "\(bytes)")
  }
}
