import Model

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
    var room = -1
    var worst = -1
    let row = memory.links.row(found)
    for index in 0..<4 {
      let other = row.pointee.links[index]
      if other.incident == to {
        guard other.evidence != evidence else { return .known }
        memory.links.edit(found).pointee.links[index] = link
        _ = memory.incidents.edit(from)
        return .known
      }
      if other.incident < 0 {
        if room < 0 { room = index }
      } else if worst < 0 || other.score < row.pointee.links[worst].score {
        worst = index
      }
    }
    if room < 0 {
      guard worst >= 0, link.score > row.pointee.links[worst].score else { return .noRoom }
      dropLink(row.pointee.links[worst].incident, from)
      room = worst
    }
    memory.links.edit(found).pointee.links[room] = link
    _ = memory.incidents.edit(from)
    return .new
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
    let incident = memory.incidents.edit(from)
    guard isEmpty else { return }
    memory.links.remove(found)
    incident.pointee.set(IncidentRow.linkedBit, false)
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
