import ArgumentParser
import Foundation
import JSON
import JSONSchema

struct SchemaDiff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say whether a schema still takes what another took, with proof.",
    discussion: """
      backward: NEW takes every document that OLD took. forward: OLD takes every
      document that NEW takes. full: both. none: neither. A yes is proven; a no
      comes with a document that the one accepts and the other refuses; where
      there is neither, the answer is "cannot tell".

      A new optional member breaks nothing when OLD is closed
      (additionalProperties or unevaluatedProperties is false), but OLD does not
      take it; when OLD is open, it took the member in any form before, and the
      difference says so.

      Formats count as rules, as they do for the daemon. Exit codes: 0 compatible
      as required, 1 not or cannot tell, 2 a schema could not be read.

        vigie schema diff Schemas/inbound/field-report/2/schema.json new.json
      """)

  enum Requirement: String, ExpressibleByArgument, CaseIterable {
    case backward, forward, full
  }

  @Argument(help: "The schema in use.")
  var old: String
  @Argument(help: "The schema that is to take its place.")
  var new: String
  @Option(help: "What counts as compatible: backward, forward or full.")
  var require = Requirement.backward
  @Option(help: "Folder of schemas that the two may refer to, by their $id.")
  var registry: String?
  @ArgumentParser.Flag(help: "One JSON object instead of text.")
  var json = false

  func run() throws {
    let shelf = try registry.map { try SchemaShelf.registry(of: $0) } ?? SchemaRegistry()
    let schemas = [old, new].compactMap { SchemaShelf.schema(at: $0, shelf) }
    guard schemas.count == 2 else { throw ExitCode(2) }
    let compatibility = Compatibility(from: schemas[0], to: schemas[1])
    Terminal.say(json ? Self.object(compatibility) : Self.text(compatibility))
    let answers =
      switch require {
      case .backward: [compatibility.backward]
      case .forward: [compatibility.forward]
      case .full: [compatibility.backward, compatibility.forward]
      }
    if answers.contains(where: { $0 != .yes }) { throw ExitCode(1) }
  }

  private static func word(_ answer: Compatibility.Answer) -> String {
    switch answer {
    case .yes: "yes"
    case .no: "no"
    case .cannotTell: "cannot tell"
    }
  }

  private static func text(_ compatibility: Compatibility) -> String {
    var lines = [
      Terminal.styled(compatibility.verdict.rawValue, .bold),
      "  backward: \(word(compatibility.backward)) (NEW takes every document that OLD took)",
      "  forward:  \(word(compatibility.forward)) (OLD takes every document that NEW takes)",
    ]
    for difference in compatibility.differences {
      let direction = difference.breaksBackward ? "backward" : "forward"
      let place = difference.pointer.isEmpty ? "the document" : difference.pointer
      let verb = difference.example == nil ? "may break" : "breaks"
      lines.append("")
      lines.append(Terminal.styled("\(verb) \(direction) at \(printable(place))", .yellow))
      let sentence = wrapped(printable(difference.sentence), indent: 4, columns: Terminal.columns)
      lines.append("    \(sentence)")
      lines.append("    rule: \(printable(difference.schemaPointer))")
      guard let example = difference.example else {
        lines.append("    cannot tell: no document was found that shows it")
        continue
      }
      let who = difference.breaksBackward ? "OLD accepts, NEW refuses" : "NEW accepts, OLD refuses"
      lines.append("    \(who): \(printable(String(decoding: example, as: UTF8.self)))")
    }
    return lines.joined(separator: "\n")
  }

  private static func object(_ compatibility: Compatibility) -> String {
    var writer = Writer()
    writer.beginObject()
    for (name, value) in [
      ("verdict" as StaticString, compatibility.verdict.rawValue),
      ("backward", word(compatibility.backward)), ("forward", word(compatibility.forward)),
    ] {
      writer.name(name)
      writer.string(value)
    }
    writer.name("differences")
    writer.beginArray()
    for difference in compatibility.differences {
      writer.beginObject()
      for (name, value) in [
        ("breaks" as StaticString, difference.breaksBackward ? "backward" : "forward"),
        ("pointer", difference.pointer), ("schemaPointer", difference.schemaPointer),
        ("sentence", difference.sentence),
      ] {
        writer.name(name)
        writer.string(value)
      }
      if let example = difference.example {
        writer.name("example")
        example.withUnsafeBytes { writer.raw($0) }
      }
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
