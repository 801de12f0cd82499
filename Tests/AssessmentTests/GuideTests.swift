import Foundation
import Model
import Testing
import Theatre

@testable import Assessment

/// Docs/rules.md, taken at its word.
@Suite struct GuideTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The fenced blocks, with what stands behind the fence.
  static func blocks() throws -> [(label: String, text: String)] {
    let page = try String(contentsOf: root.appending(path: "Docs/rules.md"), encoding: .utf8)
    var blocks: [(label: String, text: String)] = []
    var open: (label: String, lines: [Substring])?
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        if let block = open {
          blocks.append((block.label, block.lines.joined(separator: "\n") + "\n"))
          open = nil
        } else {
          open = (String(line.dropFirst(3)), [])
        }
      } else {
        open?.lines.append(line)
      }
    }
    return blocks
  }

  /// The shipped pack with text added to its files.
  static func pack(_ added: [String: String], _ change: (String, String, String)? = nil) throws
    -> Theatre
  {
    let folder = FileManager.default.temporaryDirectory.appending(path: "vigie-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(
      at: root.appending(path: "Deploy/theatres/mali-2018"), to: folder)
    for (file, text) in added {
      let url = folder.appending(path: file)
      let before = try String(contentsOf: url, encoding: .utf8)
      try (before + (before.hasSuffix("\n") ? "" : "\n") + text).write(
        to: url, atomically: true, encoding: .utf8)
    }
    if let (file, old, new) = change {
      let url = folder.appending(path: file)
      let before = try String(contentsOf: url, encoding: .utf8)
      #expect(before.contains(old))
      try before.replacing(old, with: new, maxReplacements: 1).write(
        to: url, atomically: true, encoding: .utf8)
    }
    return try Theatre.load(directory: folder.path(percentEncoded: false))
  }

  @Test func `the rule made of a sentence fires as the sentence says`() throws {
    var added: [String: String] = [:]
    for block in try Self.blocks() where block.label.hasPrefix("yaml ") {
      added[String(block.label.dropFirst(5)), default: ""] += block.text
    }
    #expect(Set(added.keys) == ["actors.yaml", "rules.yaml", "texts.en.yaml", "texts.fr.yaml"])
    let theatre = try Self.pack(added)
    #expect(theatre.actors.actor(id: "dozo-ambassagou") >= 0)
    let desk = Desk(Assessment(theatre: theatre))
    func device(_ day: String, _ target: TargetClass) -> Tell {
      SeedRow.tell(day, .gaoTown, .remoteExplosiveLandmineIED) {
        $0.weapons = [.ied]
        $0.targets = [target]
        $0.isAnother = true
      }
    }
    try desk.send(device("2018-05-02", .convoy), device("2018-05-06", .patrol))
    #expect(desk.live("X01").isEmpty)
    try desk.send(device("2018-05-11", .convoy))
    let alert = try #require(desk.live("X01").first)
    #expect(alert.severity == .severe && alert.areas.first?.name == "Cercle de Gao")
    #expect(alert.incidents.count == 3)
    let english = try #require(alert.texts.first { $0.language == "en" })
    #expect(english.headline == "3 devices against convoys within 14 days: Cercle de Gao")
    let french = try #require(alert.texts.first { $0.language == "fr" })
    #expect(french.headline == "3 engins contre des convois en 14 jours : Cercle de Gao")
    // A fourth is no news; two weeks later the lower mark ends it.
    try desk.tick("2018-06-01T00:00:00Z")
    #expect(desk.live("X01").isEmpty)
  }

  @Test func `every condition's example can stand in a rule`() throws {
    let examples = try Self.blocks().filter { $0.label == "yaml" }.map(\.text)
    #expect(examples.count >= 11)
    for (index, example) in examples.enumerated() {
      let isScarce = example.contains("campaign:") || example.contains("score:")
      let lines = example.split(separator: "\n").map { "    \($0)\n" }.joined()
      let rule = """
          - id: X\(10 + index)
            name: {fr: Essai, en: Trial}
            version: 1
        \(lines)    severity: minor
            urgency: future
            audience: {fr: Nous, en: Us}
            texts: R06
            reason: a trial
            anchor: none

        """
      do {
        _ = try Self.pack(["rules.yaml": rule])
        #expect(!isScarce, "a second one is a mistake: \(example)")
      } catch let fault as PackFault {
        #expect(
          isScarce && fault.problems.count == 1 && fault.problems[0].sentence.contains("second"),
          "\(example): \(fault)")
      }
    }
  }

  @Test func `every mistake of an edit is told at once, with line and remedy`() throws {
    let rule = """
        - id: X01
          name: {fr: Essai, en: Trial}
          version: 1
          match: {weapon: [ied], targets: [convoi], actors: [jnimm], event_types: [explosion]}
          when: {count: {per: district, within: 14, at_least: three}}
          severity: sever
          urgency: soon
          audience: {fr: Nous}
          texts: X01
          reason: a trial
          cooldown: 3 weeks
          inhibits: [R99]

      """
    do {
      _ = try Self.pack(["rules.yaml": rule])
      Issue.record("loaded")
    } catch let fault as PackFault {
      let told = fault.problems.map { "\($0.sentence) \($0.remedy)" }
      for words in [
        "Did you mean “weapons”", "Did you mean “convoy”", "Did you mean “jnim”",
        "Did you mean “explosions”", "“district” is not a word", "“14” is no duration",
        "“at_least” must be a whole number", "Did you mean “severe”", "“soon” is not a word",
        "“en” is missing", "no templates “X01”", "“3 weeks” is no duration", "“anchor” is missing",
      ] {
        #expect(told.contains { $0.contains(words) }, "\(words): \(told)")
      }
      #expect(fault.problems.allSatisfy { $0.file == "rules.yaml" && $0.line > 880 })
    }
  }

  @Test func `a threshold is tuned by its number`() throws {
    let strict = try Self.pack(
      [:], ("rules.yaml", "sigma_least: 0.5, at_least: 3}", "sigma_least: 0.5, at_least: 9}"))
    let row = try #require(SeedRow.all.first { $0.number == 62 })
    for (theatre, isRaised) in [(Pack.theatre, true), (strict, false)] {
      let desk = Desk(Assessment(theatre: theatre))
      try desk.tick("2018-05-01T00:00:00Z")
      for report in row.reports { try desk.send(report) }
      #expect(desk.alertLog.contains { $0.rule.id == "R15" } == isRaised)
    }
  }
}
