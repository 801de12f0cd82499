/// Blows when nearly everything is rejected: then a schema, a mapping or a setting is wrong, and
/// not the data.
///
/// A batch that blows it is not committed, so records wait on their topic instead of becoming
/// rejections by the thousand. Pure: it counts what it is told.
struct RejectionFuse: Sendable, Equatable {
  /// Rejections in a row that blow it; 0 is never.
  let consecutiveMax: Int
  /// Per cent of rejections in the window that blow it; 0 is never.
  let percentMax: Int
  /// Records that the ratio looks back over. Fewer than these blow nothing.
  let window: Int

  private var consecutive = 0
  private var records = 0
  private var rejected = 0

  init(consecutiveMax: Int, percentMax: Int, window: Int) {
    self.consecutiveMax = consecutiveMax
    self.percentMax = percentMax
    self.window = window
  }

  mutating func count(isRejected: Bool) {
    consecutive = isRejected ? consecutive + 1 : 0
    records += 1
    rejected += isRejected ? 1 : 0
    // Halved at twice the window: the ratio forgets, and nothing is kept for each record.
    if records >= 2 * window {
      records /= 2
      rejected /= 2
    }
  }

  /// One sentence when it has blown, else nil.
  var sentence: String? {
    if consecutiveMax > 0, consecutive >= consecutiveMax {
      return "\(consecutive) records in a row were rejected (fuse.consecutive \(consecutiveMax))"
    }
    if percentMax > 0, records >= window, rejected * 100 >= percentMax * records {
      return
        "\(rejected * 100 / records) % of the last \(records) records were rejected "
        + "(fuse.percent \(percentMax))"
    }
    return nil
  }
}
