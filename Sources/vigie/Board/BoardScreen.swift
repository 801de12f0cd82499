import Foundation
import JSON
import Kafka
import Model
import Worker

/// The board on a terminal: a screen of its own, drawn anew when something changed, gone without a
/// trace at the end.
///
/// Keys: arrows and page keys scroll, `b` is the bell, `q` ends it. The clock goes on and the
/// connection is asked for, so that a dead screen cannot be taken for a quiet night.
final class BoardScreen {
  private var board: AlertBoard
  private var link = AlertBoard.Link.reading
  private var scroll = 0
  private var wantsBell = true
  private var drawn: [String] = []
  private let parser = Parser(limits: Limits(bytesMax: 64 << 20, depthMax: 64))
  private var nextQuestion = ContinuousClock.now
  private let stop: StopFlag
  private var before = termios()

  init(language: String, source: String, stop: StopFlag) {
    board = AlertBoard(language: language, source: source)
    self.stop = stop
  }

  /// Follows the topic until told to end; the terminal is as it was afterwards.
  func follow(_ subscription: Subscription) throws(KafkaFailure) {
    begin()
    defer { end() }
    subscription.onTurn = { [self] reader, happenings, isAtEnd in
      turn(reader, happenings, isAtEnd)
    }
    try subscription.follow(stop: stop, once: false) { [self] _, _, value in take(value) }
  }

  private var now: Instant { Instant(seconds: Int64(Date().timeIntervalSince1970)) }

  private func take(_ value: UnsafeRawBufferPointer?) {
    guard let value else { return }
    withExtendedLifetime(parser) {
      guard let root = try? parser.parse(value).root, let alert = try? Alert(reading: root) else {
        board.takeUnreadable()
        return
      }
      let rings = board.take(alert, at: now, isHistory: link == .reading)
      if rings, wantsBell { Terminal.write("\u{07}", to: 1) }
    }
  }

  private func turn(_ reader: Consumer, _ happenings: [Happening], _ isAtEnd: Bool) {
    if isAtEnd, link == .reading { link = .connected }
    for happening in happenings {
      guard case .failed(let failure) = happening else { continue }
      let isAway = failure.code == .allBrokersDown || failure.code == .transport
      if isAway, link == .connected { link = .silent(since: now) }
    }
    ask(reader)
    keys()
    draw()
  }

  /// Whether a broker answers: now and then, and soon again while none does.
  private func ask(_ reader: Consumer) {
    guard link != .reading, ContinuousClock.now >= nextQuestion else { return }
    do throws(KafkaFailure) {
      _ = try reader.metadata(timeout: .seconds(1))
      link = .connected
    } catch {
      if case .silent = link {} else { link = .silent(since: now) }
    }
    nextQuestion = ContinuousClock.now.advanced(by: .seconds(link == .connected ? 10 : 3))
  }

  private func keys() {
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = read(0, &bytes, bytes.count)
    guard count > 0 else { return }
    let page = max(1, Terminal.rows - 6)
    switch String(decoding: bytes[..<count], as: UTF8.self) {
    case "q", "Q": stop.raise()
    case "b", "B": wantsBell.toggle()
    case "\u{1b}[A", "k": scroll -= 1
    case "\u{1b}[B", "j": scroll += 1
    case "\u{1b}[5~": scroll -= page
    case "\u{1b}[6~", " ": scroll += page
    case "g": scroll = 0
    default: break
    }
  }

  private func draw() {
    let (columns, rows) = (Terminal.columns, Terminal.rows)
    let head = board.head(columns: columns, now: now, link: link)
    let body = board.body(columns: columns, now: now)
    let room = max(1, rows - head.count - 1)
    scroll = max(0, min(scroll, body.count - room))
    let shown = body.dropFirst(scroll).prefix(room)
    let more = body.count - scroll - shown.count
    let bell = wantsBell ? "b bell is on" : "b bell is off"
    let foot = AlertBoard.spread(
      "q quit · ↑↓ scroll · \(bell)", more > 0 ? "\(more) more lines ↓" : "", columns)
    var lines = (head + shown).map { line in
      line.style.map { Terminal.styled(line.text, $0) } ?? line.text
    }
    while lines.count < rows - 1 { lines.append("") }
    lines.append(Terminal.styled(foot, .dim))
    guard lines != drawn else { return }
    drawn = lines
    // Each line is cleared behind itself, so nothing flickers.
    let text = lines.map { $0 + "\u{1b}[K" }.joined(separator: "\r\n")
    Terminal.write("\u{1b}[H" + text + "\u{1b}[J", to: 1)
  }

  private func begin() {
    tcgetattr(0, &before)
    var raw = before
    raw.c_lflag &= ~tcflag_t(ECHO | ICANON)
    withUnsafeMutableBytes(of: &raw.c_cc) { bytes in
      bytes[Int(VMIN)] = 0
      bytes[Int(VTIME)] = 0
    }
    tcsetattr(0, TCSANOW, &raw)
    Terminal.write("\u{1b}[?1049h\u{1b}[?25l", to: 1)
  }

  private func end() {
    Terminal.write("\u{1b}[?25h\u{1b}[?1049l", to: 1)
    tcsetattr(0, TCSANOW, &before)
  }
}
