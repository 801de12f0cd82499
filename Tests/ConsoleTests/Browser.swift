import Foundation

/// A Chromium without a window, driven over its DevTools protocol through two pipes.
final class Browser {
  static let program = Repository.program("chromium", "chromium-browser", "google-chrome")

  struct Failure: Error, CustomStringConvertible { let description: String }

  private let process = Process()
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "vigie-browser-\(UUID().uuidString)")
  private let requests = Pipe()
  private let answers = Pipe()
  private var unread: [UInt8] = []
  private var last = 0
  private var session: String?
  /// What the page complained of: exceptions, refused content, failed requests.
  private(set) var faults: [String] = []

  init(_ program: String, width: Int = 1280, height: Int = 800) throws {
    process.executableURL = URL(filePath: "/bin/sh")
    // The protocol's pipes are the descriptors 3 and 4.
    process.arguments = [
      "-c", "exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>&1", program, "--headless",
      "--no-sandbox", "--disable-gpu", "--no-first-run", "--lang=en", "--remote-debugging-pipe",
      "--window-size=\(width),\(height)", "--user-data-dir=\(folder.path())",
    ]
    process.standardInput = requests
    process.standardOutput = answers
    try process.run()
    let target = try ask("Target.createTarget", ["url": "about:blank"])
    let attached = try ask(
      "Target.attachToTarget", ["targetId": target["targetId"] ?? "", "flatten": true])
    session = attached["sessionId"] as? String
    for domain in ["Runtime", "Log", "Page"] { try ask("\(domain).enable") }
  }

  func close() {
    process.terminate()
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }

  func open(_ address: String) throws { try ask("Page.navigate", ["url": address]) }

  /// The value of an expression, once it is neither null nor false; asks again for ten seconds.
  @discardableResult
  func wait(for expression: String) throws -> Any {
    let patient = """
      (async () => { for (let turn = 0; turn < 200; turn++) {
        const value = \(expression); if (value) return value;
        await new Promise((done) => setTimeout(done, 50)); } })()
      """
    guard let value = try evaluate(patient) else {
      let text = try evaluate("document.body.innerText") as? String ?? ""
      throw Failure(description: "\(expression) did not come true; \(faults); \(text.prefix(500))")
    }
    return value
  }

  func evaluate(_ expression: String) throws -> Any? {
    let answer = try ask(
      "Runtime.evaluate",
      ["expression": expression, "returnByValue": true, "awaitPromise": true])
    return (answer["result"] as? [String: Any])?["value"]
  }

  func press(_ key: String) throws {
    try ask("Input.dispatchKeyEvent", ["type": "keyDown", "key": key, "code": key])
    try ask("Input.dispatchKeyEvent", ["type": "keyUp", "key": key, "code": key])
  }

  @discardableResult
  private func ask(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
    last += 1
    var request: [String: Any] = ["id": last, "method": method, "params": parameters]
    if let session { request["sessionId"] = session }
    try requests.fileHandleForWriting.write(
      contentsOf: JSONSerialization.data(withJSONObject: request) + [0])
    while true {
      let answer = try next()
      note(answer)
      guard answer["id"] as? Int == last else { continue }
      if let error = answer["error"] { throw Failure(description: "\(method): \(error)") }
      return answer["result"] as? [String: Any] ?? [:]
    }
  }

  private func next() throws -> [String: Any] {
    while true {
      if let end = unread.firstIndex(of: 0) {
        let document = Data(unread[..<end])
        unread.removeSubrange(...end)
        return try JSONSerialization.jsonObject(with: document) as? [String: Any] ?? [:]
      }
      let more = answers.fileHandleForReading.availableData
      guard !more.isEmpty else { throw Failure(description: "the browser ended") }
      unread += more
    }
  }

  private func note(_ happening: [String: Any]) {
    let parameters = happening["params"] as? [String: Any] ?? [:]
    switch happening["method"] as? String {
    case "Runtime.exceptionThrown": faults.append("\(parameters["exceptionDetails"] ?? "")")
    case "Log.entryAdded":
      let entry = parameters["entry"] as? [String: Any] ?? [:]
      if entry["level"] as? String == "error" { faults.append("\(entry["text"] ?? "")") }
    default: break
    }
  }
}
