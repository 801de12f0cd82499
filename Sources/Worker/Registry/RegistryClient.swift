internal import Intake
internal import JSON

/// Asks a registry that speaks Confluent's protocol what a schema's name means.
///
/// What an id or a GUID means never changes, so every answer is asked for once. Only the registry's
/// own word (404 with its error code) says that a name is unknown: a proxy's 404, a 500, a time-out
/// or a page of HTML are failures, and no record becomes a rejection for them.
final class RegistryClient {
  /// The registry gave no answer.
  struct Failure: Error {
    var sentence: String
  }

  private let base: String
  private let http: HTTPClient
  private let parser = Parser(limits: Limits(bytesMax: HTTPClient.bytesMax, depthMax: 64))

  /// - Parameter url: the registry's address, such as `https://registry.example/`.
  init(url: String, _ credentials: HTTPClient.Credentials, milliseconds: Int) {
    base = url.hasSuffix("/") ? String(url.dropLast()) : url
    http = HTTPClient(credentials, milliseconds: milliseconds)
  }

  /// The version of ours that the name means, or why it means none.
  func find(
    _ name: RegisteredName, in catalogue: SchemaCatalogue
  ) throws(Failure) -> RegisteredSchema {
    let found = try get(name.path) { root in
      (type: root["schemaType"]?.text?.string ?? "AVRO", text: root["schema"]?.text?.string)
    }
    guard let found else {
      return .notOurs("The schema’s \(name) is not in the registry. Register it, then send again.")
    }
    guard found.type == "JSON", let text = found.text else {
      return .notOurs("The schema’s \(name) is \(found.type) in the registry; JSON is read.")
    }
    if let index = catalogue.version(ofSchema: Array(text.utf8)) { return .version(index) }
    let uses = try get(name.path + "/versions") { root in
      root.elements.compactMap { entry -> (subject: String, version: Int)? in
        guard let subject = entry["subject"]?.text?.string,
          let version = entry["version"]?.int64
        else { return nil }
        return (subject, Int(clamping: version))
      }
    }
    for use in uses ?? [] {
      if let index = catalogue.version(ofSubject: use.subject, use.version) {
        return .version(index)
      }
    }
    let names = (uses ?? []).prefix(3).map { "\($0.subject) version \($0.version)" }
    return .notOurs(
      "The schema’s \(name)\(names.isEmpty ? "" : " (\(names.joined(separator: ", ")))") is in the "
        + "registry and none of ours: no schema.json has its text, and registry.yaml names none of "
        + "its subjects.")
  }

  /// Nil when the registry says that it is not there.
  private func get<R>(_ path: String, _ read: (Value) -> R) throws(Failure) -> R? {
    let answer: HTTPClient.Answer
    do throws(HTTPClient.Failure) {
      answer = try http.get(base + path)
    } catch {
      throw Failure(sentence: "The registry at \(base) gives no answer: \(error.sentence)")
    }
    let root = (try? parser.parse(answer.body))?.root
    switch answer.status {
    case 200:
      if let root { return read(root) }
      throw Failure(sentence: "The registry at \(base) answers with something else than JSON")
    case 404 where root?["error_code"]?.int64.map { 40400...40499 ~= $0 } == true:
      return nil
    default:
      throw Failure(sentence: "The registry at \(base) answers with status \(answer.status)")
    }
  }
}

extension RegisteredName {
  fileprivate var path: String {
    switch self {
    case .id(let id): "/schemas/ids/\(id)"
    case .guid: "/schemas/guids/" + description.dropFirst("GUID ".count)
    }
  }
}
