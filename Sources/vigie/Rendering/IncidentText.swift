import Model

/// An incident as a person reads it: three lines at most, 80 columns.
struct IncidentText {
  let incident: Incident

  /// `29 Jun 2018  Sévaré, Mopti · suicide bomb on base, headquarters`, then numbers, actors and
  /// how
  /// many say so. Brief leaves out why this version exists.
  func lines(columns: Int, isFull: Bool = true) -> [String] {
    let mark =
      switch incident.change {
      case .created: Terminal.styled("● incident", .cyan)
      case .retracted: Terminal.styled("○ retracted", .dim)
      case .merged: Terminal.styled("○ merged", .dim)
      case .updated, .revised: Terminal.styled("● update", .cyan)
      }
    // An id that ended has nothing left to say of time and place.
    let title = wrapped(
      incident.reportsTotal == 0 ? incident.idText : heading, indent: 11, columns: columns
    ).split(separator: "\n")
    var lines = title.enumerated().map { index, line in
      (index == 0 ? mark + " " : "") + Terminal.styled(String(line), .bold)
    }
    func add(_ text: String, _ style: Terminal.Style? = nil) {
      let text = wrapped(text, indent: 4, columns: columns)
      lines.append("    " + (style.map { Terminal.styled(text, $0) } ?? text))
    }
    if incident.change == .retracted || incident.change == .merged {
      add("\(incident.reason.sentence)")
      if incident.mergedInto != .zero { add("now i-\(incident.mergedInto)", .dim) }
      return lines
    }
    let facts = [tolls, actors].filter { !$0.isEmpty }.joined(separator: " · ")
    if isFull {
      if !facts.isEmpty { add(facts) }
      add(standing, .dim)
    } else {
      add(facts.isEmpty ? count : "\(facts) · \(count)", facts.isEmpty ? .dim : nil)
    }
    return lines
  }

  private var heading: String {
    let what = subject
    return "\(dayText(incident.occurred))  \(placeText) · \(what)"
  }

  private var subject: String {
    let event =
      incident.kind == .security
      ? incident.subEvent == .unknown ? "security" : words(incident.subEvent.name)
      : words(incident.kind.name)
    var targets: [String] = []
    incident.targets.forEach { targets.append(words($0.name)) }
    guard !targets.isEmpty else { return event }
    return event + " on " + targets.prefix(3).joined(separator: ", ")
  }

  private var placeText: String {
    let name = incident.string(incident.place.name)
    let written = incident.string(incident.place.written)
    let best = printable(name.isEmpty ? written : name)
    let unit = printable(incident.string(incident.place.admin1))
    let place = best.isEmpty ? "place not given" : best
    return unit.isEmpty || best.contains(unit) ? place : "\(place), \(unit)"
  }

  private var tolls: String {
    Harm.every.compactMap { harm -> String? in
      let cells = incident.tolls.filter { $0.harm == harm }
      guard !cells.isEmpty else { return nil }
      let parts = cells.map { cell in
        let range = cell.range
        let spread = range.low == range.high ? "" : " (\(range.low)–\(range.high))"
        let party = cell.party == .all ? "" : " \(words(cell.party.name))"
        return "\(range.best)\(spread)\(party)"
      }
      return "\(harm.name) \(parts.joined(separator: ", "))"
    }.joined(separator: " · ")
  }

  private var actors: String {
    incident.actors.filter { $0.role == .perpetrator }.prefix(3).map { actor in
      let id = incident.string(actor.id)
      let name = id.isEmpty ? printable(incident.string(actor.written)) : id
      return "\(name) \(actor.percent)%"
    }.joined(separator: ", ")
  }

  private var count: String {
    let reports = "\(incident.reportsTotal) report\(incident.reportsTotal == 1 ? "" : "s")"
    let origins = "\(incident.corroboration) origin\(incident.corroboration == 1 ? "" : "s")"
    return "\(reports), \(origins)"
  }

  private var standing: String {
    let version = incident.version > 1 ? " · version \(incident.version)" : ""
    let why = incident.change == .created ? "" : " · \(incident.reason.sentence)"
    return "\(count) · \(incident.status.name)\(version)\(why)"
  }
}

/// `snake_case` as words.
func words(_ name: StaticString) -> String { "\(name)".replacing("_", with: " ") }

private let months = [
  "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
]

/// A span as people write it: a day, two days, a month.
func dayText(_ span: TimeSpan) -> String {
  let (first, last) = (span.earliest.civil, span.latest.civil)
  let month = months[first.month - 1]
  if span.precision.rawValue >= TimePrecision.month.rawValue { return "\(month) \(first.year)" }
  if first == last { return "\(first.day) \(month) \(first.year)" }
  if (first.year, first.month) == (last.year, last.month) {
    return "\(first.day)–\(last.day) \(month) \(first.year)"
  }
  return "\(first.day) \(month)–\(last.day) \(months[last.month - 1]) \(last.year)"
}

/// A point in time to the minute, in UTC.
func minuteText(_ instant: Instant) -> String {
  let text = instant.description
  return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5))"
}
