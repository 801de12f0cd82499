import JSON
public import Model
public import Theatre

/// The stateful core of one sector: `(memory, report) → (memory, effects)`.
///
/// Pure: time comes from the records, ids from content, order from arrival; the same records in the
/// same order give the same effects in any batches, on any machine. One thread. Between `begin` and
/// `commit` everything can be undone by `rollback`, at the cost of what was changed.
///
/// About 5 µs a report and 230 bytes remembered for one (see `AssessmentLimits`).
public final class Assessment {
  let theatre: Theatre
  let limits: AssessmentLimits
  let weights: EvidenceWeights
  let sector: String
  let memory: Memory
  /// The enabled rules, compiled.
  let plan: RulePlan
  let campaignWhen: CampaignRule?
  let areas: AreaTable
  /// Of each actor: the community it fights for, or its family's head.
  let sides: [Int32]
  /// Of each place of the gazetteer.
  let countries: [UInt16]
  let parser = Parser()
  let restorer = Parser()
  let restoringPage = NumberPage()

  // Buffers, cleared and never rebuilt. Unchecked is safe, because they stay on one thread and each
  // is filled by one function at a time; the check costs more than most of what they are used for.
  @exclusivity(unchecked) var report = Report()
  let document: UnsafeMutablePointer<Incident>
  @exclusivity(unchecked) var writer = Writer(capacity: 1 << 14)
  @exclusivity(unchecked) var scratch: [UInt8] = []
  /// Reports near the one in hand, and the incidents they are in.
  @exclusivity(unchecked) var near: [Near] = []
  @exclusivity(unchecked) var homes: [Int32] = []
  /// Vague reports that look again when the record in hand is done.
  @exclusivity(unchecked) var unsettled: [Int32] = []
  /// Incidents that the record in hand changed, in order, each once.
  @exclusivity(unchecked) var changed: [Changed] = []
  /// Incidents that the record in hand settled anew, and reports that are facts of their own.
  @exclusivity(unchecked) var settled: [Int32] = []
  @exclusivity(unchecked) var said: [Int32] = []
  /// Facts that the record in hand changed.
  @exclusivity(unchecked) var moved: [Moved] = []
  /// Alerts that were told with the record in hand.
  @exclusivity(unchecked) var told: [Int32] = []
  /// The members of a campaign that is being ended.
  @exclusivity(unchecked) var endedMembers: [Int32] = []
  /// Safe because it is allocated and freed with this object, which stays on one thread; behind a
  /// pointer for the same reason as a table's state.
  let fusion: UnsafeMutablePointer<Fusion>
  var restoring = Restoring()
  /// Where what time alone brings about goes, while a record is taken.
  @exclusivity(unchecked) var passing = Effects()
  /// What the record in hand contradicts.
  @exclusivity(unchecked) var conflict: ConflictEffect?

  struct Changed {
    var incident: Int32
    var reason: IncidentReason
    /// Something said before no longer holds.
    var isCorrection: Bool
  }

  /// `sector` stands in the `meta` record; the memory of another sector is refused.
  public init(theatre: Theatre, sector: String? = nil, limits: AssessmentLimits = .init()) {
    self.theatre = theatre
    self.sector = sector ?? theatre.sectors.first ?? theatre.name
    self.limits = limits
    weights = theatre.weights
    fusion = .allocate(capacity: 1)
    fusion.initialize(to: Fusion())
    document = .allocate(capacity: 1)
    document.initialize(to: Incident())
    document.pointee.weights = weights
    let plan = RulePlan(theatre.rules)
    self.plan = plan
    campaignWhen = plan.campaign.flatMap { index in
      plan.rules[index].ways.lazy.compactMap {
        if case .campaign(let when) = $0.condition { when } else { nil }
      }.first
    }
    let areas = AreaTable(theatre.gazetteer)
    self.areas = areas
    sides = theatre.actors.actors.indices.map { index in
      let actor = theatre.actors.actors[index]
      if actor.fightsFor >= 0 { return actor.fightsFor }
      return actor.isCommunity ? Int32(index) : theatre.actors.family(of: Int32(index))
    }
    countries = theatre.gazetteer.rows.indices.map {
      theatre.gazetteer.country(of: Int32($0))
    }
    memory = Memory(
      names: Names { bytes in
        let actor = theatre.actors.actor(id: bytes)
        let units = areas.units(bytes)
        let isSomebody = actor >= 0 && theatre.actors.actors[Int(actor)].isIdentified
        return Names.Meaning(
          actor: Int16(clamping: actor),
          family: isSomebody ? UInt16(clamping: theatre.actors.family(of: actor) + 1) : 0,
          source: Int16(clamping: theatre.sources.find(bytes)),
          repeats: Self.repeats(theatre.sources.find(bytes), theatre.sources),
          country: units.country, area1: units.first, area2: units.second,
          rule: plan.number(of: bytes))
      })
  }

