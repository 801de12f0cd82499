import Model

/// Taking reports again in the order of their submission, where something keeps them apart.
extension Assessment {
  /// Every report that what is taken again can reach, and what stands between them.
  struct Component {
    var slots: [Int32] = []
    /// Positions in `slots`.
    var index: [Int32: Int] = [:]
    /// Between reports of the component, both ways.
    var edges: [[Edge]] = []
    /// Between a report of it and one outside, which is no more than possible.
    var outside: [(from: Int, item: Near)] = []
  }

  struct Edge {
    let to: Int
    let evidence: CodeSet<IncidentEvidence>
    let score: Int
    let isStrong: Bool
  }

  /// Closes a set of reports under strong pairs and common incidents; nil when that is too large.
  func component(of seeds: [Int32]) -> Component? {
    var part = Component()
    var isWhole = true
    func add(_ slot: Int32) {
      guard part.index[slot] == nil else { return }
      part.index[slot] = part.slots.count
      part.slots.append(slot)
      let home = memory.reports.row(slot).pointee.incident
      guard home >= 0 else { return }
      if memory.incidents.row(home).pointee.members > AssessmentLimits.membersFused {
        isWhole = false
      }
      forEachPillar(of: home) { add($0) }
    }
    for slot in seeds { add(slot) }
    var pairs: [(from: Int, item: Near)] = []
    var at = 0
    while at < part.slots.count {
      guard isWhole, part.slots.count <= AssessmentLimits.componentMax else { return nil }
      _ = lookAround(part.slots[at])
      for item in near {
        pairs.append((at, item))
        if item.isStrong { add(item.slot) }
      }
      at += 1
    }
    part.edges = Array(repeating: [], count: part.slots.count)
    for (from, item) in pairs {
      guard let to = part.index[item.slot] else {
        part.outside.append((from, item))
        continue
      }
      for (a, b) in [(from, to), (to, from)] where !part.edges[a].contains(where: { $0.to == b }) {
        part.edges[a].append(
          Edge(to: b, evidence: item.evidence, score: item.score, isStrong: item.isStrong))
      }
    }
    return part
  }

  /// The incidents that these reports make: a function of the reports alone.
  func clusters(_ part: Component) -> [[Int]] {
    let order = part.slots.indices.sorted { turn(part, $0) < turn(part, $1) }
    var clusters: [[Int]] = []
    var clusterOf = [Int](repeating: -1, count: part.slots.count)
    for node in order {
      var sides: [(cluster: Int, edge: Edge)] = []
      for edge in part.edges[node] where edge.isStrong && clusterOf[edge.to] >= 0 {
        let cluster = clusterOf[edge.to]
        if let at = sides.firstIndex(where: { $0.cluster == cluster }) {
          if isBetter(part, edge, sides[at].edge) { sides[at].edge = edge }
        } else {
          sides.append((cluster, edge))
        }
      }
      sides.sort { isBetter(part, $0.edge, $1.edge) }
      var own = -1
      for side in sides {
        if own < 0 {
          guard agree(part, [node], clusters[side.cluster]) else { continue }
          own = side.cluster
          clusters[own].append(node)
          clusterOf[node] = own
        } else if agree(part, clusters[own], clusters[side.cluster]) {
          for moved in clusters[side.cluster] { clusterOf[moved] = own }
          clusters[own] += clusters[side.cluster]
          clusters[side.cluster] = []
        }
      }
      guard own < 0 else { continue }
      clusterOf[node] = clusters.count
      clusters.append([node])
    }
    return clusters.filter { !$0.isEmpty }.map { cluster in
      cluster.sorted { turn(part, $0) < turn(part, $1) }
    }
  }

  private func turn(_ part: Component, _ node: Int) -> (UInt32, Fingerprint) {
    memory.reports.row(part.slots[node]).pointee.turn
  }

  private func isBetter(_ part: Component, _ a: Edge, _ b: Edge) -> Bool {
    a.score != b.score ? a.score > b.score : turn(part, a.to) < turn(part, b.to)
  }

  /// Whether nothing in one set contradicts anything in the other. A decision that two are one
  /// holds them together against everything but a decision that others are two.
  private func agree(_ part: Component, _ one: [Int], _ other: [Int]) -> Bool {
    var isDecided = false
    var isFit = true
    for a in one {
      let outline = Outline(memory.reports.row(part.slots[a]))
      let least = floor(isPrecise: outline.isPrecise)
      for b in other {
        guard let evidence = pairing(part.slots[a], outline, part.slots[b]) else {
          isFit = false
          continue
        }
        if evidence.contains(.decidedApart) { return false }
        if evidence.contains(.decided) {
          isDecided = true
        } else if evidence.isVetoed || weights.score(evidence) < least {
          isFit = false
        }
      }
    }
    return isFit || isDecided
  }

  // MARK: Giving them their incidents

