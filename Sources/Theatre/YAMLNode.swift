/// A part of a YAML document that remembers its line.
public struct YAMLNode: Sendable, Equatable {
  public indirect enum Kind: Sendable, Equatable {
    case null
    /// Text as written; `isQuoted` tells `"12"` from `12`.
    case scalar(String, isQuoted: Bool)
    case sequence([YAMLNode])
    case mapping([YAMLEntry])
  }

  /// 1 is the first line.
  public let line: Int
  public let kind: Kind

  public init(line: Int, kind: Kind) {
    self.line = line
    self.kind = kind
  }
}

/// A key and what stands under it.
public struct YAMLEntry: Sendable, Equatable {
  public let key: String
  public let line: Int
  public let value: YAMLNode

  public init(key: String, line: Int, value: YAMLNode) {
    self.key = key
    self.line = line
    self.value = value
  }
}

extension YAMLNode {
  /// The text of a scalar, numbers and Booleans as spelled.
  public var text: String? {
    if case .scalar(let text, _) = kind { return text }
    return nil
  }

  /// A plain integer.
  public var integer: Int64? {
    if case .scalar(let text, false) = kind { return Int64(text) }
    return nil
  }

  /// A plain number.
  public var number: Double? {
    if case .scalar(let text, false) = kind { return Double(text) }
    return nil
  }

  /// Plain `true` or `false`; YAML 1.1's yes, no, on and off are text here.
  public var bool: Bool? {
    if case .scalar(let text, false) = kind {
      return text == "true" ? true : text == "false" ? false : nil
    }
    return nil
  }

  /// The elements of a sequence.
  public var items: [YAMLNode]? {
    if case .sequence(let items) = kind { return items }
    return nil
  }

  /// The entries of a mapping, in the order of the file.
  public var entries: [YAMLEntry]? {
    if case .mapping(let entries) = kind { return entries }
    return nil
  }

  /// What stands under a key.
  public subscript(key: String) -> YAMLNode? {
    entries?.first { $0.key == key }?.value
  }

  /// “a mapping”, for problems.
  public var kindName: String {
    switch kind {
    case .null: "nothing"
    case .scalar: "a value"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}
