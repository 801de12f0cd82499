import Testing

@testable import Theatre

struct FoldingTests {
  @Test(
    arguments: [
      ("Ménaka", "menaka"), ("  Tin-Akoff ", "tin akoff"), ("CŒUR", "coeur"), ("Straße", "strasse"),
      ("Bamakɔ", "bamako"), ("Ŋɛ", "ne"), ("I‑n‑Tillit", "i n tillit"), ("l’Azawad", "l azawad"),
      ("e\u{301}", "e"), ("تمبكتو", "تمبكتو"), ("Ḥamdallāh", "hamdallah"), ("a\u{A0}b", "a b"),
      ("−×÷", ""), ("", ""), ("RN 16", "rn 16"), ("Þór", "thor"), ("Řež ſ", "rez s"),
      ("T\u{200B}essit", "tessit"), ("Jamāʿat nuṣrat", "jama at nusrat"),
    ])
  func `folds`(text: String, folded: String) {
    #expect(Folding.folded(text) == folded)
  }

  @Test(arguments: 1...40)
  func `changes nothing when it folds again`(seed: UInt64) {
    var random = Seeded(seed)
    for _ in 0..<200 {
      var text = ""
      for _ in 0..<random.next(in: 0...24) {
        let scalars: [ClosedRange<Int>] = [
          0x20...0x7E, 0xA0...0x24F, 0x250...0x36F, 0x370...0x4FF, 0x600...0x6FF, 0x1E00...0x1EFF,
          0x2000...0x2070, 0x2D30...0x2D7F, 0x1F300...0x1F5FF,
        ]
        let range = scalars[random.next(in: 0...scalars.count - 1)]
        if let scalar = Unicode.Scalar(UInt32(random.next(in: range))) {
          text.unicodeScalars.append(scalar)
        }
      }
      let once = Folding.folded(text)
      #expect(Folding.folded(once) == once)
      #expect(once.utf8.count <= text.utf8.count)
      #expect(!once.hasPrefix(" ") && !once.hasSuffix(" ") && !once.contains("  "))
    }
  }

  @Test(arguments: 1...20)
  func `survives bytes that are no text`(seed: UInt64) throws {
    let gazetteer = try Pack.theatre().gazetteer
    var random = Seeded(seed)
    var scratch: [UInt8] = []
    for _ in 0..<300 {
      let bytes = (0..<random.next(in: 0...80)).map { _ in UInt8(random.next(in: 0...255)) }
      let count = bytes.withUnsafeBytes { Folding.fold($0, into: &scratch) }
      #expect(count <= bytes.count)
      _ = bytes.withUnsafeBytes { gazetteer.find($0, folding: &scratch) }
    }
  }

  @Test func `finds with one scratch buffer what it finds with a fresh one`() throws {
    let gazetteer = try Pack.theatre().gazetteer
    var scratch: [UInt8] = []
    for place in gazetteer.places {
      let reused = Array(place.name.utf8).withUnsafeBytes {
        gazetteer.find($0, folding: &scratch)
      }
      #expect(reused == gazetteer.find(place.name))
    }
  }
}
