public import Model

/// Makes CAP 1.2 messages of alerts, and holds each against the standard before it goes out.
///
/// A version that lapsed makes none: its predecessor's `expires` said so, and a `Cancel` would be
/// read as an all-clear. One that is held back cancels what was sent, and says which alert speaks
/// for it.
public struct CAPPublisher: Sendable {
  private let sender: String
  private let senderName: String
  private let web: String
  private let exercise: String
  private let shape: Shape?

  /// How a whole unit is drawn at a moment: polygons and geocodes; nil leaves the circle.
  public typealias Shape = @Sendable (AlertArea, Instant) -> CAPArea?

  /// What became of an alert.
  public enum Outcome: Sendable {
    case message(CAPMessage)
    /// Nothing is to be said in CAP: see above.
    case none
    /// Receivers would reject it: published as JSON alone, and counted.
    case faulty([CAPFault])
  }

  /// `web` and `exercise` may be empty: no address, and an actual alert.
  public init(
    sender: String, senderName: String, web: String = "", exercise: String = "",
    shape: Shape? = nil
  ) {
    self.sender = sender
    self.senderName = senderName
    self.web = web
    self.exercise = exercise
    self.shape = shape
  }

  public func publish(_ alert: Alert) -> Outcome {
    guard let message = message(alert) else { return .none }
    let faults = message.faults().filter { !$0.rule.isAdvice }
    return faults.isEmpty ? .message(message) : .faulty(faults)
  }

  private func message(_ alert: Alert) -> CAPMessage? {
    // All that still hold: what an update does not name would stand beside it.
    let earlier = alert.supersedes.filter {
      $0.sent < alert.updated && alert.updated.seconds - $0.sent.seconds < Instant.secondsPerDay
    }
    let type: CAPMessage.MessageType
    switch alert.state {
    case .firing, .updated: type = earlier.isEmpty ? .alert : .update
    case .cancelled, .suppressed:
      guard !earlier.isEmpty else { return nil }
      type = .cancel
    case .expired, .pending: return nil
    }
    var message = CAPMessage(
      identifier: Self.identifier(alert, alert.version), sender: sender, sent: alert.updated,
      type: type, scope: alert.scope == .everybody ? .public : .restricted)
    if alert.scope != .everybody {
      message.restriction = alert.texts.map(\.audience).joined(separator: " / ")
    }
    if !exercise.isEmpty {
      message.status = .exercise
      message.note = exercise
    }
    if alert.inhibitedBy != .zero {
      let speaks = "a-\(alert.inhibitedBy) tells of the same and goes on."
      message.note = [message.note, speaks].compactMap { $0 }.joined(separator: " · ")
    }
    message.references = earlier.map {
      CAPReference(sender: sender, identifier: Self.identifier(alert, $0.version), sent: $0.sent)
    }
    message.incidents = alert.incidents.map { "i-\($0)" }
    message.infos = alert.texts.map { info(alert, $0) }
    return message
  }

  /// An alert's id and version: unique, and the same however often it is made.
  public static func identifier(_ alert: Alert, _ version: Int32) -> String {
    "\(alert.idText).\(version)"
  }

  private func info(_ alert: Alert, _ words: AlertWords) -> CAPInfo {
    var categories: [CAPInfo.Category] = []
    alert.categories.forEach { categories.append(Self.category($0)) }
    var info = CAPInfo(
      language: words.language, categories: categories.isEmpty ? [.security] : categories,
      event: words.event, urgency: Self.urgency(alert.urgency),
      severity: Self.severity(alert.severity), certainty: Self.certainty(alert.certainty))
    alert.responses.forEach { info.responses.append(Self.response($0)) }
    info.audience = words.audience.isEmpty ? nil : words.audience
    info.eventCodes = [CAPNamedValue("vigie:rule", alert.rule.id)]
    info.effective = alert.updated
    info.expires =
      alert.expires > alert.updated ? alert.expires : alert.updated.advanced(by: 3_600)
    info.senderName = senderName
    info.headline = headline(alert, words)
    info.description =
      words.why.isEmpty ? words.description : "\(words.description)\n\n\(words.why)"
    info.instruction = words.instruction.isEmpty ? nil : words.instruction
    info.web = web.isEmpty ? nil : web
    info.parameters =
      [CAPNamedValue("vigie:rule-version", "\(alert.rule.version)")]
      + alert.numbers.map {
        CAPNamedValue("vigie:\($0.name)", "\($0.value), threshold \($0.threshold)")
      }
    info.areas = alert.areas.map { area($0, words.language, alert.updated) }
    return info
  }

  /// A cancellation says so in its first word: a screen may show nothing else.
  private func headline(_ alert: Alert, _ words: AlertWords) -> String {
    guard !alert.state.isLive else { return words.headline }
    let said = (words.language == "fr" ? "Annulé : " : "Cancelled: ") + words.headline
    return said.unicodeScalars.count <= Self.headlineMax
      ? said : String(said.unicodeScalars.prefix(Self.headlineMax - 1)) + "…"
  }

  /// What `faults()` and receivers take.
  private static let headlineMax = 140

  private func area(
    _ area: AlertArea, _ language: String, _ moment: Instant
  ) -> CAPArea {
    let unnamed = language == "fr" ? "lieu non précisé" : "unspecified place"
    var made = CAPArea(area.name.isEmpty ? unnamed : area.name)
    if area.isUnit, let drawn = shape?(area, moment), !drawn.polygons.isEmpty {
      var whole = made
      whole.polygons = drawn.polygons
      whole.geocodes = drawn.geocodes
      var found = CAPFaults()
      whole.check("", &found)
      // What cannot be drawn well is a circle.
      if found.all.isEmpty { return whole }
      made.geocodes = drawn.geocodes
    }
    if let center = area.coordinates {
      made.circles = [CAPCircle(center: center, radius: Int(max(area.radius, 1_000)))]
    }
    return made
  }

  private static func category(_ category: AlertCategory) -> CAPInfo.Category {
    switch category {
    case .security: .security
    case .transport: .transport
    case .infrastructure: .infra
    case .health: .health
    case .rescue: .rescue
    case .safety: .safety
    case .other: .other
    }
  }

  private static func response(_ response: AlertResponse) -> CAPInfo.Response {
    switch response {
    case .shelter: .shelter
    case .evacuate: .evacuate
    case .prepare: .prepare
    case .execute: .execute
    case .avoid: .avoid
    case .monitor: .monitor
    case .assess: .assess
    case .none: .nothing
    }
  }

  private static func urgency(_ urgency: AlertUrgency) -> CAPInfo.Urgency {
    switch urgency {
    case .immediate: .immediate
    case .expected: .expected
    case .future: .future
    case .past: .past
    case .unknown: .unknown
    }
  }

  private static func severity(_ severity: AlertSeverity) -> CAPInfo.Severity {
    switch severity {
    case .extreme: .extreme
    case .severe: .severe
    case .moderate: .moderate
    case .minor: .minor
    case .unknown: .unknown
    }
  }

  private static func certainty(_ certainty: AlertCertainty) -> CAPInfo.Certainty {
    switch certainty {
    case .observed: .observed
    case .likely: .likely
    case .possible: .possible
    case .unlikely: .unlikely
    case .unknown: .unknown
    }
  }
}
