import Glibc
import Testing

@testable import Theatre

/// Packs with mistakes: every one is told at once, with its line.
struct BrokenPackTests {
  @Test func `tells every problem of every file at once`() throws {
    let pack = try BrokenPack(
      changes: [
        ("actors.yaml", "    parent: aqim", "    parnet: aqim"),
        ("actors.yaml", "  - id: isgs", "  - id: jnim"),
        ("actors.yaml", "    parent: islamic-state", "    parent: islamic-stat"),
        (
          "sources.yaml", "name: Reuters, kind: agency, reliability: B",
          "name: Reuters, kind: agncy, reliability: Z"
        ),
        ("sources.yaml", "origin: afp}", "origin: apf}"),
        ("calendar.yaml", "    starts: 2018-07-29", "    starts: 2018-07-32"),
        ("calendar.yaml", "    before: 7d", "    before: a week"),
        ("rules.yaml", "      polling_km: 25", "      poling_km: 25"),
        ("rules.yaml", "    severity: moderate", "    severity: middling"),
        ("rules.yaml", "    texts: R12", "    texts: R99"),
        ("texts.fr.yaml", "{other_place}, à {km} km", "{otherplace}, à {km} km"),
        ("theatre.yaml", "languages: [fr, en]", "languages: [fr, xx]"),
        ("gazetteer.tsv", "\tseat1\tML\tGao\tGao\t", "\tseat9\tML\tGao\tGao\t"),
        (
          "gazetteer.tsv", "sevare\tSévaré\t14.52742\t-4.09344",
          "sevare\tSévaré\t-4.09344\t14.52742"
        ),
        ("polling.tsv", "\tsoumpi\n", "\tsoumpy\n"),
      ])
    defer { pack.remove() }
    let problems = pack.problems()
    let expected: [(file: String, words: String, remedy: String)] = [
      ("actors.yaml", "“parnet” is no member of an actor", "“parent”"),
      ("actors.yaml", "The id “jnim” stands twice", "another id"),
      ("actors.yaml", "“islamic-stat” is no actor", "“islamic-state”"),
      ("sources.yaml", "“agncy” is not a word", "“agency”"),
      ("sources.yaml", "The reliability must be a letter", "A to F"),
      ("calendar.yaml", "“2018-07-32” is no date", "2018-07-29"),
      ("calendar.yaml", "“a week” is no duration", "7d"),
      ("rules.yaml", "“poling_km” is no member", "“polling_km”"),
      ("rules.yaml", "“middling” is not a word", "moderate"),
      ("rules.yaml", "has no templates “R99”", "Add them"),
      ("texts.fr.yaml", "“{otherplace}” is no field", "“other_place”"),
      ("theatre.yaml", "“xx” cannot stand in “languages”", "Correct"),
      ("gazetteer.tsv", "“seat9” is no feature", "“seat"),
      ("gazetteer.tsv", "outside the theatre's box", "Check"),
      ("polling.tsv", "“soumpy” is no place", "“soumpi"),
    ]
    for item in expected {
      let found = problems.filter { $0.file == item.file && $0.sentence.contains(item.words) }
      #expect(!found.isEmpty, "\(item.file): \(item.words)")
      #expect(found.allSatisfy { $0.line > 0 })
      #expect(found.contains { $0.remedy.contains(item.remedy) }, "\(found)")
    }
    #expect(problems == problems.sorted())
  }

  @Test func `points at the line of the mistake`() throws {
    let pack = try BrokenPack(
      changes: [("calendar.yaml", "    kind: runoff", "    kind: runof")])
    defer { pack.remove() }
    let lines = pack.original("calendar.yaml").split(
      separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(lines.firstIndex(of: "    kind: runoff")) + 1
    #expect(
      pack.problems() == [
        Problem(
          file: "calendar.yaml", line: line, sentence: "“runof” is not a word this member knows.",
          remedy: "Did you mean “runoff”?")
      ])
  }

  @Test func `tells missing files, bad YAML and bytes that are no text`() throws {
    let pack = try BrokenPack(changes: [])
    defer { pack.remove() }
    pack.delete("rules.yaml")
    pack.write("sources.yaml", Array("sources:\n  - {id: a\n".utf8))
    pack.write("texts.en.yaml", [0x66, 0xFF, 0x66])
    pack.write("polling.tsv", Array("id\tname\n".utf8))
    let problems = pack.problems()
    let sentences = problems.map { "\($0.file): \($0.sentence)" }
    #expect(sentences.contains { $0.hasPrefix("rules.yaml: The file cannot be read") })
    #expect(sentences.contains { $0.hasPrefix("sources.yaml: The file is not YAML") })
    #expect(sentences.contains { $0.hasPrefix("texts.en.yaml: The file is not UTF-8") })
    #expect(sentences.contains { $0.hasPrefix("polling.tsv: The column “place” is missing") })
    #expect(problems.first { $0.file == "sources.yaml" }?.line ?? 0 > 1)
  }

  @Test func `refuses circles of parents and of origins`() throws {
    let pack = try BrokenPack(
      changes: [
        ("actors.yaml", "  - id: aqim\n", "  - id: aqim\n    parent: katiba-macina\n"),
        (
          "sources.yaml", "name: Agence France-Presse,",
          "name: Agence France-Presse, origin: france24,"
        ),
      ])
    defer { pack.remove() }
    let sentences = pack.problems().map(\.sentence)
    #expect(sentences.contains("“aqim” is its own ancestor."))
    #expect(sentences.contains("“afp” is its own origin."))
  }

  @Test func `tells a theatre that is not there by its files`() {
    do throws(PackFault) {
      _ = try Theatre.load(directory: "/nowhere/at/all")
      Issue.record("loaded")
    } catch {
      #expect(error.problems.count == 10)
      #expect(error.description.contains("theatre.yaml: The file cannot be read."))
    }
  }
}

/// A copy of the shipped pack with changes, in a folder of its own.
struct BrokenPack {
  static let files = [
    "theatre.yaml", "gazetteer.tsv", "actors.yaml", "sources.yaml", "calendar.yaml",
    "polling.tsv", "rules.yaml", "correlation.yaml", "texts.fr.yaml", "texts.en.yaml",
  ]

  private struct NotChanged: Error { var file: String }

  let directory: String

  /// Replaces the first occurrence of each text.
  init(changes: [(file: String, old: String, new: String)]) throws {
    var template = Array("/tmp/vigie-pack-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw NotChanged(file: "mkdtemp") }
    directory = String(
      decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    for file in Self.files {
      var text = original(file)
      for change in changes where change.file == file {
        guard let range = text.firstRange(of: change.old) else {
          throw NotChanged(file: "\(file): \(change.old)")
        }
        text.replaceSubrange(range, with: change.new)
      }
      write(file, Array(text.utf8))
    }
  }

  func original(_ file: String) -> String {
    String(decoding: PackFile.bytes(path: "\(Pack.directory)/\(file)") ?? [], as: UTF8.self)
  }

  func write(_ file: String, _ bytes: [UInt8]) {
    guard let handle = fopen("\(directory)/\(file)", "wb") else { return }
    fwrite(bytes, 1, bytes.count, handle)
    fclose(handle)
  }

  func delete(_ file: String) { unlink("\(directory)/\(file)") }

  func remove() {
    for file in Self.files { delete(file) }
    rmdir(directory)
  }

  func problems() -> [Problem] {
    do throws(PackFault) {
      _ = try Theatre.load(directory: directory)
      return []
    } catch {
      return error.problems
    }
  }
}
