import Kafka

/// One process's connection to the cluster: its faults, its pauses, its death.
public final class SimulatedClient {
  let cluster: SimulatedCluster
  public var faults = SimulatedFaults()
  public var canary: Canary?
  /// The process is stopped until then (SIGSTOP, a long pause): no heartbeats, no calls.
  public var stoppedUntil: Int64 = 0
  /// It waits by itself until then, heartbeats going on.
  public private(set) var restsUntil: Int64 = 0
  public private(set) var isDead = false
  /// Faults drawn so far, for the transcript.
  public private(set) var faultsDrawn = 0
  public private(set) var lastFault = ""

  public init(_ cluster: SimulatedCluster) { self.cluster = cluster }

  /// Whether its threads run.
  public var isRunning: Bool { !isDead && cluster.now >= stoppedUntil }

  public func die() { isDead = true }

  func rest(_ milliseconds: Int) { restsUntil = cluster.now + Int64(milliseconds) }

  /// Every call passes here, so that it can go wrong.
  func call<Result>(
    _ call: SimulatedFaults.Call, _ body: () throws(KafkaFailure) -> Result
  ) throws(KafkaFailure) -> Result {
    guard !isDead else { throw dead(call) }
    guard let fault = faults.draw(call, &cluster.random) else { return try body() }
    faultsDrawn += 1
    lastFault = "\(call.rawValue):\(fault)"
    switch fault {
    case .crashBefore:
      die()
      throw dead(call)
    case .crashAfter:
      _ = try body()
      die()
      throw dead(call)
    case .lostRequest:
      throw SimulatedCluster.failure(.timedOut, .stop, call.rawValue)
    case .lostAnswer:
      _ = try body()
      throw SimulatedCluster.failure(.timedOut, .stop, call.rawValue)
    case .abortable:
      throw SimulatedCluster.failure(.queueFull, .abort, call.rawValue)
    case .slow(let milliseconds):
      // Longer than a session: the whole process stood still.
      if milliseconds > cluster.sessionTimeout { stoppedUntil = cluster.now + milliseconds }
      var left = milliseconds
      while left > 0 {
        cluster.advance(by: min(left, 1000))
        left -= 1000
      }
      return try body()
    }
  }

  private func dead(_ call: SimulatedFaults.Call) -> KafkaFailure {
    SimulatedCluster.failure(.fatal, .stop, "\(call.rawValue) of a dead process")
  }
}
