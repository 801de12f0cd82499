public import Worker

/// Answers questions from what the process knows. A server stands in front of it, or a test.
///
/// Sendable: figures and view have their own locks, and every question looks once.
public struct ConsoleDesk: Sendable {
  let figures: Figures
  /// Of this process: those that are to run.
  let stages: [Stage]
  let identity: Identity
  package let view: LiveView
  let theatre: TheatreDocument
  let openAPI: OpenAPIDocument
  /// Whether everybody sees everything: in the demo, whose people are invented.
  let isOpen: Bool

  /// What this process is.
  public struct Identity: Sendable {
    public var version: String
    public var theatre: String
    /// When it began, in seconds since 1970.
    public var started: Int64
    let begun = ContinuousClock.now

    public init(version: String, theatre: String, started: Int64) {
      self.version = version
      self.theatre = theatre
      self.started = started
    }
  }

  public init(
    figures: Figures, stages: [Stage], identity: Identity, view: LiveView,
    theatre: TheatreDocument, openAPI: OpenAPIDocument, isOpen: Bool = false
  ) {
    self.figures = figures
    self.stages = stages
    self.identity = identity
    self.view = view
    self.theatre = theatre
    self.openAPI = openAPI
    self.isOpen = isOpen
  }

  public func answer(_ question: Question) -> Answer {
    guard question.method != .other else {
      var answer = Answer.problem(
        405, "Method not allowed", "The console only reads: GET and HEAD.")
      answer.allow = "GET, HEAD"
      return answer
    }
    var question = question
    question.isTrusted = question.isTrusted || isOpen
    switch question.path {
    case "/livez": return health(.live)
    case "/readyz": return health(.ready)
    case "/metrics": return metrics()
    default: break
    }
    if let file = PageFile.named(question.path) { return file }
    guard question.path.hasPrefix(Self.root) else { return Self.nothing }
    if isRefused(question) { return Self.refusal }
    return api(question.path.dropFirst(Self.root.count).split(separator: "/"), question)
  }

  /// A wrong token is told, so that nobody believes he sees everything.
  package func isRefused(_ question: Question) -> Bool { question.isRefused && !isOpen }

  package static let refusal = Answer.problem(
    401, "Wrong token",
    "This is not the token of console.token; without one you see what is public.")

  static let root = "/api/v1/"
  private static let nothing = Answer.problem(
    404, "Not found", "There is nothing at this address; /api/v1/openapi.json lists what there is.")

  private func api(_ path: [Substring], _ question: Question) -> Answer {
    let (first, second) = (path.first ?? "", path.count > 1 ? String(path[1]) : nil)
    if let id = second { return path.count == 2 ? one(first, id, question) : Self.nothing }
    switch first {
    case "incidents":
      return view.look {
        var lists = Lists($0, question); return lists.incidents()
      }
    case "alerts":
      return view.look {
        var lists = Lists($0, question); return lists.alerts()
      }
    case "watch":
      return view.look {
        var lists = Lists($0, question); return lists.watch()
      }
    case "reports":
      return view.look {
        var lists = Lists($0, question); return lists.reports()
      }
    case "rejections":
      return view.look {
        var lists = Lists($0, question); return lists.rejections()
      }
    case "theatre": return Answer(body: theatre.document)
    case "figures": return Answer(body: figuresDocument)
    case "openapi.json": return Answer(body: openAPI.bytes)
    default: return Self.nothing
    }
  }

  private func one(_ list: Substring, _ id: String, _ question: Question) -> Answer {
    let isTrusted = question.isTrusted
    let document: [UInt8]? = view.look { view in
      switch list {
      case "incidents": view.incidents[id].map { Lists.document($0, isTrusted) }
      case "alerts":
        view.alerts[id].flatMap { isTrusted || !$0.isRestricted ? $0.document : nil }
      case "reports": view.reports[id].map { Lists.document($0, isTrusted) }
      default: nil
      }
    }
    if list == "theatre", id == "boundaries" {
      return Answer(mediaType: MediaType.geoJSON, body: theatre.boundaries)
    }
    guard let document else { return Self.nothing }
    return Answer(body: document)
  }

  private func health(_ question: Health.Question) -> Answer {
    let health = look().health
    let isWell = question == .ready ? health.isReady : health.isAlive
    return Answer(status: isWell ? 200 : 503, body: health.document(of: question))
  }

  /// Everything about this process at one moment.
  private func look() -> Moment {
    let kafka = figures.clients.mapValues { KafkaStatistics($0) }
    let conditions = figures.stages
    let now = ContinuousClock.now
    let lag = kafka.compactMapValues(\.lag)
    return Moment(
      kafka: kafka, conditions: conditions, lag: lag, now: now,
      health: Health(of: stages, conditions: conditions, lag: lag, at: now))
  }

  private struct Moment {
    let kafka: [Stage: KafkaStatistics]
    let conditions: [Stage: Figures.Condition]
    let lag: [Stage: Int64]
    let now: ContinuousClock.Instant
    let health: Health
  }

  private func metrics() -> Answer {
    let moment = look()
    let alerts = view.status.isComplete ? view.look(\.alertsActive) : nil
    let page = MetricsPage(
      version: identity.version, theatre: identity.theatre, started: identity.started,
      isReady: moment.health.isReady, counts: figures.now, conditions: moment.conditions,
      delays: figures.delays, kafka: moment.kafka, alertsActive: alerts, now: moment.now)
    return Answer(mediaType: MetricsText.mediaType, body: Array(page.text.utf8))
  }

  var figuresDocument: [UInt8] {
    let moment = look()
    let uptime = identity.begun.duration(to: moment.now).components
    return FiguresDocument(
      stages: stages, counts: figures.now, conditions: moment.conditions, delays: figures.delays,
      lag: moment.lag, health: moment.health, status: view.status,
      sequence: view.look(\.sequence),
      uptime: uptime.seconds * 1000 + uptime.attoseconds / 1_000_000_000_000_000
    ).bytes
  }
}
