import Foundation
import Logging
import Serving
import Worker

@testable import Console

/// A server on a free port of the loopback, asked by libcurl.
struct RunningServer: Sendable {
  let server: ConsoleServer
  let port: Int
  var base: String { "http://127.0.0.1:\(port)" }

  init(_ desk: ConsoleDesk, token: String = "") async throws {
    let server = ConsoleServer(desk: desk, token: token, log: Logger(label: "test"))
    let address = await withCheckedContinuation { continuation in
      server.start(on: ListenAddress(host: "127.0.0.1", port: 0)) {
        continuation.resume(returning: $0)
      }
    }
    self.server = server
    port = address.port
  }

  func get(_ path: String) async throws -> (status: Int, body: [UInt8]) {
    let address = base + path
    return try await onThread {
      let answer = try HTTPClient(.none, milliseconds: 5000).get(address)
      return (answer.status, answer.body)
    }
  }

  /// With a header that libcurl's wrapper does not know.
  func get(_ path: String, authorization: String) async throws -> (status: Int, body: String) {
    guard let reader = Reader(port: port, path: path, authorization: authorization) else {
      return (0, "")
    }
    let said = try await onThread { reader.rest() }
    return (said.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0, said)
  }

  /// Stops it and answers how long that took.
  @discardableResult
  func stop() async throws -> Duration {
    try await onThread { [server] in
      let begun = ContinuousClock.now
      server.stop()
      return begun.duration(to: .now)
    }
  }
}

/// Runs what blocks on a thread of its own: a test must not hold the threads that others need.
func onThread<Result: Sendable>(
  _ body: @escaping @Sendable () throws -> Result
) async throws -> Result {
  try await withCheckedThrowingContinuation { continuation in
    Thread { continuation.resume(with: Swift.Result { try body() }) }.start()
  }
}
