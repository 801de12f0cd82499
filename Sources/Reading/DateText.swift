public import Theatre

/// Reads a field that holds a date as people write it: `12/03/2018`, `12 mars 2018`, `hier soir`.
///
/// Keeps its buffers; only fields that are no RFC 3339 come here.
public struct DateText: Sendable {
  private var frame = SentenceFrame()
  private var dates: [DateReading] = []

  public init() {}

  /// The one time that the whole text names; nil when it names none or says something else too.
  public mutating func read(
    _ text: UnsafeRawBufferPointer, words: [Lexicon]
  ) -> DateReading? {
    guard text.count <= 64 else { return nil }
    frame.read(text)
    for lexicon in words {
      frame.tag(with: lexicon)
      dates.removeAll(keepingCapacity: true)
      DateFinder(lexicon: lexicon).find(in: &frame, &dates)
      if let date = dates.first, date.hasDay, isWhole { return date }
      frame.release()
    }
    return nil
  }

  /// Whether nothing but articles stands beside the date.
  private var isWhole: Bool {
    for item in frame.items where !frame.isTaken(item) {
      switch item.tag {
      case .one, .of, .to, .towards, .clock, .hour: break
      default: return false
      }
    }
    return true
  }
}
