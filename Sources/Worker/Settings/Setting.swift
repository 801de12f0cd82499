/// One setting: its key in the YAML file, from which the variable's name follows, and all that a
/// person must know to choose a value.
///
/// `Setting.all` is the documentation: `vigie config` prints it and Docs/settings.md is written
/// from it. To add one: a stored property in `WorkerSettings`, an entry there.
public struct Setting: Sendable {
  /// Where in `WorkerSettings` the value goes.
  public typealias Place<Value> = any WritableKeyPath<WorkerSettings, Value> & Sendable

  public enum Kind: Sendable {
    case text(Place<String>, TextRule = .any)
    /// Separated by commas, or a list in YAML.
    case texts(Place<[String]>)
    case integer(Place<Int>, ClosedRange<Int>)
    /// `true` or `false`.
    case toggle(Place<Bool>)
    /// Text that is never shown.
    case secret(Place<String>)
  }

  public let key: String
  public let kind: Kind
  /// `records`, `bytes`, `ms`, `s`, `%`; empty where the value has none.
  public let unit: String
  /// As one would write it; empty means none.
  public let standard: String
  /// What it does.
  public let sentence: String
  /// Why the default is what it is, or when to choose another.
  public let reason: String
  /// A value somebody would really set.
  public let example: String

  init(
    _ key: String, _ kind: Kind, unit: String = "", standard: String = "", example: String,
    _ sentence: String, why reason: String
  ) {
    self.key = key
    self.kind = kind
    self.unit = unit
    self.standard = standard
    self.example = example
    self.sentence = sentence
    self.reason = reason
  }

  /// `topics.prefix` is `VIGIE_TOPICS_PREFIX`.
  public var variable: String {
    "VIGIE_" + key.uppercased().replacing(".", with: "_").replacing("-", with: "_")
  }

  /// `topics`, of `topics.prefix`; the key itself where it has no dot.
  public var group: String { String(key.prefix { $0 != "." }) }

  /// `whole number, 1 to 1000`.
  public var type: String {
    switch kind {
    case .text(_, let rule): rule.type
    case .texts: "list of texts"
    case .integer(_, let range): "whole number, \(range.lowerBound) to \(range.upperBound)"
    case .toggle: "true or false"
    case .secret: "secret text"
    }
  }

  public var isSecret: Bool {
    if case .secret = kind { return true }
    return false
  }

  /// The value in effect, as one would write it.
  public func value(in settings: WorkerSettings) -> String {
    switch kind {
    case .text(let place, _): settings[keyPath: place]
    case .texts(let place): settings[keyPath: place].joined(separator: ",")
    case .integer(let place, _): "\(settings[keyPath: place])"
    case .toggle(let place): settings[keyPath: place] ? "true" : "false"
    case .secret(let place): settings[keyPath: place].isEmpty ? "" : Self.masked
    }
  }

  static let masked = "(hidden)"

  /// Properties of librdkafka, passed through under this prefix.
  public static let kafkaPrefix = "kafka."

  /// After any key: the value stands in the file that is named.
  public static let fileSuffix = ".file"

  static func named(_ key: String) -> Setting? { all.first { $0.key == key } }
}
