import Model
import Theatre

/// What an alert of a rule is about: what makes it the same one.
enum Subject: Equatable {
  /// A fact, by its slot among the facts.
  case fact(Int32)
  case area(Int16)
  case country(UInt16)
  case actor(UInt16)
  /// Number of a place's name, of a source's.
  case place(UInt32)
  case source(UInt32)
  case theatre
}

/// Facts of a time and area, actor or kind.
extension Assessment {
  /// The subject a fact falls under; nil when it has none.
  func subject(_ key: RuleKey, _ at: Int32, _ row: FactRow) -> Subject? {
    switch key {
    case .incident: at >= 0 ? .fact(at) : nil
    case .place: row.place == 0 ? nil : .place(row.place)
    case .admin2: row.area2 < 0 ? nil : .area(row.area2)
    case .admin1: row.area1 < 0 ? nil : .area(row.area1)
    case .country: row.country == 0 ? nil : .country(row.country)
    case .theatre: .theatre
    case .actor: row.family == 0 ? nil : .actor(row.family)
    case .source: nil
    }
  }

  /// Visits the facts of a subject whose middle lies in a window; false when there are more than
  /// can be looked at, and none was visited.
  func forEachFact(
    _ subject: Subject, from: Int64, through: Int64, kinds: CodeSet<ReportKind>,
    _ body: (Int32, UnsafePointer<FactRow>) -> Void
  ) -> Bool {
    guard through >= from, through >= 0 else { return true }
    let buckets = max(0, from) / FactRow.bucket...through / FactRow.bucket
    let low = UInt32(clamping: from)
    let high = UInt32(clamping: through)
    var cells: [UInt64] = []
    var chain = Cell.Facts.area
    for bucket in buckets {
      switch subject {
      case .area(let area):
        let first = UInt32(areas[area].region)
        cells.append(Cell.key(facts: .area, first, bucket: bucket))
      case .place(let place):
        let units = memory.names.meaning(place)
        let id = units.area1 >= 0 ? UInt32(units.area1) : 0x1_0000 | UInt32(units.country)
        cells.append(Cell.key(facts: .area, id, bucket: bucket))
      case .actor(let family):
        chain = .actor
        cells.append(Cell.key(facts: .actor, UInt32(family), bucket: bucket))
      case .country, .theatre:
        chain = .kind
        kinds.forEach {
          cells.append(Cell.key(facts: .kind, UInt32($0.rawValue), bucket: bucket))
        }
      case .fact, .source: return true
      }
    }
    var total = 0
    for index in cells.indices {
      let found = memory.cells.find(cells[index])
      cells[index] = found < 0 ? .max : UInt64(found)
      if found >= 0 { total += Int(memory.cells.row(found).pointee.length) }
    }
    guard total <= AssessmentLimits.factsWalked else {
      memory.meta.counts.rulesCrowded += 1
      return false
    }
    for cell in cells where cell != .max {
      var slot = memory.cells.row(Int32(cell)).pointee.head
      while slot >= 0 {
        let row = memory.facts.row(slot)
        let next =
          switch chain {
          case .area: row.pointee.areaNext
          case .actor: row.pointee.actorNext
          case .kind: row.pointee.kindNext
          }
        if row.pointee.when >= low, row.pointee.when <= high, isOf(subject, row) { body(slot, row) }
        slot = next
      }
    }
    return true
  }

  @inline(__always)
  private func isOf(_ subject: Subject, _ row: UnsafePointer<FactRow>) -> Bool {
    switch subject {
    case .area(let area): row.pointee.area1 == area || row.pointee.area2 == area
    case .place(let place): row.pointee.place == place
    case .country(let country): row.pointee.country == country
    default: true
    }
  }

  /// The matching facts of a window that ends now, in order; nil when there are too many.
  func gather(
    _ subject: Subject, within: Int64, kinds: CodeSet<ReportKind>,
    _ meets: (Fact) -> Found?
  ) -> (facts: [Fact], found: Found)? {
    let now = Int64(memory.meta.clock)
    var facts: [Fact] = []
    var first = Found()
    // A day ahead: a report may name the whole of today.
    let isClear = forEachFact(
      subject, from: now - within, through: now + 86_400, kinds: kinds
    ) { slot, row in
      guard kinds.contains(row.pointee.kind) else { return }
      let fact = Fact(slot, memory)
      guard let found = meets(fact) else { return }
      if first.entry == nil { first = found }
      facts.append(fact)
    }
    guard isClear else { return nil }
    facts.sort { $0.comesBefore($1) }
    return (facts, first)
  }

  /// The kinds a rule's matches allow.
  static func kinds(_ matches: RuleMatch...) -> CodeSet<ReportKind> {
    var kinds = CodeSet<ReportKind>()
    for match in matches {
      kinds.formUnion(match.kinds)
      for inner in match.any { kinds.formUnion(inner.kinds) }
    }
    if kinds.isEmpty { kinds.insert(.security) }
    return kinds
  }

  // MARK: A subject's text, by which it is remembered and its alert known

  func text(of subject: Subject) -> String {
    switch subject {
    case .fact: ""
    case .area(let area): areas[area].text
    case .country(let country): AreaTable.text(country)
    case .actor(let family): theatre.actors.actors[Int(family) - 1].id
    case .place(let place): memory.names.string(place)
    case .source(let source): memory.names.string(source)
    case .theatre: theatre.name
    }
  }

  func subject(_ key: RuleKey, text number: UInt32) -> Subject? {
    let text = memory.names.string(number)
    switch key {
    case .incident: return nil
    case .place: return .place(number)
    case .source: return .source(number)
    case .admin1, .admin2:
      let area = areas.find(text)
      return area < 0 ? nil : .area(area)
    case .country:
      let code = AreaTable.code(text)
      return code == 0 ? nil : .country(code)
    case .actor:
      let actor = theatre.actors.actor(id: text)
      return actor < 0 ? nil : .actor(UInt16(theatre.actors.family(of: actor) + 1))
    case .theatre: return .theatre
    }
  }
}
