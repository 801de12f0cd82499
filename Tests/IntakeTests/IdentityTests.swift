import Intake
import JSON
import Model
import Testing

/// Which report it is.
struct IdentityTests {
  @Test(arguments: [
    "", " ", "0", "null", "NULL", "undefined", "none", "None", "acled-undefined", "x/null", "NaN",
  ])
  func `words of programs without an id are no ids`(_ id: String) throws {
    let result = try Rig.process(Rig.report(("id", "\"\(id)\"")))
    #expect(result.flags == ["identity_from_content"])
    #expect(try Rig.part(result.value, "/sourceReport") == nil)
    let other = try Rig.process(Rig.report(("id", "\"\(id)\""), ("text", #"{"title":"x"}"#)))
    #expect(result.key != other.key)
    // What has no id has no reference either, and its resend is itself.
    #expect(try result.key == Rig.process(Rig.report(("id", ""))).key)
  }

  @Test(arguments: ["M-1", "00", "nullify", "undefined-7", "0-1", "none-of-them"])
  func `other ids are`(_ id: String) throws {
    let result = try Rig.process(Rig.report(("id", "\"\(id)\"")))
    #expect(result.flags == [])
    #expect(try Rig.part(result.value, "/sourceReport") == "\"\(id)\"")
  }

  @Test func `is a digest of source and id alone`() throws {
    let first = try Rig.process(Rig.report())
    let same = try Rig.process(
      Rig.report(("revision", "2"), ("kind", #""presence""#), ("place", #"{"name":"Gao"}"#)))
    let otherID = try Rig.process(Rig.report(("id", #""M-2""#)))
    let otherSource = try Rig.process(Rig.report(("source", #""team-gao-1""#)))
    #expect(first.key == same.key)
    #expect(Set([first.key, otherID.key, otherSource.key]).count == 3)
    var scratch: [UInt8] = []
    let id = Array("team-mopti-1".utf8).withUnsafeBytes { source in
      Array("M-1".utf8).withUnsafeBytes { id in
        Report.identity(source: source, sourceReport: id, scratch: &scratch)
      }
    }
    #expect(first.key == "r-\(id)")
    #expect(first.headers.contains("ce_id: r-\(id).1"))
    #expect(same.headers.contains("ce_id: r-\(id).2"))
  }

  @Test func `an alias of a source is the source`() throws {
    let alias = try Rig.process(Rig.report(("source", #""alakhbar""#)))
    let id = try Rig.process(Rig.report(("source", #""al-akhbar""#)))
    #expect(alias.value == id.value)
  }

  @Test func `an id beyond the limit is digested, not cut`() throws {
    var limits = IntakeLimits()
    limits.identifierBytesMax = 8
    let intake = Intake(
      catalogue: try Rig.catalogue.get(), theatre: try Rig.theatre.get(), limits: limits)
    func key(_ id: String) throws -> String? {
      try Rig.process(Array(Rig.report(("id", "\"\(id)\"")).utf8), with: intake).key
    }
    #expect(try key("123456789") != key("12345678-"))
    #expect(try key("123456789") == key("123456789"))
  }

  @Test func `references that are no ids are dropped`() throws {
    let result = try Rig.process(Rig.report(("replaces", #""undefined""#)))
    #expect(try Rig.part(result.value, "/refersTo") == nil)
    let kept = try Rig.process(Rig.report(("replaces", #""M-0""#)))
    #expect(try Rig.part(kept.value, "/refersTo") == #""M-0""#)
  }
}
