import Model
import Theatre

/// Numbers in a sentence: digits, words, vague words, bounds and ranges.
struct QuantityReader {
  let items: [SentenceFrame.Item]
  let tokens: [Token]
  let taken: [Bool]
  let lexicon: Lexicon

  struct Quantity {
    var range: TollRange
    /// The item behind it.
    var end: Int
    /// `un`, `une`, `a`: an article as often as a number.
    var isArticle = false
    var isVague = false
    /// The number is told only to be corrected: “et non 6”.
    var isDropped = false
    /// Told twice, “trois (03)”: a closing parenthesis stands behind.
    var isRepeated = false
  }

  /// The quantity that begins at an item.
  func read(at start: Int) -> Quantity? {
    var at = start
    var bound = WordTag.none
    if at < items.count {
      switch items[at].tag {
      case .atLeast, .about, .atMost, .between, .rather, .revised:
        bound = items[at].tag
        at += 1
        // “plus de une dizaine”, “de près de 20”.
        if at < items.count, items[at].tag == .of || items[at].tag == .about { at += 1 }
      default: break
      }
    }
    guard at < items.count, bound == .none || items[at].marks.isOpen, let first = core(at) else {
      return nil
    }
    var quantity = first
    skipRepetition(&quantity)
    if let second = second(after: quantity, bound) {
      combine(&quantity, second, bound)
    } else {
      bind(&quantity, bound)
    }
    if bound != .none { quantity.isArticle = false }
    return quantity
  }

  /// “trois (03)”, “03 (trois)”.
  private func skipRepetition(_ quantity: inout Quantity) {
    let end = quantity.end
    guard end < items.count, items[end].marks.contains(.opening), let inner = core(end),
      inner.range.best == quantity.range.best || inner.range.best == quantity.range.high,
      inner.end >= items.count || items[inner.end].marks.contains(.closing)
    else { return }
    quantity.end = inner.end
    quantity.isRepeated = true
  }

  /// The other end of “6 à 8”, “deux ou trois”, “entre 5 et 7”, “5-7”.
  private func second(after first: Quantity, _ bound: WordTag) -> Quantity? {
    let at = first.end
    guard at < items.count, !first.isVague || bound == .between else { return nil }
    let item = items[at]
    if item.marks.contains(.joined), tokens[Int(item.start)].number >= 0,
      tokens[Int(item.start) - 1].number >= 0
    {
      return core(at)
    }
    guard item.marks.isOpen, at + 1 < items.count, items[at + 1].marks.isOpen else { return nil }
    switch item.tag {
    case .to: return first.isArticle ? nil : core(at + 1)
    case .or: return core(at + 1)
    case .and: return bound == .between ? core(at + 1) : nil
    default: return nil
    }
  }

  private func combine(_ quantity: inout Quantity, _ second: Quantity, _ bound: WordTag) {
    let (a, b) = (quantity.range, second.range)
    quantity.end = second.end
    quantity.isArticle = false
    if bound == .revised || b.best < a.best {
      quantity.range = b
      quantity.isVague = second.isVague
    } else {
      quantity.range = TollRange(low: a.low, best: (a.best + b.best) / 2, high: b.high)
    }
    quantity.isDropped = bound == .rather
    skipRepetition(&quantity)
  }

  private func bind(_ quantity: inout Quantity, _ bound: WordTag) {
    let value = quantity.range.best
    switch bound {
    case .atLeast:
      quantity.range.low = max(quantity.range.low, quantity.isVague ? quantity.range.low : value)
      quantity.range.high = max(quantity.range.high, value + max(1, value / 4))
    case .about:
      quantity.range.low = min(quantity.range.low, value - value / 5)
      quantity.range.high = max(quantity.range.high, value + value / 5)
    case .atMost: quantity.range.low = min(quantity.range.low, value / 2)
    case .rather: quantity.isDropped = true
    default: break
    }
  }

  /// A number or a vague word, without bounds.
  private func core(_ start: Int) -> Quantity? {
    guard start < items.count else { return nil }
    let item = items[start]
    if item.tag == .quantity {
      let sense = lexicon.grammar[Int(item.sense)]
      return Quantity(
        range: TollRange(low: sense.low, best: sense.best, high: sense.high), end: start + 1,
        isVague: true)
    }
    if tokens[Int(item.start)].number >= 0 { return digits(start) }
    return item.tag == .number ? words(start) : nil
  }

  /// `1200`, `1 200`, `1.200`.
  private func digits(_ start: Int) -> Quantity? {
    let token = tokens[Int(items[start].start)]
    guard !taken[Int(items[start].start)] else { return nil }
    var value = Int64(token.number)
    var end = start + 1
    var width = token.end - token.start
    while width <= 3, value > 0, end < items.count {
      let next = tokens[Int(items[end].start)]
      guard next.number >= 0, next.end - next.start == 3, !taken[Int(items[end].start)],
        next.marks.isOpen || next.marks.contains(.point),
        !next.marks.contains(.joined), value < 1_000_000
      else { break }
      value = value * 1000 + Int64(next.number)
      end += 1
      width = 3
    }
    // `2,5` and `12.03` are no people.
    if end < items.count, items[end].marks.contains(.point),
      tokens[Int(items[end].start)].number >= 0
    {
      return nil
    }
    return scaled(value, end)
  }

  private func scaled(_ value: Int64, _ end: Int) -> Quantity? {
    var (value, end) = (value, end)
    if end < items.count, items[end].tag == .number, items[end].marks.isOpen {
      let scale = Int64(lexicon.grammar[Int(items[end].sense)].best)
      if scale >= 1000 { (value, end) = (value * scale, end + 1) }
    }
    guard value <= Int64(TollRange.most) else { return nil }
    let count = Int32(value)
    return Quantity(range: TollRange(low: count, best: count, high: count), end: end)
  }

  /// `vingt et un`, `quatre-vingt-dix`, `two hundred and five`.
  private func words(_ start: Int) -> Quantity? {
    var total: Int64 = 0
    var current: Int64 = 0
    var at = start
    while at < items.count {
      var next = at
      if at > start {
        guard items[at].marks.isOpen else { break }
        if items[at].tag == .and, at + 1 < items.count, items[at + 1].tag == .number,
          items[at + 1].marks.isOpen, mayJoin(current, at + 1)
        {
          next = at + 1
        }
      }
      guard items[next].tag == .number, tokens[Int(items[next].start)].number < 0 else { break }
      let value = Int64(lexicon.grammar[Int(items[next].sense)].best)
      if value >= 1000 {
        total += max(current, 1) * value
        current = 0
      } else if value == 100 {
        guard current < 10 else { break }
        current = max(current, 1) * 100
      } else if at == start || current == 0 {
        current += value
      } else {
        let rest = current % 100
        let isTens = rest >= 20 && rest % 10 == 0 && value < (rest == 60 || rest == 80 ? 20 : 10)
        guard isTens || rest == 0 || rest == 10 && value >= 7 && value < 10 else { break }
        current += value
      }
      at = next + 1
    }
    let value = total + current
    guard value <= Int64(TollRange.most) else { return nil }
    let count = Int32(value)
    return Quantity(
      range: TollRange(low: count, best: count, high: count), end: at,
      isArticle: at == start + 1 && count == 1)
  }

  /// `et un` behind tens, `and five` behind a hundred.
  private func mayJoin(_ current: Int64, _ at: Int) -> Bool {
    let value = lexicon.grammar[Int(items[at].sense)].best
    if current > 0, current % 100 == 0 { return lexicon.language == "en" }
    return current % 100 >= 20 && current % 10 == 0 && (value == 1 || value == 11)
  }
}
