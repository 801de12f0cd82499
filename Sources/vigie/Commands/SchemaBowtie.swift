import ArgumentParser
import Foundation
import JSONSchema

struct SchemaBowtie: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bowtie",
    abstract: "Speak Bowtie's harness protocol: compare this validator with all others.",
    discussion: """
      Reads commands from standard input and answers on standard output, one JSON
      object a line (https://docs.bowtie.report). Unknown keywords are annotations
      here, as the specification has it. Ends at the command stop or at the end of
      input.

        echo '{"cmd":"start","version":1}' | vigie schema bowtie
      """)

  @ArgumentParser.Flag(help: "Let format refuse values; otherwise it is an annotation.")
  var assertFormat = false

  func run() throws {
    var harness = BowtieHarness(
      version: Vigie.configuration.version, assertsFormats: assertFormat)
    while let line = readLine(strippingNewline: true) {
      var text = line
      let answer = text.withUTF8 { harness.answer(to: UnsafeRawBufferPointer($0)) }
      guard case .line(let bytes) = answer else { return }
      Terminal.say(String(decoding: bytes, as: UTF8.self))
    }
  }
}
