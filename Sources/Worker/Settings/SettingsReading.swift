internal import Foundation
internal import Kafka

/// Settings as they were given, in rising order of authority (file, variables, flags): what holds,
/// where it came from, and everything that is wrong.
public struct SettingsReading: Sendable {
  /// Whoever reads them fills in what the machine answers: a host name, where a pack lies.
  public var settings = WorkerSettings()
  public private(set) var problems: [SettingsProblem] = []
  /// Not wrong, and better otherwise.
  public private(set) var remarks: [SettingsProblem] = []
  /// By key: where the value in effect came from. A key that is not here has its default.
  private var origins: [String: String] = [:]

  public init(_ entries: [WorkerSettings.Entry]) {
    for entry in entries { take(entry) }
    if settings.rawTopics.isEmpty { settings.rawTopics = [settings.prefix + "reports.raw"] }
    checkRawTopics()
    checkKafka()
    problems = Self.ordered(problems)
    remarkOnSecrets(entries)
  }

  /// Adds what was found wrong before there were entries: a file that is no YAML, a flag without a
  /// value.
  public mutating func add(_ more: [SettingsProblem]) {
    for problem in more where !problems.contains(problem) { problems.append(problem) }
    problems = Self.ordered(problems)
  }

  /// By file, and there by line; what has neither keeps its place.
  private static func ordered(_ problems: [SettingsProblem]) -> [SettingsProblem] {
    func place(_ problem: SettingsProblem) -> (file: String, line: Int) {
      let parts = problem.origin.split(separator: ":")
      guard parts.count > 1, let line = Int(parts[parts.count - 1]) else {
        return (problem.origin, 0)
      }
      return (parts.dropLast().joined(separator: ":"), line)
    }
    return problems.enumerated().sorted { left, right in
      let (a, b) = (place(left.element), place(right.element))
      return (a.file, a.line, left.offset) < (b.file, b.line, right.offset)
    }.map(\.element)
  }

  public func origin(of key: String) -> String? { origins[key] }

  /// One effective value, as it may be shown.
  public struct Line: Sendable, Equatable {
    public let key: String
    /// Secrets are masked.
    public let value: String
    public let unit: String
    /// `default`, `vigie.yaml:12`, `VIGIE_TOPICS_PREFIX` or `--set`.
    public let origin: String
  }

  /// Every setting, then the properties of librdkafka that were given, by name.
  public var lines: [Line] {
    let own = Setting.all.map { setting in
      Line(
        key: setting.key, value: setting.value(in: settings), unit: setting.unit,
        origin: origins[setting.key] ?? "default")
    }
    let passed = settings.kafka.keys.sorted().map { name in
      let key = Setting.kafkaPrefix + name
      return Line(
        key: key,
        value: Kafka.Settings.isSecret(name) ? Setting.masked : settings.kafka[name] ?? "",
        unit: "", origin: origins[key] ?? "default")
    }
    return own + passed
  }
}

extension SettingsReading {
  private mutating func take(_ given: WorkerSettings.Entry) {
    guard let entry = contents(given) else { return }
    if entry.key.hasPrefix(Setting.kafkaPrefix) {
      settings.kafka[String(entry.key.dropFirst(Setting.kafkaPrefix.count))] = entry.value
    } else if let setting = Setting.named(entry.key) {
      if let (sentence, remedy) = settings.take(setting, entry.value) {
        problems.append(
          SettingsProblem(
            key: entry.key, origin: entry.origin, sentence: sentence, remedy: remedy))
        return
      }
    } else {
      problems.append(Self.unknown(entry))
      return
    }
    origins[entry.key] = entry.origin
  }

  private static func unknown(_ entry: WorkerSettings.Entry) -> SettingsProblem {
    let nearest = Setting.all.map(\.key).min {
      WorkerSettings.distance($0, entry.key) < WorkerSettings.distance($1, entry.key)
    }
    return SettingsProblem(
      key: entry.key, origin: entry.origin, sentence: "is not a setting.",
      remedy: "Did you mean \(nearest ?? "")? `vigie config` lists them all.")
  }

