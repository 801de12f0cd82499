import Foundation
import Model
import Reading
import Theatre

/// Labelled sentences: one a line, and what people read in them.
struct Corpus {
  struct Row {
    var text: String
    var columns: [String]
  }

  let rows: [Row]

  init(_ name: String) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Sentences/\(name).tsv")
    let text = try String(contentsOf: file, encoding: .utf8)
    rows = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return Row(text: columns[0], columns: Array(columns.dropFirst()))
    }
  }

  static let theatre: Theatre? = try? Theatre.load(
    directory: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Deploy/theatres/mali-2018").path())
}

extension SentenceReader {
  /// What a text says; nil when it is in no language of the pack.
  mutating func facts(of text: String) -> Facts? {
    var text = text
    return text.withUTF8 { bytes in
      let language = open(UnsafeRawBufferPointer(bytes))
      guard language >= 0 else { return nil }
      read(in: language)
      return facts
    }
  }
}

/// Tolls as the sentences' labels write them: `s3 c2`.
enum TollLabel {
  private static let letters: [(letter: Character, party: Party)] = [
    ("a", .all), ("c", .civilians), ("s", .securityForces), ("p", .peacekeepers),
    ("t", .attackers), ("u", .unknown),
  ]

  static func read(_ label: String) -> [Party: Int32] {
    guard label != "-" else { return [:] }
    if label == "0" { return [.all: 0] }
    var cells: [Party: Int32] = [:]
    for part in label.split(separator: " ") {
      guard let party = letters.first(where: { $0.letter == part.first })?.party else { continue }
      cells[party] = Int32(part.dropFirst())
    }
    return cells
  }

  static func cells(_ tolls: Tolls, _ harm: Harm) -> [Party: Int32] {
    var cells: [Party: Int32] = [:]
    for party in Party.every where tolls[harm, party].isPresent {
      cells[party] = tolls[harm, party].best
    }
    return cells
  }

  /// All parties together, a total as told first.
  static func total(_ cells: [Party: Int32]) -> Int32 {
    let sum = cells.filter { $0.key != .all }.values.reduce(0, +)
    return max(cells[.all] ?? 0, sum)
  }
}
