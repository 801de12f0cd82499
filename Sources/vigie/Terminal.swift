#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

private func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, start, count)
}

/// What is known of where output goes: colour only on a terminal, progress only on a terminal.
enum Terminal {
  static let isOutput = isatty(1) == 1
  static let isError = isatty(2) == 1
  private static let wantsColour = getenv("NO_COLOR") == nil

  static var columns: Int {
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  static var rows: Int {
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return 24 }
    return Int(size.ws_row)
  }

  enum Style: String {
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case cyan = "36"
  }

  static func styled(_ text: String, _ style: Style) -> String {
    isOutput && wantsColour ? "\u{1b}[\(style.rawValue)m\(text)\u{1b}[0m" : text
  }

  static func say(_ text: String) {
    write(text + "\n", to: 1)
  }

  /// All of it, or nothing more once the reader has gone away.
  static func write(_ text: String, to descriptor: Int32) {
    write(Array(text.utf8), to: descriptor)
  }

  static func write(_ bytes: [UInt8], to descriptor: Int32) {
    var bytes = bytes[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }

  /// A sentence for the person at the terminal, beside the output proper.
  static func note(_ text: String) {
    write(text + "\n", to: 2)
  }

  /// One line that is overwritten by the next: only on a terminal, nothing in a pipe.
  static func progress(_ text: String) {
    guard isError else { return }
    write("\r\u{1b}[K" + String(text.prefix(columns - 1)), to: 2)
  }

  static func endProgress() {
    guard isError else { return }
    write("\r\u{1b}[K", to: 2)
  }
}

/// Text for people: control characters of a hostile report must not reach a terminal.
func printable(_ text: String) -> String {
  String(
    String.UnicodeScalarView(
      text.unicodeScalars.map { scalar in
        let isControl =
          scalar.properties.generalCategory == .control
          || scalar.properties.generalCategory == .format
        return isControl ? " " : scalar
      }))
}

/// Breaks text at spaces so that no line is wider than the columns left of `indent`.
func wrapped(_ text: String, indent: Int, columns: Int) -> String {
  let width = max(20, columns - indent)
  var lines: [String] = []
  var line = ""
  for word in text.split(separator: " ") {
    if !line.isEmpty, line.count + 1 + word.count > width {
      lines.append(line)
      line = ""
    }
    line += line.isEmpty ? String(word) : " \(word)"
  }
  if !line.isEmpty { lines.append(line) }
  return lines.joined(separator: "\n" + String(repeating: " ", count: indent))
}

/// The same for a line that begins with spaces of its own: what follows stands two further in.
func wrappedWithin(_ line: String, columns: Int) -> String {
  let rest = line.drop { $0 == " " }
  let indent = line.count - rest.count
  return String(repeating: " ", count: indent)
    + wrapped(String(rest), indent: indent + 2, columns: columns)
}
