import JSON

/// A report as a person reads it: one member a line, what identifies it left out.
struct ReportText {
  let value: [UInt8]

  private static let hidden: Set<String> = ["schema", "id", "inbound"]

  func lines(columns: Int) -> [String] {
    let parser = Parser(limits: Limits(bytesMax: 1 << 24))
    guard let document = try? parser.parse(value) else { return [] }
    return withExtendedLifetime(parser) {
      var lines: [String] = []
      for member in document.root.members {
        let name = member.name.string
        if Self.hidden.contains(name) { continue }
        let label = name.padding(to: 13)
        let text = printable(Self.text(member.value))
        lines.append(
          Terminal.styled(label, .dim) + wrapped(text, indent: 19, columns: columns - 6))
      }
      return lines
    }
  }

  private static func text(_ value: Value) -> String {
    switch value.kind {
    case .string: value.text?.string ?? ""
    case .array: value.elements.map { text($0) }.joined(separator: ", ")
    case .object:
      value.members.map { "\($0.name.string) \(nested($0.value))" }.joined(separator: ", ")
    default: String(decoding: value.source, as: UTF8.self)
    }
  }

  private static func nested(_ value: Value) -> String {
    value.kind == .object || value.kind == .array ? "(\(text(value)))" : text(value)
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    count >= width ? self : self + String(repeating: " ", count: width - count)
  }
}
