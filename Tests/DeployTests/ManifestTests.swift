import Foundation
import JSON
import JSONSchema
import Testing
import Worker
import Yams

/// What is deployed, held against the official schemas, without a cluster or an engine.
@Suite struct ManifestSuite {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  static func schema(_ name: String) throws -> Schema {
    let path = root.appending(path: "Tests/DeployTests/Schemas/\(name)")
    return try Schema(Array(try Data(contentsOf: path)), name: name)
  }

  /// The documents of a YAML file as JSON, anchors and merges resolved.
  static func documents(_ path: String) throws -> [[UInt8]] {
    try Yams.load_all(yaml: try text(path)).map { document in
      Array(try JSONSerialization.data(withJSONObject: document))
    }
  }

  static func files(under folder: String) -> [String] {
    let walker = FileManager.default.enumerator(atPath: root.appending(path: folder).path())
    return (walker?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".yaml") }.sorted()
      .map { "\(folder)/\($0)" }
  }

  static func mapping(_ path: String) throws -> [String: Any] {
    let all = try Yams.load_all(yaml: try text(path)).map { $0 }
    return all.first as? [String: Any] ?? [:]
  }

  /// Manifests proper: what has a kind of Kubernetes' own.
  static func manifests() throws -> [String] {
    try files(under: "Deploy/kubernetes").filter { path in
      let version = try mapping(path)["apiVersion"] as? String ?? ""
      return !version.isEmpty && !version.hasPrefix("kustomize.") && !version.hasPrefix("keda.")
    }
  }

  @Test func `every manifest keeps Kubernetes' own schema, strictly`() throws {
    let schema = try Self.schema("kubernetes-1.30.json")
    let parser = Parser(limits: Limits(bytesMax: 1 << 20, depthMax: 64))
    let manifests = try Self.manifests()
    for path in manifests {
      for bytes in try Self.documents(path) {
        let document = try parser.parse(bytes)
        let violations = schema.violations(document.root, in: document, limit: 5)
        #expect(violations.isEmpty, "\(path): \(violations)")
      }
    }
    #expect(manifests.count >= 10)
  }

  @Test func `the schema finds a slip of the pen in a manifest`() throws {
    let schema = try Self.schema("kubernetes-1.30.json")
    let parser = Parser(limits: Limits(bytesMax: 1 << 20, depthMax: 64))
    let good = try Self.text("Deploy/kubernetes/base/intake.yaml")
    for (word, slip) in [
      ("readinessProbe:", "readynessProbe:"), ("replicas: 2", "replicas: two"),
      ("runAsNonRoot: true", "runAsNonRoot: yes please"), ("containers:", "container:"),
    ] {
      let bad = good.replacing(word, with: slip)
      #expect(bad != good)
      for value in try Yams.load_all(yaml: bad) {
        let document = try parser.parse(
          Array(try JSONSerialization.data(withJSONObject: value)))
        #expect(!schema.violations(document.root, in: document, limit: 1).isEmpty, "\(slip)")
      }
    }
  }

  @Test func `docker compose keeps the compose specification`() throws {
    let schema = try Self.schema("compose-spec.json")
    let parser = Parser(limits: Limits(bytesMax: 1 << 20, depthMax: 64))
    for bytes in try Self.documents("docker-compose.yml") {
      let document = try parser.parse(bytes)
      let violations = schema.violations(document.root, in: document, limit: 5)
      #expect(violations.isEmpty, "\(violations)")
    }
  }

  @Test func `what compose mounts is there`() throws {
    let services = try Self.mapping("docker-compose.yml")["services"] as? [String: Any] ?? [:]
    var seen = 0
    for (name, service) in services {
      let volumes = (service as? [String: Any])?["volumes"] as? [String] ?? []
      for volume in volumes where volume.hasPrefix("./") {
        seen += 1
        let path = volume.split(separator: ":")[0].dropFirst(2)
        let file = Self.root.appending(path: String(path)).path(percentEncoded: false)
        #expect(FileManager.default.fileExists(atPath: file), "\(name): \(volume)")
      }
    }
    #expect(seen >= 4)
  }

  @Test func `every kustomization names what is there, and nothing lies beside it unused`() throws {
    for path in Self.files(under: "Deploy/kubernetes") where path.hasSuffix("kustomization.yaml") {
      let folder = (path as NSString).deletingLastPathComponent
      let content = try Self.mapping(path)
      var named: [String] = ["kustomization.yaml"]
      for key in ["resources", "components"] { named += content[key] as? [String] ?? [] }
      for patch in content["patches"] as? [[String: Any]] ?? [] {
        if let file = patch["path"] as? String { named.append(file) }
      }
      // A pack's files are copied in by whoever uses the component.
      let isPack = folder.hasSuffix("components/pack")
      for generator in content["configMapGenerator"] as? [[String: Any]] ?? [] where !isPack {
        named += generator["files"] as? [String] ?? []
      }
      for name in named {
        let there = Self.root.appending(path: "\(folder)/\(name)").standardizedFileURL
        #expect(
          FileManager.default.fileExists(atPath: there.path(percentEncoded: false)),
          "\(path): \(name)")
      }
      for file in Self.files(under: folder) where !file.dropFirst(folder.count + 1).contains("/") {
        #expect(named.contains(String(file.dropFirst(folder.count + 1))), "\(file) is not used")
      }
    }
  }

  @Test func `the pack component lists every file of a pack`() throws {
    let content = try Self.mapping("Deploy/kubernetes/components/pack/kustomization.yaml")
    let generators = content["configMapGenerator"] as? [[String: Any]] ?? []
    // Without the namespace of the Deployments, kustomize does not tie their mounts to it.
    #expect(generators.allSatisfy { $0["namespace"] as? String == "vigie" })
    let listed = Set(generators.flatMap { $0["files"] as? [String] ?? [] })
    let pack = "Deploy/theatres/mali-2018"
    let walker = FileManager.default.enumerator(atPath: Self.root.appending(path: pack).path())
    let files = walker?.compactMap { $0 as? String } ?? []
    let read = [".yaml", ".tsv", ".geojson"]
    #expect(listed == Set(files.filter { file in read.contains { file.hasSuffix($0) } }))
    let mount = try Self.text("Deploy/kubernetes/components/pack/mount.yaml")
    for folded in listed where folded.contains("/") {
      #expect(mount.contains("path: \(folded)\n"), "mount.yaml gives \(folded) no folder")
    }
  }

  @Test func `both stages run as nobody, on a root that cannot be written`() throws {
    for stage in ["intake", "assessment"] {
      let text = try Self.text("Deploy/kubernetes/base/\(stage).yaml")
      for promise in [
        "runAsNonRoot: true", "readOnlyRootFilesystem: true", "drop: [ALL]",
        "allowPrivilegeEscalation: false", "automountServiceAccountToken: false", "path: /livez",
        "path: /readyz", "args: [run, --stage, \(stage),",
      ] { #expect(text.contains(promise), "\(stage): \(promise)") }
    }
  }
}
