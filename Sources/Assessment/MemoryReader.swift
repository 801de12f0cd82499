import JSON
import Model

/// One record of memory, checked: key, version, and that nothing of it is missing or changed.
struct MemoryReader {
  enum Kind { case meta, name, report, held, decision, incident, alert, spoken, watch }

  let kind: Kind
  let id: Fingerprint
  /// Of a name.
  let number: Int64
  /// Nil when `page` has read all of it.
  private let root: Value?
  private let page: NumberPage
  private let key: UnsafeRawBufferPointer

  init(
    key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer, parser: Parser, page: NumberPage
  ) throws(MemoryFault) {
    self.key = key
    self.page = page
    guard let (kind, id, number) = Self.parse(key) else {
      throw MemoryFault(
        reason: .torn, key: Self.spelled(key), sentence: "The key is none of memory's.")
    }
    self.kind = kind
    self.id = id
    self.number = number
    if let version = page.read(value), version <= MemoryRecord.version {
      root = nil
    } else {
      root = try Self.parse(key: key, value, parser)
      page.begin(value)
    }
  }

  private static func spelled(_ key: UnsafeRawBufferPointer) -> String {
    String(decoding: key.prefix(64), as: UTF8.self)
  }

  /// The whole record, its version and its check looked at.
  private static func parse(
    key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer, _ parser: Parser
  ) throws(MemoryFault) -> Value {
    func fault(_ reason: MemoryFault.Reason, _ sentence: String) -> MemoryFault {
      MemoryFault(reason: reason, key: spelled(key), sentence: sentence)
    }
    let torn = "The record is cut short or was changed; restore the topic or read it again."
    let root: Value
    do throws(Fault) {
      root = try parser.parse(value).root
    } catch {
      throw fault(.torn, torn)
    }
    guard let version = root["memory"]?.int64 else { throw fault(.torn, torn) }
    guard version <= MemoryRecord.version else {
      throw fault(
        .newerVersion,
        "The record has version \(version), this program reads up to \(MemoryRecord.version); "
          + "run the newer one."
      )
    }
    guard let check = root["check"], let expected = check.int64 else { throw fault(.torn, torn) }
    // The digest is of all before the comma that precedes `"check":`.
    let end = check.offset - 9
    guard end > 0,
      Int64(Fingerprint(of: UnsafeRawBufferPointer(rebasing: value[..<end])).low & 0xffff_ffff)
        == expected
    else { throw fault(.torn, torn) }
    return root
  }

  static func parse(
    _ key: UnsafeRawBufferPointer
  ) -> (Kind, Fingerprint, number: Int64)? {
    func starts(_ prefix: StaticString) -> UnsafeRawBufferPointer? {
      let count = prefix.utf8CodeUnitCount
      guard key.count >= count else { return nil }
      for index in 0..<count where key[index] != prefix.utf8Start[index] { return nil }
      return UnsafeRawBufferPointer(rebasing: key[count...])
    }
    func id(_ prefix: StaticString, _ kind: Kind) -> (Kind, Fingerprint, number: Int64)? {
      guard let rest = starts(prefix), let id = Fingerprint(text: rest) else { return nil }
      return (kind, id, 0)
    }
    if let rest = starts("meta"), rest.isEmpty { return (.meta, .zero, 0) }
    func number(_ prefix: StaticString, _ kind: Kind) -> (Kind, Fingerprint, number: Int64)? {
      guard let rest = starts(prefix), rest.count > 0, rest.count < 10 else { return nil }
      var number: Int64 = 0
      for byte in rest {
        guard byte &- 48 < 10 else { return nil }
        number = number * 10 + Int64(byte &- 48)
      }
      return (kind, .zero, number)
    }
    if let found = number("name/", .name) ?? number("spoken/", .spoken) ?? number("watch/", .watch)
    {
      return found
    }
    return id("report/r-", .report) ?? id("held/r-", .held) ?? id("incident/i-", .incident)
      ?? id("decision/d-", .decision) ?? id("alert/a-", .alert)
  }

  func fault(_ reason: MemoryFault.Reason, _ sentence: String) -> MemoryFault {
    MemoryFault(reason: reason, key: Self.spelled(key), sentence: sentence)
  }

  var torn: MemoryFault { fault(.torn, "The record is not as Vigie writes it.") }

  /// A text; only the parser reads those.
  func text(_ name: StaticString) -> Text? { root?[name]?.text }

  func has(_ name: StaticString) -> Bool {
    root.map { $0[name] != nil } ?? (page.numbers(name) != nil)
  }

  /// An array of exactly so many integers, valid until the next record.
  func numbers(
    _ name: StaticString, _ count: Int
  ) throws(MemoryFault) -> UnsafeBufferPointer<Int64> {
    let numbers = try optionalNumbers(name)
    guard numbers.count == count else { throw torn }
    return numbers
  }

  /// An array of integers, valid until the next record; none when it is absent.
  func optionalNumbers(
    _ name: StaticString
  ) throws(MemoryFault) -> UnsafeBufferPointer<Int64> {
    let none = UnsafeBufferPointer<Int64>(start: nil, count: 0)
    guard let root else { return page.numbers(name) ?? none }
    guard let array = root[name] else { return none }
    let start = page.mark
    for element in array.elements {
      guard let number = element.int64 else { throw torn }
      page.append(number)
    }
    return page[start..<page.mark]
  }
}
