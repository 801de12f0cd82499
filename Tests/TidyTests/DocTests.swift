import Foundation
import Testing

/// What the documentation tells people to type exists.
@Suite struct DocSuite {
  static let pages = [
    "README.md", "Deploy/README.md", "Docs/trouble.md",
    "Docs/field-teams.en.md", "Docs/field-teams.fr.md", "Docs/subscribers.md", "Docs/exports.md",
    "Docs/commands.md", "Docs/settings.md", "CHANGELOG.md", "Docs/console.md", "Docs/runbook.md",
    "Docs/operators.md",
  ]

  static func text(_ page: String) throws -> String {
    try String(contentsOf: StyleSuite.root.appending(path: page), encoding: .utf8)
  }

  /// Lines of code blocks, and what stands between backticks.
  static func code(_ page: String) throws -> [Substring] {
    let parts = try text(page).components(separatedBy: "```")
    var lines: [Substring] = []
    for (index, part) in parts.enumerated() {
      if index % 2 == 1 {
        lines += part.split(separator: "\n")
      } else {
        lines += part.split(separator: "`", omittingEmptySubsequences: false).enumerated()
          .filter { $0.offset % 2 == 1 }.map(\.element)
      }
    }
    return lines.map { $0.drop { $0 == " " || $0 == "$" } }
  }

  /// The names of commands, in small letters, and of what their options and flags are stored in.
  static let known: (commands: Set<String>, options: Set<String>) = {
    var commands: Set<String> = []
    var options: Set<String> = ["help", "set", "version", "generateCompletionScript"]
    for line in StyleSuite.files(in: "Sources/vigie").flatMap(\.lines) {
      let words = line.split { " :`".contains($0) }
      for (word, next) in zip(words, words.dropFirst()) {
        if word == "struct", line.contains("ParsableCommand") {
          // A command that is called like a module is a `…Command`.
          let name = next.hasSuffix("Command") ? next.dropLast("Command".count) : next
          commands.insert(name.lowercased())
        }
        if word == "var" { options.insert(String(next)) }
      }
    }
    return (commands, options)
  }()

  @Test(arguments: pages)
  func `every command and option that a page names exists`(page: String) throws {
    for line in try Self.code(page) where line.hasPrefix("vigie ") {
      let command = line.prefix { $0 != "#" && $0 != "|" && $0 != ">" }
      for word in command.split(separator: " ").dropFirst() {
        if word.hasPrefix("--") {
          let parts = word.dropFirst(2).prefix { $0.isLetter || $0 == "-" }.split(separator: "-")
          let name =
            (parts.first.map(String.init) ?? "")
            + parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
          #expect(Self.known.options.contains(name), "\(page): \(word) in \(line)")
        }
      }
      let first = command.split(separator: " ").dropFirst().first ?? ""
      guard first.first?.isLowercase == true else { continue }
      #expect(Self.known.commands.contains(String(first)), "\(page): vigie \(first)")
    }
  }

  @Test(arguments: pages)
  func `every page that is linked to is there`(page: String) throws {
    let folder = StyleSuite.root.appending(path: page).deletingLastPathComponent()
    for match in try Self.text(page).matches(of: /\]\(([^)#]+)(#[^)]*)?\)/) {
      let target = String(match.output.1)
      guard !target.hasPrefix("http") else { continue }
      let file = folder.appending(path: target).standardizedFileURL.path(percentEncoded: false)
      #expect(FileManager.default.fileExists(atPath: file), "\(page): \(target)")
    }
  }

  @Test func `every line of warning and above has a name, and the name its row`() throws {
    let page = try Self.text("Docs/trouble.md")
    var seen = 0
    for file in StyleSuite.files(in: "Sources") where !file.path.hasSuffix("LineLog.swift") {
      let text = file.lines.joined(separator: "\n")
      for match in text.matches(of: /[lL]og\.(?:warning|error|critical)\(\s*(?:"""\s*|")?([^\s]+)/)
      {
        let name = match.output.1.prefix { $0 == "_" || $0.isLetter }
        // A trouble's own line: HealthSuite holds their names against the page.
        if name == "line" { continue }
        seen += 1
        #expect(page.contains("<a id=\"\(name)\"></a>"), "\(file.path): \(match.output.0)")
      }
    }
    #expect(seen >= 8)
  }

  @Test func `what help says fits a terminal of 80 columns as it is written`() {
    for file in StyleSuite.files(in: "Sources/vigie") {
      var indent: Int?
      for (number, line) in file.lines.enumerated() {
        if line.hasSuffix("discussion: \"\"\"") {
          indent = line.prefix { $0 == " " }.count + 2
        } else if line.contains("\"\"\"") {
          indent = nil
        } else if let indent {
          // The width that ArgumentParser wraps at, which would break a line anew in its middle.
          #expect(line.count - indent <= 80, "\(file.path):\(number + 1)")
        }
      }
    }
  }
}
