import Console
import Foundation
import Logging
import Serving
import Synchronization
import Theatre
import Worker

/// The console of a process, where its settings want one: a reader of topics and a server.
final class RunningConsole {
  private let server: ConsoleServer
  private let follower: TopicFollower
  private let stop = StopFlag()
  private let listening = Listening()

  /// Nil where the settings want none. In the demo nothing is restricted, and another port does
  /// where the usual one is taken.
  init?(_ context: WorkerContext, stages: [Stage], isDemo: Bool = false) {
    let settings = context.settings
    guard settings.consoleEnabled, let address = ListenAddress(settings.consoleListen) else {
      return nil
    }
    let view = LiveView()
    let desk = ConsoleDesk(
      figures: context.figures, stages: stages,
      identity: ConsoleDesk.Identity(
        version: Vigie.number, theatre: context.theatre.name,
        started: Int64(Date().timeIntervalSince1970)),
      view: view,
      theatre: TheatreDocument(
        context.theatre, boundaryFiles: Self.boundaryFiles(settings.theatre)),
      openAPI: OpenAPIDocument(schemas: Self.outboundSchemas(settings.schemas)), isOpen: isDemo)
    follower = TopicFollower(
      kafka: context.kafka, names: context.names, view: view, stop: stop, log: context.log)
    server = ConsoleServer(desk: desk, token: settings.consoleToken, log: context.log)
    let (log, listening) = (context.log, listening)
    server.start(on: address, elsewhere: isDemo) { address in
      log.info("console", metadata: ["page": "\(address.page)"])
      listening.tell(address)
    }
    follower.start()
  }

  /// The page's address, once it is served; nil where it is not within two seconds.
  var page: String? { listening.wait(seconds: 2)?.page }

  func end() {
    stop.raise()
    server.stop()
    follower.wait()
  }

  private static func outboundSchemas(_ folder: String) -> [[UInt8]] {
    ["incident", "alert", "watch"].compactMap { name in
      FileManager.default.contents(atPath: "\(folder)/outbound/\(name)/1/schema.json").map {
        Array($0)
      }
    }
  }

  /// The pack's own, in the order of their names.
  private static func boundaryFiles(_ pack: String) -> [[UInt8]] {
    let folder = URL(filePath: pack).appending(path: "boundaries")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
    return names.filter { $0.hasSuffix(".geojson") }.sorted().compactMap { name in
      FileManager.default.contents(atPath: folder.appending(path: name).path()).map { Array($0) }
    }
  }
}

/// Where the server listens, told by its thread to the one that waits.
private final class Listening: Sendable {
  private let address = Mutex<ListenAddress?>(nil)
  private let told = DispatchSemaphore(value: 0)

  func tell(_ address: ListenAddress) {
    self.address.withLock { $0 = address }
    told.signal()
  }

  func wait(seconds: Double) -> ListenAddress? {
    _ = told.wait(timeout: .now() + seconds)
    return address.withLock { $0 }
  }
}
