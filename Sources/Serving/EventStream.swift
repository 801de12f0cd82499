internal import Console
internal import HummingbirdCore
internal import NIOCore

/// A feed of events as the body of an answer, which ends with its listener, its view or its server.
struct EventStream: Sendable {
  let feed: EventFeed
  let view: LiveView

  static let mediaType = "text/event-stream; charset=utf-8"

  var body: ResponseBody {
    ResponseBody { writer in
      try await run(&writer)
      try await writer.finish(nil)
    }
  }

  private func run(_ writer: inout any ResponseBodyWriter) async throws {
    let (wakes, listener) = view.listen()
    defer { view.leave(listener) }
    var feed = feed
    for await _ in wakes {
      while let piece = feed.next() { try await writer.write(ByteBuffer(bytes: piece)) }
    }
  }
}
