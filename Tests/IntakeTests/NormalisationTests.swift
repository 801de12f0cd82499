import Intake
import JSON
import Model
import Testing
import Theatre

/// Places, times, numbers, actors and sources in the terms of the theatre.
struct NormalisationTests {
  @Test(
    arguments: [
      // name and coordinates → method, id, flags
      (#"{"name":"Sévaré"}"#, "gazetteer", "sevare", []),
      (#"{"name":"  SEVARE "}"#, "gazetteer", "sevare", []),
      (
        #"{"name":"Sévaré","latitude":14.53,"longitude":-4.1}"#, "gazetteer_and_coordinates",
        "sevare", []
      ),
      (
        #"{"name":"Sévaré","latitude":16.27,"longitude":-0.04}"#, "coordinates", nil,
        ["place_far_from_name"]
      ),
      (
        #"{"name":"Sévaré","latitude":-4.1,"longitude":14.533}"#, "gazetteer", "sevare",
        ["coordinates_swapped"]
      ),
      (#"{"latitude":14.53,"longitude":-4.1}"#, "coordinates", nil, []),
      (#"{"latitude":0,"longitude":0}"#, "unknown", nil, ["coordinates_zero"]),
      (
        #"{"name":"Sévaré","latitude":0,"longitude":0.0}"#, "gazetteer", "sevare",
        ["coordinates_zero"]
      ),
      (#"{"latitude":48.85,"longitude":2.35}"#, "coordinates", nil, ["outside_theatre"]),
      (
        #"{"latitude":-4.1,"longitude":14.533}"#, "coordinates", nil, ["coordinates_swapped"]
      ),
      (#"{"name":"Xyzzyville"}"#, "unknown", nil, ["place_unknown"]),
      (
        #"{"name":"Xyzzyville","latitude":14.53,"longitude":-4.1}"#, "coordinates", nil,
        ["place_unknown"]
      ),
    ] as [(String, String, String?, [String])])
  func `settles the place`(
    _ place: String, _ method: String, _ id: String?, _ flags: [String]
  ) throws {
    let result = try Rig.process(Rig.report(("place", place)))
    #expect(try Rig.part(result.value, "/place/method") == "\"\(method)\"")
    #expect(try Rig.part(result.value, "/place/id") == id.map { "\"\($0)\"" })
    #expect(result.flags == flags)
  }

  @Test(arguments: [
    ("exact", "1000", "1"), ("near", "25000", "2"), ("area", "100000", "3"),
  ])
  func `coordinates are as precise as they say`(
    _ word: String, _ radius: String, _ precision: String
  ) throws {
    let result = try Rig.process(
      Rig.report(("place", #"{"latitude":14.53,"longitude":-4.1,"precision":"\#(word)"}"#)))
    #expect(try Rig.part(result.value, "/place/radius") == radius)
    #expect(try Rig.part(result.value, "/place/geoPrecision") == precision)
  }

  @Test func `a region is an area around its centre`() throws {
    let result = try Rig.process(Rig.report(("place", #"{"name":"région de Mopti"}"#)))
    #expect(try Rig.part(result.value, "/place/geoPrecision") == "3")
    #expect(try Rig.part(result.value, "/place/method") == #""gazetteer""#)
  }

  @Test func `a name that several places have stays open`() throws {
    let gazetteer = try Rig.theatre.get().gazetteer
    var found: String?
    for place in gazetteer.places {
      if case .ambiguous = gazetteer.find(place.name) {
        found = place.name
        break
      }
    }
    let name = try #require(found, "the pack has no ambiguous name")
    let result = try Rig.process(Rig.report(("place", "{\"name\":\"\(name)\"}")))
    #expect(result.flags == ["place_ambiguous"])
    #expect(try Rig.part(result.value, "/place/method") == #""ambiguous""#)
    #expect(try Rig.part(result.value, "/place/latitude") == nil)
  }

  @Test(
    arguments: [
      ("2018-06-29", nil, nil, "2018-06-29T00:00:00Z", "2018-06-29T23:59:59Z", "day"),
      ("2018-06", nil, nil, "2018-06-01T00:00:00Z", "2018-06-30T23:59:59Z", "month"),
      ("2018-06-29T14:00:00Z", nil, nil, "2018-06-29T14:00:00Z", "2018-06-29T14:00:00Z", "minute"),
      (
        "2018-06-29T14:00:00+02:00", nil, "hour", "2018-06-29T12:00:00Z", "2018-06-29T12:59:59Z",
        "hour"
      ),
      ("2018-06-29T14:00:00Z", nil, "day", "2018-06-29T00:00:00Z", "2018-06-29T23:59:59Z", "day"),
      ("2018-06-29T14:00:00Z", nil, "week", "2018-06-26T00:00:00Z", "2018-07-02T23:59:59Z", "week"),
      ("2018-06-29", nil, "month", "2018-06-01T00:00:00Z", "2018-06-30T23:59:59Z", "month"),
      ("2018-06-29", nil, "year", "2018-01-01T00:00:00Z", "2018-12-31T23:59:59Z", "year"),
      ("2018-06-27", "2018-06-29", "week", "2018-06-27T00:00:00Z", "2018-06-29T23:59:59Z", "week"),
      (
        "2018-06-23T22:00:00Z", "2018-06-24T02:00:00Z", "hour", "2018-06-23T22:00:00Z",
        "2018-06-24T02:00:00Z", "hour"
      ),
    ] as [(String, String?, String?, String, String, String)])
  func `a time is a span`(
    _ from: String, _ to: String?, _ precision: String?, _ earliest: String, _ latest: String,
    _ written: String
  ) throws {
    var members = ["\"from\":\"\(from)\""]
    if let to { members.append("\"to\":\"\(to)\"") }
    if let precision { members.append("\"precision\":\"\(precision)\"") }
    let result = try Rig.process(
      Rig.report(
        ("occurred", "{\(members.joined(separator: ","))}"),
        ("submitted", #""2018-07-01T00:00:00Z""#)))
    #expect(result.flags == [])
    #expect(
      try Rig.part(result.value, "/occurred")
        == #"{"earliest":"\#(earliest)","latest":"\#(latest)","precision":"\#(written)"}"#)
  }

  @Test func `times that cannot be are flagged`() throws {
    let late = try Rig.process(Rig.report(("occurred", #"{"from":"2018-07-01"}"#)))
    #expect(late.flags == ["times_disagree"])
    let turned = try Rig.process(
      Rig.report(("occurred", #"{"from":"2018-06-29","to":"2018-06-27"}"#)))
    #expect(turned.flags == ["times_disagree"])
    #expect(try Rig.part(turned.value, "/occurred/earliest") == #""2018-06-27T00:00:00Z""#)
    let missing = try Rig.process(Rig.report(("occurred", "")))
    #expect(missing.flags == ["occurred_assumed"])
    #expect(try Rig.part(missing.value, "/occurred/precision") == #""day""#)
  }

  @Test func `a clock that is ahead is told beside the report, not in it`() throws {
    let submitted: Int64 = 1_530_290_400_000
    let day: Int64 = 86_400_000
    let good = try Rig.process(Rig.report(), timestamp: submitted - day)
    let ahead = try Rig.process(Rig.report(), timestamp: submitted - day - 1000)
    #expect(good.value == ahead.value)
    #expect(!good.headers.contains("vigie_flags: clock_ahead"))
    #expect(ahead.headers.contains("vigie_flags: clock_ahead"))
  }

  @Test(arguments: [
    ("3", "3,3,3", false), (#"{"low":1,"best":2,"high":4}"#, "1,2,4", false),
    (#"{"best":2}"#, "2,2,2", false), (#"{"low":100}"#, "100,100,100", false),
    (#"{"high":5}"#, "5,5,5", false), (#"{"low":1,"high":5}"#, "1,1,5", false),
    (#"{"low":12,"best":12,"high":0}"#, "0,12,12", true),
    (#"{"low":5,"best":2,"high":4}"#, "2,4,5", true), (#"{"best":2,"high":1}"#, "1,1,2", true),
    ("0", "0,0,0", false), ("3.0", "3,3,3", false), ("1e1", "10,10,10", false),
  ])
  func `a toll is a range in order`(_ json: String, _ expected: String, _ isFlagged: Bool) throws {
    let result = try Rig.process(
      Rig.report(
        ("tolls", "{\"killed\":{\"civilians\":\(json)}}"), ("counts", "{\"devices\":\(json)}")))
    let numbers = expected.split(separator: ",")
    let range = "{\"low\":\(numbers[0]),\"best\":\(numbers[1]),\"high\":\(numbers[2])}"
    #expect(try Rig.part(result.value, "/tolls/killed/civilians") == range)
    #expect(try Rig.part(result.value, "/measures/devices") == range)
    #expect(result.flags == (isFlagged ? ["toll_disorder"] : []))
  }

  @Test func `actors are known by any of their names`() throws {
    let result = try Rig.process(
      Rig.report(
        (
          "actors",
          """
          [{"role":"perpetrator","attribution":"claimed","candidates":[
          {"name":"GSIM","probability":0.805},
          {"name":"Groupe inventé","probability":0}]}]
          """
        )))
    #expect(
      try Rig.part(result.value, "/actors/0/candidates")
        == #"[{"id":"jnim","written":"GSIM","percent":81},"#
        + #"{"written":"Groupe inventé","percent":0}]"#)
    #expect(result.flags == ["actor_unknown"])
  }

  @Test func `the registry says how reliable a source is and whom it prints`() throws {
    let paper = try Rig.process(Rig.report(("source", #""france24""#)))
    #expect(try Rig.part(paper.value, "/origin") == #""afp""#)
    #expect(try Rig.part(paper.value, "/reliability") == #""B""#)
    let own = try Rig.process(
      Rig.report(
        ("source", #""france24""#), ("origin", #""reuters""#),
        ("evaluation", #"{"reliability":"D","credibility":5}"#)))
    #expect(try Rig.part(own.value, "/origin") == #""reuters""#)
    #expect(try Rig.part(own.value, "/reliability") == #""D""#)
    #expect(try Rig.part(own.value, "/credibility") == "5")
    let stranger = try Rig.process(Rig.report(("source", #""my-cousin""#)))
    #expect(stranger.flags == ["source_unknown"])
    #expect(try Rig.part(stranger.value, "/reliability") == #""F""#)
  }

  @Test(arguments: [
    ("suicide_bomb", "suicide_bomb", "explosions"), ("Suicide bomb", "suicide_bomb", "explosions"),
    (
      "Abduction/forced disappearance", "abduction_forced_disappearance",
      "violence_against_civilians"
    ),
    ("Air/drone strike", "air_drone_strike", "explosions"),
  ])
  func `knows ACLED's spelling of a type`(
    _ word: String, _ code: String, _ event: String
  ) throws {
    let result = try Rig.process(Rig.report(("type", "\"\(word)\"")))
    #expect(try Rig.part(result.value, "/subEvent") == "\"\(code)\"")
    #expect(try Rig.part(result.value, "/event") == "\"\(event)\"")
  }
}
