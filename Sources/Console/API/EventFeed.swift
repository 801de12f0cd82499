/// What one listener to `/api/v1/events` is told, piece by piece: server-sent events, WHATWG HTML
/// 9.2. Each has the view's sequence number as its id; who comes back with it misses nothing, or is
/// told `reset` when what he missed is forgotten.
public struct EventFeed: Sendable {
  private let desk: ConsoleDesk
  private let isTrusted: Bool
  /// What was told last.
  private var sequence: UInt64
  private var nextFigures = ContinuousClock.now
  private var hasBegun = false

  /// Figures, and so a sign of life, come this often.
  public static let beat = Duration.seconds(2)
  /// Changes in one piece: a browser gets them in chunks, and a slow one is waited for.
  static let changesMax = 500
  /// No change is added to a piece of so many bytes.
  private static let pieceMax = 64 << 10

  /// `after` is the last number that the listener has seen; nil begins with what comes next.
  public init(_ desk: ConsoleDesk, isTrusted: Bool, after: UInt64?) {
    self.desk = desk
    self.isTrusted = isTrusted || desk.isOpen
    sequence = after ?? desk.view.look(\.sequence)
  }

  /// The next piece, nil when there is nothing to tell before the next wake.
  public mutating func next() -> [UInt8]? {
    var piece: [UInt8] = []
    if !hasBegun {
      hasBegun = true
      piece += "retry: 2000\n\n".utf8
    }
    catchUp(&piece)
    if nextFigures <= .now {
      nextFigures = .now + Self.beat - .milliseconds(100)
      Self.write("figures", id: nil, desk.figuresDocument, &piece)
    }
    return piece.isEmpty ? nil : piece
  }

  private mutating func catchUp(_ piece: inout [UInt8]) {
    while piece.count < Self.pieceMax {
      guard let changes = desk.view.changes(after: sequence, max: Self.changesMax) else {
        sequence = desk.view.look(\.sequence)
        return Self.write("reset", id: sequence, Array("{}".utf8), &piece)
      }
      guard let last = changes.last else { return }
      for change in changes {
        guard let data = isTrusted ? change.trusted : change.open else { continue }
        Self.write(change.name.rawValue, id: change.sequence, data, &piece)
      }
      sequence = last.sequence
    }
  }

  /// A document has no line break: ours are written without, and JSON's strings escape them.
  private static func write(
    _ name: String, id: UInt64?, _ data: [UInt8], _ piece: inout [UInt8]
  ) {
    if let id { piece += "id: \(id)\n".utf8 }
    piece += "event: \(name)\ndata: ".utf8
    piece += data
    piece += "\n\n".utf8
  }
}
