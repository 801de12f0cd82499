import Foundation
import Serving
import Testing
import Worker

@testable import Console

/// The server's end, with those who listen.
@Suite(.serialized) struct ServerSuite {
  static func listening(_ desk: ConsoleDesk, _ count: Int) async throws {
    for _ in 0..<1000 where desk.view.listenerCount < count {
      try await Task.sleep(for: .milliseconds(10))
    }
    try #require(desk.view.listenerCount == count)
  }

  @Test func `a server stops at once though many listen, and each stream is ended`() async throws {
    let desk = try Documents.desk([Documents.incident(1)])
    let server = try await RunningServer(desk)
    let readers = (0..<20).compactMap { _ in Reader(port: server.port) }
    try await Self.listening(desk, 20)
    let taken = try await server.stop()
    #expect(taken < .seconds(4), "\(taken)")
    for reader in readers {
      let said = try await onThread { reader.rest() }
      #expect(said.contains("event: figures"))
      #expect(said.hasSuffix("\r\n0\r\n\r\n"), "the last chunk ends the stream")
    }
    #expect(desk.view.listenerCount == 0)
    await #expect(throws: HTTPClient.Failure.self) { try await server.get("/livez") }
  }

  @Test func `a reader that does not read does not hold the server up`() async throws {
    let desk = try Documents.desk([])
    let server = try await RunningServer(desk)
    let reader = try #require(Reader(port: server.port))
    try await Self.listening(desk, 1)
    let long = String(repeating: "x", count: 20_000)
    let text = #"{"schema":"report/1","id":"r-1","kind":"security","title":"\#(long)"}"#
    // More than the kernel's buffers take between the two.
    desk.view.fold { view, tell in
      _ = Documents.with(text) { for _ in 0..<1000 { tell(view.fold($0)) } }
    }
    let taken = try await server.stop()
    #expect(taken < .seconds(8), "\(taken)")
    withExtendedLifetime(reader) {}
  }

  @Test func `a server that cannot listen says so once, and can be stopped`() async throws {
    let first = try await RunningServer(try Documents.desk([]))
    let heard = Heard()
    let second = ConsoleServer(desk: try Documents.desk([]), token: "", log: heard.logger)
    second.start(on: ListenAddress(host: "127.0.0.1", port: first.port))
    for _ in 0..<1000 where heard.lines.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
    #expect(heard.lines.count == 1)
    #expect(heard.lines.first?.hasPrefix("console_unavailable: 127.0.0.1:\(first.port)") == true)
    try await onThread { second.stop() }
    try await first.stop()
  }
}

/// A connection that asks and reads when it is told to.
final class Reader: Sendable {
  private let socket: Int32

  init?(port: Int, path: String = "/api/v1/events", authorization: String = "") {
    socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, size) }
    }
    guard connected == 0 else { return nil }
    let end = path == "/api/v1/events" && authorization.isEmpty ? "" : "Connection: close\r\n"
    let token = authorization.isEmpty ? "" : "Authorization: \(authorization)\r\n"
    let request = "GET \(path) HTTP/1.1\r\nHost: x\r\n\(end)\(token)\r\n"
    _ = request.withCString { send(socket, $0, strlen($0), 0) }
  }

  deinit { close(socket) }

  /// All that comes until the stream ends.
  func rest() -> String {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = recv(socket, &buffer, buffer.count, 0), count > 0 {
      all += buffer[..<count]
    }
    return String(decoding: all, as: UTF8.self)
  }
}
