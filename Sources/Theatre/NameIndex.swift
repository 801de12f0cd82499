internal import JSON

/// All places that carry one name.
struct NameGroup: Sendable {
  var start: Int32
  var end: Int32
  /// The one a bare name means, or −1.
  var meant: Int32
}

/// Every name and alias, folded, with the places that carry it.
struct NameIndex {
  let names: NameTable
  let groups: [NameGroup]
  let members: [Int32]

  init(places: [Place], frames: [PlaceFrame]) {
    var order: [[UInt8]] = []
    var carriers: [[UInt8]: [Int32]] = [:]
    for (index, place) in places.enumerated() {
      for name in [place.name] + place.aliases {
        let key = Folding.key(name)
        if key.isEmpty { continue }
        if carriers[key] == nil { order.append(key) }
        if carriers[key]?.last != Int32(index) { carriers[key, default: []].append(Int32(index)) }
      }
    }
    var groups: [NameGroup] = []
    var members: [Int32] = []
    for key in order {
      let carriers = carriers[key] ?? []
      let meant = carriers.first { candidate in
        carriers.allSatisfy { other in
          other == candidate
            || frames[Int(candidate)].isMeant(candidate, before: frames[Int(other)], other)
        }
      }
      groups.append(
        NameGroup(
          start: Int32(members.count), end: Int32(members.count + carriers.count),
          meant: meant ?? -1))
      members += carriers
    }
    names = NameTable(order.enumerated().map { (name: $0.element, value: Int32($0.offset)) })
    self.groups = groups
    self.members = members
  }
}
