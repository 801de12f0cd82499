import Model

/// An incident that was compared, with what speaks for and against its being the same.
struct Candidate {
  var incident: Int32
  var evidence: CodeSet<IncidentEvidence>
  var score: Int

  init(_ incident: Int32, _ evidence: CodeSet<IncidentEvidence>, score: Int) {
    self.incident = incident
    self.evidence = evidence
    self.score = score
  }
}

/// Contenders: incidents that were compared and kept apart, linked both ways.
extension Assessment {
  func contend(_ incident: Int32, _ candidate: Candidate) {
    let link = UInt32(truncatingIfNeeded: candidate.evidence.bits)
    // Both must have room: a link that only one side knows could not be undone.
    let here = keepLink(incident, candidate.incident, link)
    guard here != .noRoom else { return }
    guard keepLink(candidate.incident, incident, link) != .noRoom else {
      dropLink(incident, candidate.incident)
      return
    }
    if here == .new { note(candidate.incident, .contender) }
  }

  private enum Keeping { case new, known, noRoom }

  /// Links one way; the worst of four gives way to a better one.
  private func keepLink(_ from: Int32, _ to: Int32, _ evidence: UInt32) -> Keeping {
    let link = Link(incident: to, evidence: evidence)
    let found = memory.links.find(from)
    guard found >= 0 else {
      var row = LinkRow(incident: from)
      row.links[0] = link
      memory.links.insert(row)
      memory.incidents.edit(from).pointee.set(IncidentRow.linkedBit, true)
      return .new
    }
    for index in 0..<4 {
      let other = memory.links.row(found).pointee.links[index]
      guard other.incident == to else { continue }
      guard link.score(weights) > other.score(weights) else { return .known }
      put(link, at: index, found, from)
      return .known
    }
    // The last is the worst, or empty.
    let last = memory.links.row(found).pointee.links[3]
    if last.incident >= 0 {
      guard link.score(weights) > last.score(weights) else { return .noRoom }
      dropLink(last.incident, from)
    }
    put(link, at: 3, found, from)
    return .new
  }

  private func put(_ link: Link, at index: Int, _ slot: Int32, _ incident: Int32) {
    let row = memory.links.edit(slot)
    row.pointee.links[index] = link
    row.pointee.sort(weights)
    _ = memory.incidents.edit(incident)
  }

  private func dropLink(_ from: Int32, _ to: Int32) {
    let found = memory.links.find(from)
    guard found >= 0 else { return }
    var isEmpty = true
    let row = memory.links.edit(found)
    for index in 0..<4 {
      if row.pointee.links[index].incident == to { row.pointee.links[index] = Link() }
      if row.pointee.links[index].incident >= 0 { isEmpty = false }
    }
    row.pointee.sort(weights)
    let incident = memory.incidents.edit(from)
    guard isEmpty else { return }
    memory.links.remove(found)
    incident.pointee.set(IncidentRow.linkedBit, false)
  }

  /// Gives an incident's contenders to the one it ends in.
  func inherit(_ from: Int32, _ home: Int32) {
    let row = memory.incidents.row(from).pointee
    if row.has(IncidentRow.blockedBit) {
      memory.incidents.edit(home).pointee.set(IncidentRow.blockedBit, true)
    }
    guard row.has(IncidentRow.linkedBit) else { return }
    let found = memory.links.find(from)
    guard found >= 0 else { return }
    let links = memory.links.row(found).pointee.links
    removeLinks(from)
    for index in 0..<4 where links[index].incident >= 0 && links[index].incident != home {
      let evidence = CodeSet<IncidentEvidence>(bits: UInt64(links[index].evidence))
      contend(
        home, Candidate(links[index].incident, evidence, score: links[index].score(weights)))
    }
  }

  /// Takes an incident out of the lists of its contenders.
  func removeLinks(_ incident: Int32) {
    guard memory.incidents.row(incident).pointee.has(IncidentRow.linkedBit) else { return }
    let found = memory.links.find(incident)
    guard found >= 0 else { return }
    let links = memory.links.row(found).pointee.links
    for index in 0..<4 where links[index].incident >= 0 {
      dropLink(links[index].incident, incident)
    }
    memory.links.remove(found)
    memory.incidents.edit(incident).pointee.set(IncidentRow.linkedBit, false)
  }
}
