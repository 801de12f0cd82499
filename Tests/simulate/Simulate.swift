import Foundation
import Simulation

/// `simulate COUNT [FROM]` runs so many worlds; `simulate seed N` replays one and tells its story;
/// `simulate canaries` looks for defects put in on purpose.
@main
struct Simulate {
  static func main() throws {
    let words = Array(CommandLine.arguments.dropFirst())
    let input = try WorldInput()
    if words.first == "seed", let seed = words.dropFirst().first.flatMap({ UInt64($0) }) {
      let world = World(seed: seed, input)
      world.tell = { print($0) }
      let result = world.run()
      print(line(result))
      exit(result.problem == nil ? 0 : 1)
    }
    if words.first == "canaries" {
      for canary in Canary.allCases {
        let found = (1...100 as ClosedRange<UInt64>).first {
          World(seed: $0, input, canary: canary).run().problem != nil
        }
        print("\(canary): \(found.map { "found by seed \($0)" } ?? "NOT FOUND in a hundred seeds")")
      }
      return
    }
    let count = words.first.flatMap { UInt64($0) } ?? 100
    let first = words.dropFirst().first.flatMap { UInt64($0) } ?? 1
    var failed: [UInt64] = []
    var (steps, faults, records) = (0, 0, 0)
    for seed in first..<first + count {
      let result = World(seed: seed, input).run()
      steps += result.steps
      faults += result.faults
      records += result.accepted + result.rejected
      guard result.problem != nil else { continue }
      failed.append(seed)
      print(line(result))
    }
    print(
      "\(count) worlds from seed \(first): \(steps) steps, \(faults) faults, \(records) records, "
        + "\(failed.count) failed")
    for seed in failed.prefix(5) { print("replay alone: make simulate SEED=\(seed)") }
    exit(failed.isEmpty ? 0 : 1)
  }

  private static func line(_ result: WorldResult) -> String {
    "seed \(result.seed): \(result.problem ?? "holds") after \(result.steps) steps; "
      + "\(result.accepted) accepted, \(result.rejected) rejected, "
      + "\(result.incidents) incident and \(result.alerts) alert records; "
      + "transcript \(result.transcript)"
  }
}
