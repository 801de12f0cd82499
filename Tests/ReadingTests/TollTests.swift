import Model
import Reading
import Testing
import Theatre

/// How many of the labelled sentences are read right, tolls and parties.
@Suite struct TollSuite {
  /// `tolls` were read while the reader was written, `held` afterwards.
  @Test(arguments: [
    ("tolls.fr", 0.95, 0.93), ("tolls.en", 0.95, 0.91), ("held.fr", 0.75, 0.7),
    ("held.en", 0.7, 0.65),
  ])
  func `counts what people counted`(_ name: String, _ least: Double, _ leastExact: Double) throws {
    let theatre = try #require(Corpus.theatre)
    var reader = SentenceReader(theatre)
    let corpus = try Corpus(name)
    var (right, exact) = (0, 0)
    for row in corpus.rows {
      let tolls = reader.facts(of: row.text)?.tolls ?? Tolls()
      var (isRight, isExact) = (true, true)
      for (index, harm) in Harm.every.enumerated() {
        let wanted = TollLabel.read(row.columns[index])
        let read = TollLabel.cells(tolls, harm)
        isRight = isRight && TollLabel.total(wanted) == TollLabel.total(read)
        isExact = isExact && wanted.filter { $0.value > 0 } == read.filter { $0.value > 0 }
      }
      right += isRight ? 1 : 0
      exact += isExact ? 1 : 0
    }
    let count = Double(corpus.rows.count)
    print(
      "\(name): \(corpus.rows.count) sentences, totals right \(share(right, count)), "
        + "parties too \(share(exact, count))")
    #expect(Double(right) / count >= least)
    #expect(Double(exact) / count >= leastExact)
  }

  private func share(_ part: Int, _ count: Double) -> Double {
    (Double(part) / count * 1000).rounded() / 1000
  }

  @Test(arguments: [
    ("une dizaine de morts", 8, 10, 12), ("au moins 20 morts", 20, 20, 25),
    ("entre 5 et 7 morts", 5, 6, 7), ("6 à 8 morts", 6, 7, 8), ("deux ou trois morts", 2, 2, 3),
    ("1 200 morts", 1200, 1200, 1200), ("1\u{A0}200 morts", 1200, 1200, 1200),
    ("1.200 morts", 1200, 1200, 1200), ("quatre-vingt-dix-sept morts", 97, 97, 97),
    ("deux cent cinq morts", 205, 205, 205), ("des centaines de morts", 100, 100, 600),
    ("plusieurs morts", 2, 3, 10), ("près de 50 morts", 40, 50, 60), ("aucun mort", 0, 0, 0),
    ("trois mille cinq cents morts", 3500, 3500, 3500), ("vingt et un morts", 21, 21, 21),
  ])
  func `keeps the bounds that words give`(
    _ text: String, _ low: Int32, _ best: Int32, _ high: Int32
  ) throws {
    var reader = SentenceReader(try #require(Corpus.theatre))
    let facts = reader.facts(of: "L'attaque a fait \(text) dans le village")
    let tolls = try #require(facts).tolls
    #expect(tolls[.killed, .all] == TollRange(low: low, best: best, high: high))
  }

  @Test func `random words never stop it`() throws {
    var reader = SentenceReader(try #require(Corpus.theatre))
    let words = try ["tolls.fr", "tolls.en"].flatMap { try Corpus($0).rows }.flatMap {
      $0.text.split(separator: " ").map(String.init)
    }
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    for _ in 0..<300 {
      var text = ""
      for _ in 0..<30 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text +=
          words[Int(state >> 33) % words.count]
          + ["", " ", " ", ", ", ". ", " ("][Int(state >> 59) % 6]
      }
      let first = reader.facts(of: text)?.tolls
      let second = reader.facts(of: text)?.tolls
      #expect(first == second)
    }
  }
}