  /// The entry itself, or for `some.key.file` the entry `some.key` with what the file holds; nil
  /// after a problem.
  private mutating func contents(_ entry: WorkerSettings.Entry) -> WorkerSettings.Entry? {
    guard entry.key.hasSuffix(Setting.fileSuffix) else { return entry }
    let key = String(entry.key.dropLast(Setting.fileSuffix.count))
    guard key.hasPrefix(Setting.kafkaPrefix) || Setting.named(key) != nil else { return entry }
    func fault(_ sentence: String, _ remedy: String) {
      problems.append(
        SettingsProblem(
          key: entry.key, origin: entry.origin, sentence: sentence, remedy: remedy))
    }
    guard let bytes = FileManager.default.contents(atPath: entry.value) else {
      fault(
        "names \(entry.value), which cannot be read.",
        "Put the file there and let Vigie's user read it.")
      return nil
    }
    guard bytes.count <= 65_536, let text = String(bytes: bytes, encoding: .utf8) else {
      fault(
        "names \(entry.value), which is no text of 64 KiB at most.", "Name the file that holds it.")
      return nil
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let value = lines.last?.isEmpty == true ? lines.dropLast() : lines[...]
    guard value.contains(where: { !$0.isEmpty }) else {
      fault("names \(entry.value), which is empty.", "Write the value into it.")
      return nil
    }
    return WorkerSettings.Entry(
      key: key, value: value.joined(separator: "\n"), origin: "\(entry.origin), \(entry.value)")
  }

  private mutating func checkKafka() {
    for problem in WorkerSettings.problems(kafka: settings.kafka) {
      problems.append(
        SettingsProblem(
          key: problem.key, origin: origins[problem.key] ?? problem.origin,
          sentence: problem.sentence, remedy: problem.remedy))
    }
  }

  /// What Intake takes in must not be what Vigie writes: it would feed itself for ever.
  private mutating func checkRawTopics() {
    let written = TopicNames(prefix: settings.prefix).written
    for name in settings.rawTopics {
      func fault(_ sentence: String, _ remedy: String) {
        problems.append(
          SettingsProblem(
            key: "topics.raw", origin: origins["topics.raw"] ?? "default", sentence: sentence,
            remedy: remedy))
      }
      guard name.hasPrefix("^") else {
        if written.contains(name) {
          fault("names \(name), which Vigie writes itself.", "Name the topics that teams send to.")
        } else if !name.utf8.allSatisfy(TextRule.isTopicByte) || name.utf8.count > 249 {
          fault(
            "has “\(name)”, which no topic may be called.",
            "Use letters, digits, '.', '_' and '-'; a pattern begins with ^.")
        }
        continue
      }
      guard let pattern = TopicPattern(name) else {
        fault("has the pattern \(name), which cannot be read.", "Correct the regular expression.")
        continue
      }
      if let own = written.first(where: { pattern.matches($0) }) {
        fault(
          "has the pattern \(name), which takes in \(own), and Vigie writes that itself.",
          "Make the pattern narrower.")
      }
    }
  }

  private mutating func remarkOnSecrets(_ entries: [WorkerSettings.Entry]) {
    for entry in entries where entry.origin == "--set" && Self.isSecret(entry.key) {
      remarks.append(
        SettingsProblem(
          key: entry.key, origin: entry.origin,
          sentence: "is a secret that everyone on this host sees in the list of processes.",
          remedy: "Name a file: \(entry.key)\(Setting.fileSuffix)."))
    }
    let mechanism = settings.kafka["security.protocol"]?.lowercased() ?? "plaintext"
    if mechanism == "sasl_plaintext" {
      remarks.append(
        SettingsProblem(
          key: "kafka.security.protocol", origin: origins["kafka.security.protocol"] ?? "",
          sentence: "sends the password and the reports unencrypted.", remedy: "Use sasl_ssl."))
    }
  }

  static func isSecret(_ key: String) -> Bool {
    if key.hasPrefix(Setting.kafkaPrefix) {
      return Kafka.Settings.isSecret(String(key.dropFirst(Setting.kafkaPrefix.count)))
    }
    return Setting.named(key)?.isSecret ?? false
  }
}
