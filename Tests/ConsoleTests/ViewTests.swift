import JSON
import Testing

@testable import Console

@Suite struct ViewSuite {
  static func fold(_ view: inout View, _ text: String, isRestricted: Bool = false) -> Change? {
    Documents.with(text) { view.fold($0, isRestricted: isRestricted) }
  }

  @Test func `a later version takes the place of an earlier one`() throws {
    var view = View()
    let first = Self.fold(&view, Documents.incident(1, version: 1))
    let second = Self.fold(&view, Documents.incident(1, version: 2))
    #expect(first?.sequence == 1 && second?.sequence == 2)
    #expect(view.incidents.items.count == 1)
    let item = try #require(view.incidents[Documents.id("i", 1)])
    #expect(String(decoding: item.document, as: UTF8.self) == Documents.incident(1, version: 2))
  }

  @Test func `the brief says what a list and a map need`() throws {
    var view = View()
    let example = try Repository.text("Schemas/outbound/incident/1/examples/incident.json")
    _ = Self.fold(&view, example)
    let item = try #require(view.incidents.items.values.first)
    #expect(
      String(decoding: item.brief, as: UTF8.self)
        == #"{"id":"i-016b61ftyy07gntzb7tthv3ger","version":4,"kind":"security","#
        + #""status":"corroborated","updated":"2018-06-30T00:59:59Z","#
        + #""earliest":"2018-06-29T12:30:00Z","latest":"2018-06-29T15:00:00Z","#
        + #""precision":"hour","event":"explosions","subEvent":"suicide_bomb","#
        + #""place":"Sevare","latitude":14.533,"longitude":-4.1,"radius":3000,"#
        + #""geoPrecision":1,"country":"ML","admin1":"Mopti","actor":"jnim","percent":80,"#
        + #""corroboration":3,"reports":4}"#)
  }

  @Test func `a toll of all parties is not added to that of each`() throws {
    func toll(_ party: String, _ best: Int) -> String {
      #"{"harm":"killed","party":"\#(party)","best":\#(best)}"#
    }
    for (tolls, killed) in [
      ([toll("all", 5), toll("civilians", 3)], 5),
      ([toll("civilians", 3), toll("attackers", 4)], 7),
    ] {
      var view = View()
      let list = tolls.joined(separator: ",")
      _ = Self.fold(&view, Documents.incident(1, more: #","tolls":[\#(list)]"#))
      let brief = try #require(view.incidents.items.values.first?.brief)
      #expect(String(decoding: brief, as: UTF8.self).contains(#""killed":\#(killed)"#))
    }
  }

  @Test func `what is no document of the topics changes nothing and is counted`() {
    var view = View()
    for text in ["[]", "{}", #"{"schema":"incident/2","id":"i-1"}"#, #"{"schema":"incident/1"}"#] {
      #expect(Self.fold(&view, text) == nil, "\(text)")
    }
    #expect(view.sequence == 0 && view.unread == 4)
    #expect(Self.fold(&view, #"{"schema":"clock/1","time":"2018-06-01T00:00:00Z"}"#) == nil)
    #expect(view.unread == 4)
  }

  @Test func `what has not changed for longest makes room`() {
    var view = View(limits: View.Limits(incidents: 10))
    for number in 1...30 { _ = Self.fold(&view, Documents.incident(number)) }
    _ = Self.fold(&view, Documents.incident(21, version: 2))
    for number in 31...39 { _ = Self.fold(&view, Documents.incident(number)) }
    let kept = Set(view.incidents.items.keys)
    #expect(kept == Set(([21] + Array(31...39)).map { Documents.id("i", $0) }))
    #expect(view.incidents.dropped == 29)
  }

  @Test func `bytes bound a shelf too, and are counted back`() {
    var view = View(limits: View.Limits(bytes: 20_000))
    for number in 1...100 {
      let text = String(repeating: "x", count: 1000)
      _ = Self.fold(&view, Documents.incident(number, more: #","note":"\#(text)""#))
      #expect(view.incidents.bytes <= 20_000)
    }
    let sum = view.incidents.items.values.reduce(0) { $0 + $1.size }
    #expect(view.incidents.bytes == sum)
    #expect(view.incidents.items.count > 5)
  }

  @Test func `a tombstone removes, whatever comes and goes the bytes agree`() {
    var view = View(limits: View.Limits(incidents: 50))
    var state: UInt64 = 7
    for _ in 0..<5000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let number = Int(state >> 33) % 120
      if state >> 60 == 0 {
        view.remove(key: Documents.id("i", number))
      } else {
        _ = Self.fold(&view, Documents.incident(number))
      }
    }
    #expect(view.incidents.items.count <= 50)
    #expect(view.incidents.bytes == view.incidents.items.values.reduce(0) { $0 + $1.size })
  }

  @Test func `members that are not for everybody are left out of the open document`() throws {
    var view = View()
    let text =
      #"{"schema":"report/1","id":"r-1","place":{"name":"Hidden"},"title":"Secret","#
      + #""kind":"security","restricted":["place","title"]}"#
    let change = try #require(Self.fold(&view, text))
    let open = String(decoding: try #require(change.open), as: UTF8.self)
    #expect(
      open
        == #"{"schema":"report/1","id":"r-1","kind":"security","restricted":["place","title"]}"#)
    #expect(String(decoding: change.trusted, as: UTF8.self) == text)
  }

  @Test func `a restricted alert is told to nobody without the token`() throws {
    var view = View()
    let scoped = try #require(
      Self.fold(&view, Documents.alert(1, more: #","scope":"restricted""#)))
    #expect(scoped.open == nil)
    let byTopic = try #require(Self.fold(&view, Documents.alert(2), isRestricted: true))
    #expect(byTopic.open == nil)
    #expect(try #require(Self.fold(&view, Documents.alert(3))).open != nil)
  }

  @Test func `of a rejection everybody sees the reason, and nothing that its sender wrote`() throws
  {
    var view = View()
    let example = try Repository.text("Schemas/outbound/rejection/1/examples/rejection.json")
    let change = try #require(Self.fold(&view, example))
    let open = String(decoding: try #require(change.open), as: UTF8.self)
    for secret in ["rumour", "Sévaré", "team-mopti", "instancePointer", "sentence"] {
      #expect(!open.contains(secret), "\(secret)")
    }
    #expect(open.contains(#""reason":"schema_violation""#) && open.contains(#""keyword":"enum""#))
    let trusted = String(decoding: change.trusted, as: UTF8.self)
    #expect(trusted.contains("`kind` must be one of"))
    #expect(!trusted.contains("original"))
  }

  @Test func `who comes back gets what he missed, or is told that it is forgotten`() {
    var feed = Feed()
    for number: UInt64 in 1...10 where number != 4 {
      feed.append(Change(sequence: number, name: .incident, open: [1], trusted: [1]))
    }
    #expect(feed.changes(after: 0, max: 100)?.map(\.sequence) == [1, 2, 3, 5, 6, 7, 8, 9, 10])
    #expect(feed.changes(after: 4, max: 2)?.map(\.sequence) == [5, 6])
    #expect(feed.changes(after: 10, max: 9)?.isEmpty == true)
    for number: UInt64 in 11...UInt64(Feed.countMax + 50) {
      feed.append(Change(sequence: number, name: .incident, open: [1], trusted: [1]))
    }
    #expect(feed.changes(after: 5, max: 9) == nil)
    #expect(feed.changes(after: 60, max: 1)?.map(\.sequence) == [61])
  }
}

extension Change: Equatable {
  static func == (a: Change, b: Change) -> Bool { a.sequence == b.sequence }
}
