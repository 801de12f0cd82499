internal import JSON

/// Names by how they sound and by how little they differ, for what the exact table does not have.
///
/// A slip of one letter, or two in a long name, leaves the first or the last third of a name as it
/// is; so names are kept by their first and by their last three letters, and only those of one
/// bucket are compared. Short names are never compared: “Gao” is not a slip of “Gan”.
struct SpellingIndex: Sendable {
  /// Shorter names are not looked for by sound, or by slip.
  static let soundBytesMin = 5
  static let slipBytesMin = 7
  static let twoSlipsBytesMin = 11

  /// What the nearest names are.
  struct Nearest {
    var group: Int32 = -1
    var distance = Int.max
    /// Two names of different places are as near as each other.
    var isTied = false
  }

  private let forms: [UInt8]
  /// Where each group's form begins; one more for the end.
  private let starts: [Int32]
  private let heads: Buckets
  private let tails: Buckets

  init(keys: [[UInt8]]) {
    var forms: [UInt8] = []
    var starts: [Int32] = [0]
    for key in keys {
      forms += Transliteration.form(key)
      starts.append(Int32(forms.count))
    }
    func range(_ group: Int) -> Range<Int> { Int(starts[group])..<Int(starts[group + 1]) }
    heads = Buckets(count: keys.count) {
      let range = range($0)
      return range.count < Self.slipBytesMin - 1 ? -1 : Buckets.code(forms[range].prefix(3))
    }
    tails = Buckets(count: keys.count) {
      let range = range($0)
      return range.count < Self.slipBytesMin - 1 ? -1 : Buckets.code(forms[range].suffix(3))
    }
    self.forms = forms
    self.starts = starts
  }

  /// The groups whose names differ least from a form, within what its length allows.
  func nearest(to form: UnsafeRawBufferPointer) -> Nearest {
    var nearest = Nearest()
    guard form.count >= Self.slipBytesMin else { return nearest }
    let most = form.count >= Self.twoSlipsBytesMin ? 2 : 1
    forms.withUnsafeBytes { forms in
      for group in heads[Buckets.code(form.prefix(3))] {
        compare(form, group, most, forms, &nearest)
      }
      for group in tails[Buckets.code(form.suffix(3))] {
        compare(form, group, most, forms, &nearest)
      }
    }
    return nearest
  }

  private func compare(
    _ form: UnsafeRawBufferPointer, _ group: Int32, _ most: Int, _ forms: UnsafeRawBufferPointer,
    _ nearest: inout Nearest
  ) {
    if group == nearest.group { return }
    let range = Int(starts[Int(group)])..<Int(starts[Int(group) + 1])
    guard abs(range.count - form.count) <= most else { return }
    let other = UnsafeRawBufferPointer(rebasing: forms[range])
    let distance = EditDistance.between(form, other, most: min(most, nearest.distance))
    guard distance <= most else { return }
    if distance < nearest.distance {
      nearest = Nearest(group: group, distance: distance)
    } else if distance == nearest.distance {
      nearest.isTied = true
    }
  }
}

/// Numbers by a code of three letters.
private struct Buckets: Sendable {
  private let starts: [Int32]
  private let members: [Int32]

  private static let letters = 37

  /// `code` of −1 leaves a number out.
  init(count: Int, code: (Int) -> Int) {
    let codes = (0..<count).map(code)
    var starts = [Int32](repeating: 0, count: Self.letters * Self.letters * Self.letters + 1)
    for code in codes where code >= 0 { starts[code + 1] += 1 }
    for at in starts.indices.dropFirst() { starts[at] += starts[at - 1] }
    var ends = starts
    var members = [Int32](repeating: 0, count: Int(starts[starts.count - 1]))
    for (number, code) in codes.enumerated() where code >= 0 {
      members[Int(ends[code])] = Int32(number)
      ends[code] += 1
    }
    self.starts = starts
    self.members = members
  }

  static func code(_ bytes: some Collection<UInt8>) -> Int {
    var code = 0
    for byte in bytes {
      let letter = byte &- 97 < 26 ? Int(byte) - 96 : byte &- 48 < 10 ? Int(byte) - 21 : 0
      code = code * letters + letter
    }
    return code
  }

  subscript(code: Int) -> ArraySlice<Int32> {
    members[Int(starts[code])..<Int(starts[code + 1])]
  }
}

/// How many letters must be put in, left out, replaced or swapped with a neighbour.
enum EditDistance {
  private static let bytesMax = 64

  /// The distance, or `Int.max` when it is more than `most`.
  static func between(
    _ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer, most: Int
  ) -> Int {
    guard a.count <= bytesMax, b.count <= bytesMax, a.count > 0, b.count > 0 else { return .max }
    let width = b.count + 1
    // Safe because three rows of `width` are all that is read or written.
    return withUnsafeTemporaryAllocation(of: Int32.self, capacity: 3 * (bytesMax + 1)) { rows in
      for column in 0..<width { rows[width + column] = Int32(column) }
      var previous = width
      var twoBack = 0
      var row = 2 * width
      for i in 1...a.count {
        rows[row] = Int32(i)
        var least = Int32(i)
        for j in 1...b.count {
          let same: Int32 = a[i - 1] == b[j - 1] ? 0 : 1
          var cost = min(
            rows[previous + j] + 1, rows[row + j - 1] + 1, rows[previous + j - 1] + same)
          if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
            cost = min(cost, rows[twoBack + j - 2] + 1)
          }
          rows[row + j] = cost
          least = min(least, cost)
        }
        // A swap reaches two rows back, so one more row may still come down again.
        if least > Int32(clamping: most) + 1 { return .max }
        (twoBack, previous, row) = (previous, row, twoBack)
      }
      let distance = Int(rows[previous + b.count])
      return distance <= most ? distance : .max
    }
  }
}
