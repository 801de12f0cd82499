internal import Model

/// How a record names the schema of its value in a registry that speaks Confluent's protocol.
public enum RegisteredName: Hashable, Sendable {
  /// The number a registry gave it.
  case id(UInt32)
  /// The GUID of its content, first half and second.
  case guid(UInt64, UInt64)

  /// The header with the schema of the value, of Confluent's serializers from 8.0 on: byte 0 and an
  /// id, or byte 1 and a GUID, big end first.
  public static let header: StaticString = "__value_schema_id"

  /// Reads the header's value; nil when it is neither form.
  init?(header bytes: UnsafeRawBufferPointer) {
    if bytes.count == 5, bytes[0] == 0 {
      self = .id(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 1, as: UInt32.self)))
    } else if bytes.count == 17, bytes[0] == 1 {
      self = .guid(
        UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 1, as: UInt64.self)),
        UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 9, as: UInt64.self)))
    } else {
      return nil
    }
  }

  /// Reads a GUID as written: `8-4-4-4-12` hexadecimal digits.
  init?(guid text: String) {
    var digits: [UInt64] = []
    for (index, byte) in text.utf8.enumerated() {
      if [8, 13, 18, 23].contains(index) {
        guard byte == UInt8(ascii: "-") else { return nil }
      } else {
        guard let digit = Character(UnicodeScalar(byte)).hexDigitValue else { return nil }
        digits.append(UInt64(digit))
      }
    }
    guard digits.count == 32 else { return nil }
    self = .guid(
      digits[..<16].reduce(0) { $0 << 4 | $1 }, digits[16...].reduce(0) { $0 << 4 | $1 })
  }
}

extension RegisteredName: CustomStringConvertible {
  /// `id 17`, or `GUID 0d2…`.
  public var description: String {
    switch self {
    case .id(let id): return "id \(id)"
    case .guid(let high, let low):
      let digits = Array(Self.digits(high) + Self.digits(low))
      let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
      return "GUID " + groups.joined(separator: "-")
    }
  }

  private static func digits(_ word: UInt64) -> String {
    let text = String(word, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }
}

/// What a registry said of a name that the catalogue's file does not have.
public enum RegisteredSchema: Equatable, Sendable {
  /// The position of the version in `SchemaCatalogue.versions`.
  case version(Int)
  /// It is not there, or none of ours; a sentence for whoever sent the record.
  case notOurs(String)
}

extension Intake {
  /// The registry's name of the record's schema, when it decides and nobody has said what it means:
  /// ask the registry and `learn` the answer before the record is processed.
  public func unknownName(of record: RawRecord) -> RegisteredName? {
    if let name = record.header(RawHeader.schema), name.count > 0 { return nil }
    guard let name = try? registeredName(of: record), catalogue.index(of: name) < 0,
      registered[name] == nil
    else { return nil }
    return name
  }

  /// Keeps what a registry answered. What an id means never changes, so an answer is kept until
  /// `forgetNotOurs`.
  public func learn(_ name: RegisteredName, _ schema: RegisteredSchema) {
    registered[name] = schema
  }

  /// Forgets the names that a registry did not have: it may have them by now.
  public func forgetNotOurs() {
    registered = registered.filter { if case .version = $0.value { true } else { false } }
  }

  /// From the header, or else from the framing; nil when there is neither.
  func registeredName(of record: RawRecord) throws(Refusal) -> RegisteredName? {
    if let header = record.header(RegisteredName.header), header.count > 0 {
      guard let name = RegisteredName(header: header) else {
        throw Refusal(
          .framingInvalid,
          "The header “\(RegisteredName.header)” holds \(header.count) bytes; "
            + "it must be byte 0 and an id of 4, or byte 1 and a GUID of 16.")
      }
      return name
    }
    guard let bytes = record.value, bytes.count > 0, bytes[0] == 0 else { return nil }
    guard bytes.count > 5 else {
      throw Refusal(
        .framingInvalid, "The value begins with byte 0 and is too short for a schema id.")
    }
    return .id(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 1, as: UInt32.self)))
  }
}
