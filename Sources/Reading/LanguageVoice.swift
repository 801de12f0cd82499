import Theatre

/// Tells languages apart by their small words.
struct LanguageVoice {
  private let lexicon: Lexicon

  init(_ lexicon: Lexicon) { self.lexicon = lexicon }

  /// The language with the most small words of its own; the first that has any on a tie, −1 when
  /// none has.
  static func choose(_ voices: [LanguageVoice], _ frame: SentenceFrame) -> Int {
    var best = -1
    var most = 0
    for (index, voice) in voices.enumerated() {
      let count = voice.count(frame)
      if count > most { (best, most) = (index, count) }
    }
    return best
  }

  private func count(_ frame: SentenceFrame) -> Int {
    var count = 0
    frame.folded.withUnsafeBytes { folded in
      for token in frame.tokens.prefix(64) where token.number < 0 {
        let word = UnsafeRawBufferPointer(
          rebasing: folded[Int(token.foldedStart)...Int(token.foldedEnd)])
        let id = lexicon.word(
          word, isAccented: token.marks.contains(.accented), mayLackAccents: false)
        guard id >= 0 else { continue }
        count += lexicon.isSmall(id) ? 3 : 1
      }
    }
    return count
  }
}
