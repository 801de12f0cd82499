import JSON
import Worker

/// Settings and their problems, for people and for programs.
enum SettingsText {
  /// `key = value unit    origin`, the origins below each other.
  static func table(_ lines: [SettingsReading.Line]) -> [String] {
    let left = lines.map { line in
      let value = line.value.isEmpty ? "(none)" : printable(line.value)
      return "\(line.key) = \(value)" + (line.unit.isEmpty ? "" : " \(line.unit)")
    }
    let width = min(left.map(\.count).max() ?? 0, 48)
    return zip(left, lines).map { text, line in
      let space = String(repeating: " ", count: max(2, width + 2 - text.count))
      let isDefault = line.origin == "default"
      return text + space + (isDefault ? Terminal.styled(line.origin, .dim) : line.origin)
    }
  }

  static func json(_ lines: [SettingsReading.Line]) -> String {
    array(lines) { line in
      [
        ("key", line.key), ("value", line.value), ("unit", line.unit), ("origin", line.origin),
      ]
    }
  }

  static func json(_ problems: [SettingsProblem]) -> String {
    array(problems) { problem in
      [
        ("key", problem.key), ("origin", problem.origin), ("sentence", problem.sentence),
        ("remedy", problem.remedy),
      ]
    }
  }

  static func json(_ settings: [Setting]) -> String {
    array(settings) { setting in
      [
        ("key", setting.key), ("variable", setting.variable), ("type", setting.type),
        ("unit", setting.unit), ("default", setting.standard), ("sentence", setting.sentence),
        ("reason", setting.reason), ("example", setting.example),
      ]
    }
  }

  private static func array<Element>(
    _ elements: [Element], _ members: (Element) -> [(StaticString, String)]
  ) -> String {
    var writer = Writer()
    writer.beginArray()
    for element in elements {
      writer.beginObject()
      for (name, value) in members(element) {
        writer.name(name)
        writer.string(value)
      }
      writer.endObject()
    }
    writer.endArray()
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