  deinit {
    fusion.deinitialize(count: 1)
    fusion.deallocate()
    document.deinitialize(count: 1)
    document.deallocate()
  }

  /// Opens a checkpoint.
  public func begin() { memory.open() }

  /// Takes one record of `reports.accepted`: `report/1` or `clock/1`. Stands between `begin` and
  /// `commit` or `rollback`. Never fails: what became of it is the last of `effects.outcomes`.
  ///
  /// `received` is the broker's time of receipt, in whole seconds: log time never runs ahead of it,
  /// or one telephone with a wrong clock would make every other report look old.
  public func assess(
    _ value: UnsafeRawBufferPointer, received: Instant? = nil, into effects: inout Effects
  ) {
    precondition(memory.isOpen, "a record is assessed between begin and commit")
    self.received = received
    changed.removeAll(keepingCapacity: true)
    unsettled.removeAll(keepingCapacity: true)
    conflict = nil
    told.removeAll(keepingCapacity: true)
    isEntered = false
    // Time passes first: what falls due before the record is done before it.
    swap(&passing, &effects)
    let outcome = take(value)
    swap(&passing, &effects)
    finish(&effects)
    if var conflict {
      conflict.cause = effects.outcomes.count
      conflict.value = effects.keep(value)
      effects.add(conflict)
    }
    memory.meta.counts[outcome] += 1
    effects.add(outcome)
  }

  private func take(_ value: UnsafeRawBufferPointer) -> ReportOutcome {
    let document: Document
    do throws(Fault) {
      document = try parser.parse(value)
    } catch {
      return .malformed
    }
    let root = document.root
    if let schema = root["schema"]?.text, schema.equals("clock/1") {
      guard let text = root["time"]?.text, let span = Instant.parse(text.raw) else {
        return .malformed
      }
      advance(to: span.latest)
      letGo()
      return .clock
    }
    do throws(Report.Malformed) {
      try report.read(root)
    } catch {
      return .malformed
    }
    return enter(digest: Fingerprint(of: value).low)
  }

  /// The report in hand was taken into the ledger, or a revision of it.
  var isEntered = false

  /// When the record in hand was received, where that is known.
  @exclusivity(unchecked) var received: Instant?

  /// Emits the records of memory that changed since `begin`. The checkpoint stays open: whether
  /// they were committed to the log, the caller only knows later.
  public func prepare(into effects: inout Effects) {
    memory.forEachChange { key, isLive in
      scratch.removeAll(keepingCapacity: true)
      MemoryRecord.writeKey(key, to: &scratch)
      let keyRange = scratch.withUnsafeBytes { effects.keep($0) }
      var valueRange = keyRange.upperBound..<keyRange.upperBound
      if isLive {
        writer.removeAll()
        MemoryRecord.write(key, of: memory, sector: sector, to: &writer)
        valueRange = writer.withBytes { effects.keep($0) }
      }
      effects.add(MemoryEffect(key: keyRange, value: valueRange))
    }
  }

  /// Closes the checkpoint: what was prepared is in the log.
  public func commit() { memory.commit() }

  /// Puts back the exact state before `begin`, prepared or not.
  public func rollback() { memory.rollback() }

  /// Offset of the next record of `reports.accepted`: part of memory, so that what is known and how
  /// far was read are committed as one.
  public func setPosition(_ offset: Int64) { memory.meta.position = offset }

  public var position: Int64 { memory.meta.position }

  /// Log time: the latest time of submission, or of a clock record.
  public var logTime: Instant { Moment.instant(memory.meta.clock) }

  public var counts: AssessmentCounts { memory.meta.counts }

  public var reportsRemembered: Int { memory.reports.count }

  /// Incidents that are remembered, those that wait or were retracted included.
  public var incidentsRemembered: Int { memory.incidents.count }

  /// Heap bytes of all tables, indexes and names.
  public var bytesRemembered: Int { memory.bytes }
}
