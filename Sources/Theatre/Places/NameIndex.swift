internal import JSON
internal import Model

/// All places that carry one name.
struct NameGroup: Sendable {
  var start: Int32
  var end: Int32
  /// The one a bare name means, or −1.
  var meant: Int32
}

/// Every name and alias, folded, with the places that carry it.
struct NameIndex {
  /// One for each group, in its order.
  let keys: [[UInt8]]
  let names: NameTable
  /// Names by sound (`Transliteration`); several that sound alike are one group more.
  let sounds: NameTable
  let groups: [NameGroup]
  let members: [Int32]

  init(_ draft: GazetteerDraft, frames: [PlaceFrame]) {
    var numbers: [[UInt8]: Int32] = [:]
    var keys: [[UInt8]] = []
    var pairs: [(group: Int32, place: Int32)] = []
    numbers.reserveCapacity(draft.rows.count * 2)
    var scratch: [UInt8] = []
    draft.text.withUnsafeBytes { text in
      for (index, row) in draft.rows.enumerated() {
        let name = text[row.name.range]
        for part in [name] + text[row.aliases.range].split(separator: UInt8(ascii: "|")) {
          let key = Folding.key(UnsafeRawBufferPointer(rebasing: part), &scratch)
          if key.isEmpty { continue }
          let number = numbers[key] ?? Int32(keys.count)
          if number == Int32(keys.count) {
            numbers[key] = number
            keys.append(key)
          }
          pairs.append((number, Int32(index)))
        }
      }
    }
    var counts = [Int32](repeating: 0, count: keys.count + 1)
    for pair in pairs { counts[Int(pair.group) + 1] += 1 }
    for at in counts.indices.dropFirst() { counts[at] += counts[at - 1] }
    var ends = counts
    var members = [Int32](repeating: -1, count: pairs.count)
    for pair in pairs {
      let at = Int(ends[Int(pair.group)])
      // One place may carry a name twice, in two spellings that fold alike.
      if at > counts[Int(pair.group)], members[at - 1] == pair.place { continue }
      members[at] = pair.place
      ends[Int(pair.group)] += 1
    }
    var groups = keys.indices.map { number in
      let start = counts[number]
      let end = ends[number]
      return NameGroup(
        start: start, end: end, meant: Self.meant(members[Int(start)..<Int(end)], frames))
    }
    names = NameTable(keys.enumerated().map { (name: $0.element, value: Int32($0.offset)) })
    sounds = Self.sounds(keys, frames, &groups, &members)
    self.groups = groups
    self.members = members
    self.keys = keys
  }

  /// Names that sound alike become one group, so that neither is preferred in silence.
  private static func sounds(
    _ keys: [[UInt8]], _ frames: [PlaceFrame], _ groups: inout [NameGroup],
    _ members: inout [Int32]
  ) -> NameTable {
    var alike: [[UInt8]: [Int32]] = [:]
    var order: [[UInt8]] = []
    for (number, key) in keys.enumerated() where key.count >= SpellingIndex.soundBytesMin {
      let form = Transliteration.form(key)
      if form.count < SpellingIndex.soundBytesMin - 1 { continue }
      if alike[form] == nil { order.append(form) }
      alike[form, default: []].append(Int32(number))
    }
    var entries: [(name: [UInt8], value: Int32)] = []
    for form in order {
      let numbers = alike[form] ?? []
      if numbers.count == 1 {
        entries.append((form, numbers[0]))
        continue
      }
      var carriers: [Int32] = []
      for number in numbers {
        let group = groups[Int(number)]
        for index in members[Int(group.start)..<Int(group.end)] where !carriers.contains(index) {
          carriers.append(index)
        }
      }
      entries.append((form, Int32(groups.count)))
      groups.append(
        NameGroup(
          start: Int32(members.count), end: Int32(members.count + carriers.count),
          meant: meant(carriers[...], frames)))
      members += carriers
    }
    return NameTable(entries)
  }

  /// The place that goes before every other of its name, or −1.
  private static func meant(_ carriers: ArraySlice<Int32>, _ frames: [PlaceFrame]) -> Int32 {
    guard var best = carriers.first else { return -1 }
    for other in carriers.dropFirst()
    where !frames[Int(best)].isMeant(best, before: frames[Int(other)], other) { best = other }
    for other in carriers where other != best {
      guard frames[Int(best)].isMeant(best, before: frames[Int(other)], other) else { return -1 }
    }
    return best
  }
}
