import Model
import Theatre

/// Says of a phrase whether the sentence asserts it: no, perhaps, later, long ago.
struct Scope {
  let frame: SentenceFrame

  /// Words that a scope reaches over.
  private static let reach = 9

  private var items: [SentenceFrame.Item] { frame.items }

  /// How the phrase that begins at a word is meant, and whether it was only attempted.
  func judge(_ word: Int) -> (assertion: Assertion, isAttempt: Bool) {
    let start = Int(frame.itemOf[word])
    let sentence = items[start].sentence
    if items[start].tag == .negated { return (.negated, false) }
    var at = start - 1
    var steps = 0
    while at >= 0, items[at].sentence == sentence, steps < 30 {
      let isNear = steps < Self.reach
      switch items[at].tag {
      case .negated where isNear, .deny where isNear: return (.negated, false)
      case .hypothetical where isNear: return (.hypothetical, false)
      case .future where isNear: return (.future, false)
      case .historical: return (.historical, false)
      case .attempt where steps < 4: return (.asserted, true)
      default: break
      }
      at -= 1
      steps += 1
    }
    // “l'attaque n'a pas eu lieu”, “une attaque déjouée”, “manifestation prévue demain”.
    at = start + 1
    steps = 0
    while at < items.count, items[at].sentence == sentence, steps < 8 {
      guard items[at].marks.isDisjoint(with: [.comma, .pause, .colon]) else { break }
      switch items[at].tag {
      case .negated: return (.negated, false)
      case .future where steps < 5: return (.future, false)
      case .attempt where steps < 5: return (.asserted, true)
      case .harm, .act: steps += 8
      default: break
      }
      at += 1
      steps += 1
    }
    return (.asserted, false)
  }
}
