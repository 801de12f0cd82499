import Foundation
import Synchronization

/// A registry of schemas as Confluent's answers over HTTP, on a loopback port of its own.
final class RegistryServer: Sendable {
  struct Answer: Sendable {
    var status = 200
    var body: String
  }

  /// Asked paths, in order.
  let asked = Mutex<[String]>([])
  private let answers: Mutex<[String: Answer]>
  private let socket: Int32
  let port: UInt16

  init(_ answers: [String: Answer]) {
    self.answers = Mutex(answers)
    let listener = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        guard bind(listener, $0, length) == 0, listen(listener, 8) == 0 else { fatalError("bind") }
        getsockname(listener, $0, &length)
      }
    }
    port = UInt16(bigEndian: address.sin_port)
    socket = listener
    Thread.detachNewThread { [self] in serve() }
  }

  var url: String { "http://127.0.0.1:\(port)/" }

  func answer(_ path: String, _ answer: Answer) { answers.withLock { $0[path] = answer } }

  func stop() { shutdown(socket, Int32(SHUT_RDWR)) }

  private func serve() {
    while true {
      let peer = accept(socket, nil, nil)
      guard peer >= 0 else { break }
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = recv(peer, &buffer, buffer.count, 0)
      let line = String(decoding: buffer[..<max(0, count)], as: UTF8.self)
      let path = String(line.split(separator: " ").dropFirst().first ?? "")
      asked.withLock { $0.append(path) }
      let answer =
        answers.withLock { $0[path] } ?? Answer(status: 404, body: #"{"error_code":40403}"#)
      let text =
        "HTTP/1.1 \(answer.status) -\r\nContent-Length: \(answer.body.utf8.count)\r\n"
        + "Connection: close\r\n\r\n" + answer.body
      _ = text.withCString { send(peer, $0, strlen($0), Int32(MSG_NOSIGNAL)) }
      close(peer)
    }
    close(socket)
  }
}
