import Model
import Theatre

/// Reads whom a text has it from: “selon l'AFP”, “(Reuters)”, “AFP -”.
struct OriginReader {
  let frame: SentenceFrame
  let registry: SourceRegistry

  func read(into facts: inout Facts) {
    for mention in frame.sources where isTold(mention) {
      facts.origin = mention.index
      facts.evidence.append(
        Facts.Evidence(
          fact: .origin, words: Int(mention.start)..<Int(mention.end), percent: 85))
      return
    }
  }

  private func isTold(_ mention: SentenceFrame.Mention) -> Bool {
    let first = Int(frame.itemOf[Int(mention.start)])
    for at in max(0, first - 4)..<first
    where frame.items[at].tag == .speech && frame.items[at].sentence == frame.items[first].sentence
    {
      return true
    }
    let kind = registry.sources[Int(mention.index)].kind
    guard kind == .agency || kind == .broadcaster || kind == .newspaper else { return false }
    let (start, end) = (Int(mention.start), Int(mention.end))
    let opens = frame.tokens[start].marks
    let closes = end < frame.tokens.count ? frame.tokens[end].marks : [.stop]
    if opens.contains(.opening) { return true }
    // At the beginning, before a dash; at the very end, behind one.
    if start <= 3, closes.contains(.dash) { return true }
    return end >= frame.tokens.count && opens.contains(.dash)
  }
}
