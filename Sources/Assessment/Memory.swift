import Model

/// All that is remembered for a sector: tables that change together or not at all.
final class Memory {
  let reports = Table<ReportRow>()
  let spills = Table<SpillRow>()
  let held = Table<HeldRow>()
  let incidents = Table<IncidentRow>()
  let links = Table<LinkRow>()
  let cells = Table<CellRow>()
  let alerts = Table<AlertRow>()
  let campaigns = Table<CampaignRow>()
  let decisions = Table<DecisionRow>()
  let decided = Table<DecidedRow>()
  let facts = Table<FactRow>()
  let spoken = Table<SpokenRow>()
  let watches = Table<WatchRow>()
  let names: Names
  // Unchecked is safe, because memory stays on one thread and nobody holds on to an access of it.
  @exclusivity(unchecked) var meta = Meta()
  private var metaAtCheckpoint = Meta()
  private(set) var isOpen = false

  init(names: Names) { self.names = names }

  func open() {
    precondition(!isOpen, "a checkpoint is open already")
    isOpen = true
    reports.open()
    spills.open()
    held.open()
    incidents.open()
    links.open()
    cells.open()
    alerts.open()
    campaigns.open()
    decisions.open()
    decided.open()
    facts.open()
    spoken.open()
    watches.open()
    names.open()
    metaAtCheckpoint = meta
  }

  func rollback() {
    precondition(isOpen, "no checkpoint is open")
    isOpen = false
    reports.rollback()
    spills.rollback()
    held.rollback()
    incidents.rollback()
    links.rollback()
    cells.rollback()
    alerts.rollback()
    campaigns.rollback()
    decisions.rollback()
    decided.rollback()
    facts.rollback()
    spoken.rollback()
    watches.rollback()
    names.rollback()
    meta = metaAtCheckpoint
  }

  /// Hands every record that changed since the checkpoint to `emit`: names before what uses them,
  /// `meta` last.
  func forEachChange(_ emit: (MemoryKey, _ isLive: Bool) -> Void) {
    precondition(isOpen, "no checkpoint is open")
    names.forEachChange { emit(.name($0), true) }
    reports.forEachChange { slot, before, now in emit(.report(before.id, slot), now != nil) }
    held.forEachChange { slot, before, now in emit(.held(before.target, slot), now != nil) }
    decisions.forEachChange { slot, before, now in emit(.decision(before.id, slot), now != nil) }
    // An incident's record holds its links; a campaign's alert holds its incidents.
    incidents.forEachChange { slot, before, now in emit(.incident(before.id, slot), now != nil) }
    alerts.forEachChange { slot, before, now in emit(.alert(before.id, slot), now != nil) }
    spoken.forEachChange { slot, before, now in emit(.spoken(before.source, slot), now != nil) }
    watches.forEachChange { slot, before, now in emit(.watch(before.area, slot), now != nil) }
    emit(.meta, true)
  }

  /// Closes the checkpoint: what was changed stays.
  func commit() {
    precondition(isOpen, "no checkpoint is open")
    isOpen = false
    names.commit()
    reports.commit()
    spills.commit()
    held.commit()
    incidents.commit()
    links.commit()
    cells.commit()
    alerts.commit()
    campaigns.commit()
    decisions.commit()
    decided.commit()
    facts.commit()
    spoken.commit()
    watches.commit()
  }

  var bytes: Int {
    reports.bytes + spills.bytes + held.bytes + incidents.bytes + links.bytes + cells.bytes
      + alerts.bytes + campaigns.bytes + names.bytes + decisions.bytes + decided.bytes
      + facts.bytes + spoken.bytes + watches.bytes
  }
}

/// Which record of memory: what its key says, and where its row is.
enum MemoryKey {
  case meta
  case name(UInt32)
  case report(Fingerprint, Int32)
  case held(Fingerprint, Int32)
  case decision(Fingerprint, Int32)
  case incident(Fingerprint, Int32)
  case alert(Fingerprint, Int32)
  /// By the number of the source's name, of the unit's.
  case spoken(UInt32, Int32)
  case watch(UInt32, Int32)
}
