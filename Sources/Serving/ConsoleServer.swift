public import Console
internal import Foundation
internal import Hummingbird
internal import HummingbirdCore
public import Logging
internal import NIOCore
internal import ServiceLifecycle
internal import Synchronization

/// The console on the network: Hummingbird around a desk.
///
/// It has threads of its own and touches no loop. Should the address be taken it says so, and the
/// daemon goes on without it: warnings are worth more than the page that shows them.
public final class ConsoleServer: Sendable {
  private let responder: ConsoleResponder
  private let log: Logger
  private let state = Mutex(State())
  private let threads = ServerThreads()
  private let ended = DispatchSemaphore(value: 0)

  private struct State {
    var task: Task<Void, Never>?
    /// What is stopped; nil while nothing listens.
    var group: ServiceGroup?
    var isStopped = false
  }

  /// `token` allows what is restricted; empty allows it to nobody.
  public init(desk: ConsoleDesk, token: String, log: Logger) {
    responder = ConsoleResponder(desk: desk, token: Array(token.utf8))
    self.log = log
  }

  /// Begins to listen, in the background. `onListening` is told the address, once. Where the
  /// address is taken and `elsewhere` is true, any free port will do.
  public func start(
    on address: ListenAddress, elsewhere: Bool = false,
    onListening: @escaping @Sendable (ListenAddress) -> Void = { _ in }
  ) {
    state.withLock { state in
      state.task = Task.detached(executorPreference: threads) { [self] in
        await withDiscardingTaskGroup { group in
          group.addTask { [view = responder.desk.view] in await Self.beat(view) }
          await serve(address, elsewhere, onListening)
          group.cancelAll()
        }
        ended.signal()
      }
    }
  }

  /// Takes no more connections, ends the streams, lets answers be finished, and returns when that
  /// is done, or after `stopSeconds`: a reader that does not read is left.
  public func stop() {
    let (task, group) = state.withLock { state in
      state.isStopped = true
      return (state.task.take(), state.group)
    }
    guard let task else { return }
    responder.desk.view.end()
    // Between two tries to listen there is only a sleep to end.
    if group == nil { task.cancel() }
    Task.detached(executorPreference: threads) { await group?.triggerGracefulShutdown() }
    _ = ended.wait(timeout: .now() + .seconds(Self.stopSeconds + 2))
  }

  /// A sign of life for everybody who listens.
  private static func beat(_ view: LiveView) async {
    while !Task.isCancelled {
      try? await Task.sleep(for: EventFeed.beat)
      view.wake()
    }
  }

  private func serve(
    _ address: ListenAddress, _ elsewhere: Bool,
    _ onListening: @escaping @Sendable (ListenAddress) -> Void
  ) async {
    var address = address
    var hasSaid = false
    while let group = next(at: address, onListening) {
      do {
        try await group.run()
        return
      } catch {
        let isStopped = state.withLock { state in
          state.group = nil
          return state.isStopped
        }
        guard !isStopped else { return }
        if elsewhere, address.port != 0 {
          address.port = 0
          continue
        }
        if !hasSaid { sayUnavailable(address, error) }
        hasSaid = true
        try? await Task.sleep(for: .seconds(10))
      }
    }
  }

  /// A try to listen; nil when there is to be none.
  private func next(
    at address: ListenAddress, _ onListening: @escaping @Sendable (ListenAddress) -> Void
  ) -> ServiceGroup? {
    var quiet = log
    quiet.logLevel = max(log.logLevel, .critical)
    let application = Application(
      responder: responder,
      server: .http1(configuration: .init(idleTimeout: .seconds(Self.idleSeconds))),
      configuration: ApplicationConfiguration(
        address: .hostname(address.host, port: address.port),
        availableConnectionsDelegate: MaximumAvailableConnections(Self.connectionsMax)),
      onServerRunning: { channel in
        onListening(ListenAddress(host: address.host, port: channel.localAddress?.port ?? 0))
      }, logger: quiet)
    var configuration = ServiceGroupConfiguration(services: [application], logger: quiet)
    configuration.maximumGracefulShutdownDuration = .seconds(Self.stopSeconds)
    let group = ServiceGroup(configuration: configuration)
    return state.withLock { state in
      guard !state.isStopped else { return nil }
      state.group = group
      return group
    }
  }

  private func sayUnavailable(_ address: ListenAddress, _ error: any Error) {
    log.error(
      """
      console_unavailable: \(address) cannot be listened on: \(error). Set console.listen to \
      another address, or end who has it. Tries again by itself
      """)
  }

  /// A connection that says nothing for so long is closed; the stream says something every two.
  private static var idleSeconds: Int64 { 60 }
  /// More wait until one ends: pages are few, and each costs memory.
  private static var connectionsMax: Int { 512 }
  private static var stopSeconds: Int { 3 }
}