  /// Makes memory say what `clusters` says: ids live on where most of what they meant does.
  func rebuild(_ part: Component, preferred: Int32) {
    let clusters = clusters(part)
    let old = homes(part)
    var claims: [Int: [Int32]] = [:]
    for incident in old {
      if let cluster = heir(of: incident, clusters, part) {
        claims[cluster, default: []] += [incident]
      }
    }
    var homes: [Int32] = []
    var isTouched = Set<Int32>()
    for (at, cluster) in clusters.enumerated() {
      let home = claims[at]?.first ?? newHome(cluster, part, preferred: preferred)
      homes.append(home)
      if seatAll(cluster, part, in: home) { isTouched.insert(home) }
    }
    for (at, home) in homes.enumerated() {
      for other in (claims[at] ?? []).dropFirst() {
        empty(other, into: home)
        isTouched.insert(home)
      }
    }
    for incident in (old + homes).sorted() { removeLinks(incident) }
    for home in Set(old + homes).sorted() where memory.incidents.row(home).pointee.first >= 0 {
      memory.incidents.edit(home).pointee.set(IncidentRow.blockedBit, false)
      settle(home)
      if isTouched.contains(home) {
        note(home, claims.values.contains { $0.count > 1 && $0[0] == home } ? .merged : .split)
      }
    }
    link(part)
    if let first = homes.first { retire(preferred, for: first) }
  }

  /// The incidents of these reports, by slot: the one that was founded first comes first.
  private func homes(_ part: Component) -> [Int32] {
    var homes = Set<Int32>()
    for slot in part.slots where memory.reports.row(slot).pointee.incident >= 0 {
      homes.insert(memory.reports.row(slot).pointee.incident)
    }
    return homes.sorted()
  }

  /// Where an incident's id lives on: with the report that founded it, else with most of them.
  private func heir(of incident: Int32, _ clusters: [[Int]], _ part: Component) -> Int? {
    let founder = memory.incidents.row(incident).pointee.founder
    var best: (count: Int, cluster: Int)?
    for (at, cluster) in clusters.enumerated() {
      var count = 0
      for node in cluster {
        guard memory.reports.row(part.slots[node]).pointee.incident == incident else { continue }
        if part.slots[node] == founder { return at }
        count += 1
      }
      if count > best?.count ?? 0 { best = (count, at) }
    }
    return best?.cluster
  }

  private func newHome(_ cluster: [Int], _ part: Component, preferred: Int32) -> Int32 {
    let slots = cluster.map { part.slots[$0] }.sorted()
    if preferred >= 0, memory.incidents.isLive(preferred),
      memory.incidents.row(preferred).pointee.first < 0,
      slots.contains(memory.incidents.row(preferred).pointee.founder)
    {
      return preferred
    }
    // An id that ended with one of these comes back.
    for slot in slots {
      let known = memory.incidents.find(
        Self.incidentID(memory.reports.row(slot).pointee.id, salt: 0))
      if known >= 0, memory.incidents.row(known).pointee.first < 0,
        memory.incidents.row(known).pointee.kind == memory.reports.row(slot).pointee.kind
      {
        return known
      }
    }
    let (id, existing, isSalted) = foundingID(slots[0])
    return existing >= 0 ? existing : insertIncident(id, slots[0], isSalted: isSalted)
  }

  /// Moves a cluster's reports to their incident; whether anything changed there.
  private func seatAll(_ cluster: [Int], _ part: Component, in home: Int32) -> Bool {
    var isChanged = false
    for (at, node) in cluster.enumerated() {
      let slot = part.slots[node]
      var evidence = CodeSet<IncidentEvidence>([.founder])
      if at > 0 {
        let members = Set(cluster)
        let earlier = Set(cluster[..<at])
        let within = part.edges[node].filter { $0.isStrong && members.contains($0.to) }
        let best =
          (within.filter { earlier.contains($0.to) }).min { isBetter(part, $0, $1) }
          ?? within.min { isBetter(part, $0, $1) }
        evidence = best?.evidence ?? CodeSet()
      }
      let row = memory.reports.row(slot)
      if row.pointee.incident != home {
        if row.pointee.incident >= 0 {
          note(row.pointee.incident, .reportMoved, isCorrection: true)
        }
        move(slot, to: home, evidence)
        isChanged = true
      } else if row.pointee.evidence != UInt32(truncatingIfNeeded: evidence.bits) {
        memory.reports.edit(slot).pointee.evidence = UInt32(truncatingIfNeeded: evidence.bits)
      }
    }
    return isChanged
  }

  /// What is left of an incident whose pillars went elsewhere follows them.
  private func empty(_ incident: Int32, into home: Int32) {
    for first in [
      memory.incidents.row(incident).pointee.first,
      memory.incidents.row(incident).pointee.firstClaim,
    ] {
      var slot = first
      while slot >= 0 {
        let next = memory.reports.row(slot).pointee.next
        let why = CodeSet<IncidentEvidence>(bits: UInt64(memory.reports.row(slot).pointee.evidence))
        move(slot, to: home, why)
        slot = next
      }
    }
    inherit(incident, home)
    end(incident, in: home)
  }

  /// Contenders and blocks, from what stands between the reports now.
  private func link(_ part: Component) {
    for (from, edges) in part.edges.enumerated() {
      for edge in edges where edge.to > from {
        let home = memory.reports.row(part.slots[from]).pointee.incident
        let other = memory.reports.row(part.slots[edge.to]).pointee.incident
        guard home != other else { continue }
        contend(
          home, other,
          Near(
            slot: part.slots[edge.to], home: other, evidence: edge.evidence, score: edge.score,
            isStrong: edge.isStrong))
      }
    }
    for (from, item) in part.outside {
      let home = memory.reports.row(part.slots[from]).pointee.incident
      let other = memory.reports.row(item.slot).pointee.incident
      if other >= 0, other != home { contend(home, other, item) }
    }
  }
}
