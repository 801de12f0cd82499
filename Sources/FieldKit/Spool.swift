public import Model

/// Reports that wait for a connection, on disk: first in, first out.
///
/// One file a report in `waiting`, numbered; what was sent leaves a mark in `sent`, without the
/// report itself; a file that is not whole goes to `damaged` and is told. A report is in the spool
/// once `add` returned, whatever happens to the power. A process that dies between the broker's
/// answer and the mark sends the same bytes again next time: the service counts that as a replay.
/// One process at a time.
public final class Spool {
  public let directory: String
  public let recordsMax: Int
  public let bytesMax: Int
  /// Marks kept, the newest: what was published before these is not recognised any more.
  public static let marksMax = 10_000

  private var lock: Int32?
  /// File names, oldest first.
  public private(set) var waiting: [String] = []
  private var bytes = 0
  private var sent: [String] = []
  private var next = 1
  /// Files set aside because they were not whole.
  public private(set) var damaged: [String] = []

  private var waitingPath: String { directory + "/waiting" }
  private var sentPath: String { directory + "/sent" }
  private var damagedPath: String { directory + "/damaged" }

  public init(directory: String, recordsMax: Int, bytesMax: Int) throws(SpoolFault) {
    self.directory = directory
    self.recordsMax = recordsMax
    self.bytesMax = bytesMax
    for folder in [directory + "/waiting", directory + "/sent", directory + "/damaged"] {
      try DurableFile.makeDirectory(folder)
    }
    guard let lock = try DurableFile.lock(directory + "/lock") else {
      throw .busy(directory)
    }
    self.lock = lock
    sent = try DurableFile.names(in: sentPath)
    let marks = Set(sent)
    for name in try DurableFile.names(in: waitingPath) {
      if marks.contains(name) {
        // It was sent and marked; only its removal did not come about.
        try DurableFile.remove(name, in: waitingPath)
      } else {
        waiting.append(name)
        bytes += DurableFile.size("\(waitingPath)/\(name)")
      }
    }
    next = (waiting + sent).compactMap(Self.number).max().map { $0 + 1 } ?? 1
  }

  deinit {
    if let lock { DurableFile.unlock(lock) }
  }

  /// What became of a record that was given.
  public enum Added: Equatable, Sendable {
    case queued
    /// The same document waits already.
    case waiting
    /// The same document was sent.
    case sent
  }

  public func add(_ record: SpoolRecord) throws(SpoolFault) -> Added {
    let digest = "\(record.digest)"
    if waiting.contains(where: { $0.hasSuffix(digest) }) { return .waiting }
    if sent.contains(where: { $0.hasSuffix(digest) }) { return .sent }
    let file = record.file(isMark: false)
    guard waiting.count < recordsMax, bytes + file.count <= bytesMax else {
      throw .full(records: waiting.count, bytes: bytes)
    }
    let name = Self.name(next, digest)
    try DurableFile.write(file, to: name, in: waitingPath)
    next += 1
    waiting.append(name)
    bytes += file.count
    return .queued
  }

  /// A record that waits; nil when its file is not whole, which sets it aside.
  public func read(_ name: String) throws(SpoolFault) -> SpoolRecord? {
    let file = try DurableFile.read("\(waitingPath)/\(name)")
    if let record = SpoolRecord(file: file), name.hasSuffix("\(record.digest)") { return record }
    try DurableFile.move(name, from: waitingPath, to: damagedPath)
    forget(name, file.count)
    damaged.append("\(damagedPath)/\(name)")
    return nil
  }

  /// The broker has it: leaves a mark, then removes the report.
  public func markSent(_ name: String, _ record: SpoolRecord) throws(SpoolFault) {
    try DurableFile.write(record.file(isMark: true), to: name, in: sentPath)
    try DurableFile.remove(name, in: waitingPath)
    forget(name, record.file(isMark: false).count)
    sent.append(name)
    while sent.count > Self.marksMax {
      try DurableFile.remove(sent.removeFirst(), in: sentPath)
    }
  }

  /// The marks of what was sent last, oldest first.
  public func lastSent(_ count: Int) throws(SpoolFault) -> [SpoolRecord] {
    var marks: [SpoolRecord] = []
    for name in sent.suffix(count) {
      let bytes = try DurableFile.read("\(sentPath)/\(name)")
      if let mark = SpoolRecord(file: bytes) { marks.append(mark) }
    }
    return marks
  }

  /// Takes the mark of a document away, so that it can be sent on purpose again.
  public func forgetSent(_ digest: Fingerprint) throws(SpoolFault) {
    for name in sent where name.hasSuffix("\(digest)") {
      try DurableFile.remove(name, in: sentPath)
    }
    sent.removeAll { $0.hasSuffix("\(digest)") }
  }

  private func forget(_ name: String, _ size: Int) {
    waiting.removeAll { $0 == name }
    bytes -= size
  }

  private static func name(_ number: Int, _ digest: String) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 12 - digits.count)) + digits + "-" + digest
  }

  private static func number(_ name: String) -> Int? { Int(name.prefix { $0 != "-" }) }
}
