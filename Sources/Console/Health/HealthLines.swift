internal import JSON

/// The reasons in an answer of /readyz or /livez, a line each.
public enum HealthLines {
  public static func lines(of body: [UInt8]) -> [String] {
    let parser = Parser(limits: Limits(bytesMax: 1 << 20, depthMax: 8))
    do throws(Fault) {
      let root = try parser.parse(body).root
      return (root["reasons"]?.elements.map { $0 } ?? []).map { reason in
        func text(_ name: StaticString) -> String { reason[name]?.text?.string ?? "" }
        return "\(text("stage")): \(text("name")): \(text("sentence"))"
      }
    } catch {
      return []
    }
  }
}
