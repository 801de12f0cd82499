import Foundation
import Simulation
import Testing

/// Seeded worlds: what must hold does, and a defect put in on purpose is found.
///
/// `make simulate SEEDS=10000` runs more of them, `make simulate SEED=n` tells the story of one.
@Suite struct WorldSuite {
  static let input = Result { try WorldInput() }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `promises hold in twenty-five worlds`(part: UInt64) throws {
    let input = try Self.input.get()
    var (faults, records) = (0, 0)
    for seed in part * 25 + 1...part * 25 + 25 {
      let result = World(seed: seed, input).run()
      #expect(
        result.problem == nil, "seed \(seed): \(result.problem ?? ""); make simulate SEED=\(seed)")
      faults += result.faults
      records += result.accepted + result.rejected
    }
    // A world in which nothing goes wrong or comes through proves nothing.
    #expect(faults > 50 && records > 500)
  }

  @Test(arguments: Canary.allCases)
  func `a defect put in on purpose is found within a hundred seeds`(canary: Canary) throws {
    let input = try Self.input.get()
    let found = (1...100 as ClosedRange<UInt64>).first {
      World(seed: $0, input, canary: canary).run().problem != nil
    }
    #expect(found != nil)
  }

  @Test func `a seed tells the same story twice`() throws {
    let input = try Self.input.get()
    for seed in [3, 11] as [UInt64] {
      let (first, second) = (World(seed: seed, input).run(), World(seed: seed, input).run())
      #expect(first.transcript == second.transcript)
      #expect(first.steps == second.steps)
    }
  }

  @Test func `a seed tells the same story in another process`() throws {
    let folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let binary = try #require(
      [folder, root.appending(path: ".build/debug")].map { $0.appending(path: "simulate") }.first {
        FileManager.default.isExecutableFile(atPath: $0.path(percentEncoded: false))
      }, "swift build makes it")
    let other = Process()
    let output = Pipe()
    other.executableURL = binary
    other.arguments = ["seed", "5"]
    other.standardOutput = output
    try other.run()
    let story = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    other.waitUntilExit()
    let here = World(seed: 5, try Self.input.get()).run()
    #expect(story.contains("transcript \(here.transcript)"))
  }
}
