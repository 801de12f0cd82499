import Foundation
import Testing

/// The style guide as a test: what a formatter does not see.
@Suite struct StyleSuite {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func files(in folder: String) -> [(path: String, lines: [Substring])] {
    let base = root.appending(path: folder).resolvingSymlinksInPath()
    guard let walker = FileManager.default.enumerator(atPath: base.path()) else { return [] }
    return walker.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted().compactMap
    {
      guard let text = try? String(contentsOf: base.appending(path: $0), encoding: .utf8) else {
        return nil
      }
      return ("\(folder)/\($0)", text.split(separator: "\n", omittingEmptySubsequences: false))
    }
  }

  @Test func `no source file is longer than 400 lines, no test file longer than 600`() {
    for (folder, limit) in [("Sources", 400), ("Tests", 600)] {
      for file in Self.files(in: folder) {
        #expect(file.lines.count <= limit + 1, "\(file.path) has \(file.lines.count) lines")
      }
    }
  }

  @Test func `no line is longer than 100 columns`() {
    for file in Self.files(in: "Sources") + Self.files(in: "Tests") {
      for (number, line) in file.lines.enumerated() {
        #expect(line.count <= 100, "\(file.path):\(number + 1)")
      }
    }
  }

  @Test func `nothing in Sources traps on input`() {
    let banned = ["try!", " as! ", "fatalError(", "TODO", "FIXME", "catch {}"]
    for file in Self.files(in: "Sources") {
      for (number, line) in file.lines.enumerated() where !line.contains("//") {
        for word in banned {
          #expect(!line.contains(word), "\(file.path):\(number + 1) has \(word)")
        }
      }
    }
  }

  @Test func `the cores know no Foundation, no clock and no random numbers`() {
    let cores = ["JSON", "JSONSchema", "Model", "Intake", "Assessment", "CAP"]
    let banned = ["import Foundation", "ContinuousClock", "SystemRandom", ".random(", "Date()"]
    for core in cores {
      for file in Self.files(in: "Sources/\(core)") {
        for (number, line) in file.lines.enumerated() {
          let isArgued = number > 0 && file.lines[number - 1].contains("// Tidy:")
          for word in banned where !isArgued {
            #expect(!line.contains(word), "\(file.path):\(number + 1) has \(word)")
          }
        }
      }
    }
  }

  @Test func `every unchecked Sendable says why it is safe`() {
    for file in Self.files(in: "Sources") {
      for (number, line) in file.lines.enumerated() where line.contains("@unchecked Sendable") {
        let above = file.lines[max(0, number - 6)..<number].joined(separator: "\n")
        #expect(above.contains("Safe because"), "\(file.path):\(number + 1)")
      }
    }
  }

  @Test func `no folder is a place for everything`() {
    let banned = ["Utils", "Helpers", "Common", "Manager", "Base.swift", "Impl.swift"]
    for file in Self.files(in: "Sources") {
      for word in banned { #expect(!file.path.contains(word), "\(file.path)") }
    }
  }

  @Test func `every make target and vigie command that the README names exists`() throws {
    let readme = try String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
    let makefile = try String(contentsOf: Self.root.appending(path: "Makefile"), encoding: .utf8)
    let commands = Self.files(in: "Sources/vigie").flatMap(\.lines)
      .filter { $0.contains("struct ") && $0.contains("ParsableCommand") }.joined().lowercased()
      // A command that is called like a module is a `…Command`.
      .replacingOccurrences(of: "command:", with: ":")
    for line in readme.split(separator: "\n") {
      let words = line.split { " `$()".contains($0) }
      for (word, next) in zip(words, words.dropFirst()) {
        if word == "make", line.contains("`make \(next)") || line.hasPrefix("make ") {
          #expect(makefile.contains("\n\(next):"), "make \(next)")
        }
        if word == "vigie", next.allSatisfy(\.isLetter), next.first?.isLowercase == true,
          line.contains("`vigie \(next)") || line.hasPrefix("vigie ")
        {
          #expect(commands.contains("struct \(next):"), "vigie \(next)")
        }
      }
    }
  }
}
