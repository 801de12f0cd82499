internal import Model

/// `clock/1`: a sector's writer tells its own log that time passed.
///
/// It stands in `reports.accepted` between the reports, so that everything that time brings about
/// follows from the log. Its time is the worker's own clock's: a report's, set wrong, would move
/// log time for good. Whoever reads that topic for reports passes it over by its type.
struct ClockRecord {
  let time: Instant

  /// Log time so far behind belongs to a history that is being played: today's clock would make
  /// every report of it old.
  static let historySeconds: Int64 = 366 * Instant.secondsPerDay

  var value: [UInt8] { Array(#"{"schema":"clock/1","time":"\#(time)"}"#.utf8) }

  static let key: [UInt8] = Array("clock".utf8)

  func forEachHeader(_ body: (StaticString, UnsafeRawBufferPointer) -> Void) {
    func constant(_ name: StaticString, _ value: StaticString) {
      body(name, UnsafeRawBufferPointer(start: value.utf8Start, count: value.utf8CodeUnitCount))
    }
    let text = Array("\(time)".utf8)
    let id = Array("clock.\(time)".utf8)
    constant("ce_specversion", "1.0")
    id.withUnsafeBytes { body("ce_id", $0) }
    constant("ce_source", "/vigie/assessment")
    constant("ce_type", "org.vigie.clock.v1")
    text.withUnsafeBytes { body("ce_time", $0) }
    constant("ce_dataschema", "urn:vigie:schema:clock:1")
    constant("content-type", "application/json")
  }
}

/// When a sector's next clock record is due.
struct ClockPace {
  private let pace: Int64
  private var last: Int64 = .min

  /// `pace` in seconds; 0 is never.
  init(pace: Int) { self.pace = Int64(pace) }

  /// Whether a record is due now. Log time of 1950 means that nothing was assessed yet.
  mutating func isDue(at now: Instant, logTime: Instant) -> Bool {
    guard pace > 0, now > logTime,
      now.seconds - logTime.seconds < ClockRecord.historySeconds
    else { return false }
    guard last == .min || now.seconds < last || now.seconds - last >= pace else { return false }
    last = now.seconds
    return true
  }
}
