public import JSON

extension Incident {
  /// Fills this incident from an `incident/1` document; unknown members are passed over.
  public mutating func read(_ root: Value) throws(Report.Malformed) {
    clear()
    guard let schema = root["schema"]?.text, schema.equals("incident/1") else {
      throw Report.Malformed(member: "schema")
    }
    for member in root.members { try read(member.name, member.value) }
    guard id != .zero else { throw Report.Malformed(member: "id") }
  }

  private static let members = NameTable([
    "id", "version", "change", "reason", "kind", "status", "created", "updated", "occurred",
    "place", "classification", "success", "tactics", "weapons", "targets", "actors", "tolls",
    "measures", "corroboration", "reliability", "credibility", "reportsTotal", "reports",
    "contenders", "themes", "mergedInto", "campaign", "alternatives", "voices", "decisions",
  ])

  private mutating func read(_ name: Text, _ value: Value) throws(Report.Malformed) {
    let counts = 0...Int64(Int32.max)
    switch Self.members.find(name) {
    case 0: id = try Report.identifier(value, prefix: "i-", member: "id")
    case 1: version = try Report.integer(value, counts, "version")
    case 2: change = try Report.code(value, "change")
    case 3: reason = try Report.code(value, "reason")
    case 4: kind = try Report.code(value, "kind")
    case 5: status = try Report.code(value, "status")
    case 6: created = try Instant(reading: value, "created")
    case 7: updated = try Instant(reading: value, "updated")
    case 8:
      occurred = try TimeSpan(reading: value, "occurred")
      isTimeDisputed = value["disputed"]?.bool ?? false
      occurredFrom = try Self.from(value)
    case 9: try readPlace(value)
    case 10:
      guard let code = value["subEvent"] else { throw Report.Malformed(member: "subEvent") }
      subEvent = try Report.code(code, "subEvent")
      subEventFrom = try Self.from(value)
    case 11: isSuccess = value.bool ?? true
    case 12: tactics = try Report.codes(value, "tactics")
    case 13: weapons = try Report.codes(value, "weapons")
    case 14: targets = try Report.codes(value, "targets")
    case 15: for element in value.elements { try readActor(element) }
    case 16: for element in value.elements { tolls.append(try Self.toll(element)) }
    case 17: for element in value.elements { measures.append(try Self.measure(element)) }
    case 18: corroboration = try Report.integer(value, counts, "corroboration")
    case 19:
      guard let text = value.text, text.raw.count == 1 else {
        throw Report.Malformed(member: "reliability")
      }
      reliability = text.raw[0]
    case 20: credibility = try Report.integer(value, 1...6, "credibility")
    case 21: reportsTotal = try Report.integer(value, counts, "reportsTotal")
    case 22: for element in value.elements { try readReport(element) }
    case 23: for element in value.elements { try readContender(element) }
    case 24: themes = try Report.codes(value, "themes")
    case 25: mergedInto = try Report.identifier(value, prefix: "i-", member: "mergedInto")
    case 26:
      guard let id = value["id"], let reason = value["reason"] else {
        throw Report.Malformed(member: "campaign")
      }
      campaign = try Report.identifier(id, prefix: "c-", member: "campaign/id")
      campaignReason = try Report.code(reason, "campaign/reason")
    case 27: for element in value.elements { try readAlternative(element) }
    case 28: for element in value.elements { try readVoice(element) }
    case 29: for element in value.elements { try readDecision(element) }
    default: break
    }
  }

  private static func from(_ value: Value) throws(Report.Malformed) -> Fingerprint {
    guard let from = value["from"] else { return .zero }
    return try Report.identifier(from, prefix: "r-", member: "from")
  }

  private mutating func readPlace(_ value: Value) throws(Report.Malformed) {
    if let text = value["written"] { place.written = try words(text, "place/written") }
    if let text = value["id"] { place.id = try words(text, "place/id") }
    if let text = value["name"] { place.name = try words(text, "place/name") }
    if let latitude = value["latitude"].flatMap(Report.microdegrees),
      let longitude = value["longitude"].flatMap(Report.microdegrees)
    {
      place.coordinates = Coordinates(latitude: latitude, longitude: longitude)
    }
    if let radius = value["radius"] {
      place.radius = try Report.integer(radius, 0...40_000_000, "place/radius")
    }
    if let precision = value["geoPrecision"] {
      place.geoPrecision = try Report.integer(precision, 1...3, "place/geoPrecision")
    }
    if let text = value["country"] { place.country = try words(text, "place/country") }
    if let text = value["admin1"] { place.admin1 = try words(text, "place/admin1") }
    if let text = value["admin2"] { place.admin2 = try words(text, "place/admin2") }
    placeFrom = try Self.from(value)
  }

  private mutating func readActor(_ value: Value) throws(Report.Malformed) {
    var actor = IncidentActor()
    if let role = value["role"] { actor.role = try Report.code(role, "actors/role") }
    if let code = value["attribution"] {
      actor.attribution = try Report.code(code, "actors/attribution")
    }
    if let id = value["id"] { actor.id = try words(id, "actors/id") }
    if let written = value["written"] { actor.written = try words(written, "actors/written") }
    if let percent = value["percent"] {
      actor.percent = try Report.integer(percent, 0...100, "actors/percent")
    }
    actor.from = try Self.from(value)
    actors.append(actor)
  }

  private static func toll(_ value: Value) throws(Report.Malformed) -> IncidentToll {
    var toll = IncidentToll()
    guard let harm = value["harm"], let party = value["party"] else {
      throw Report.Malformed(member: "tolls")
    }
    toll.harm = try Report.code(harm, "tolls/harm")
    toll.party = try Report.code(party, "tolls/party")
    toll.range = try TollRange(reading: value, "tolls")
    toll.from = try from(value)
    return toll
  }

  private static func measure(_ value: Value) throws(Report.Malformed) -> IncidentMeasure {
    var item = IncidentMeasure()
    guard let measure = value["measure"] else { throw Report.Malformed(member: "measures") }
    item.measure = try Report.code(measure, "measures/measure")
    item.range = try TollRange(reading: value, "measures")
    item.from = try from(value)
    return item
  }

  private mutating func readReport(_ value: Value) throws(Report.Malformed) {
    var report = IncidentReport()
    guard let id = value["id"] else { throw Report.Malformed(member: "reports/id") }
    report.id = try Report.identifier(id, prefix: "r-", member: "reports/id")
    if let revision = value["revision"] {
      report.revision = try Report.integer(revision, 0...Int64(Int32.max), "reports/revision")
    }
    report.kind = kind
    if let kind = value["kind"] { report.kind = try Report.code(kind, "reports/kind") }
    if let source = value["source"] { report.source = try words(source, "reports/source") }
    report.isConflicted = value["conflict"]?.bool ?? false
    report.isSuperseded = value["superseded"]?.bool ?? false
    report.evidence = Self.evidence(value)
    reports.append(report)
  }

  private mutating func readAlternative(_ value: Value) throws(Report.Malformed) {
    var other = IncidentAlternative()
    if let name = value["name"] { other.name = try words(name, "alternatives/name") }
    if let latitude = value["latitude"].flatMap(Report.microdegrees),
      let longitude = value["longitude"].flatMap(Report.microdegrees)
    {
      other.coordinates = Coordinates(latitude: latitude, longitude: longitude)
    }
    if let radius = value["radius"] {
      other.radius = try Report.integer(radius, 0...40_000_000, "alternatives/radius")
    }
    other.from = try Self.from(value)
    alternatives.append(other)
  }

  private mutating func readVoice(_ value: Value) throws(Report.Malformed) {
    var voice = IncidentVoice()
    guard let kind = value["kind"]?.text, let submitted = value["submitted"] else {
      throw Report.Malformed(member: "voices")
    }
    voice.kind = kind.equals("denial") ? .security : ReportKind.named(kind) ?? .claim
    if let actor = value["actor"] { voice.actor = try words(actor, "voices/actor") }
    if let source = value["source"] { voice.source = try words(source, "voices/source") }
    voice.submitted = try Instant(reading: submitted, "voices/submitted")
    voice.from = try Self.from(value)
    voices.append(voice)
  }

  private mutating func readDecision(_ value: Value) throws(Report.Malformed) {
    var decision = IncidentDecision()
    guard let verdict = value["verdict"] else { throw Report.Malformed(member: "decisions") }
    decision.verdict = try Report.code(verdict, "decisions/verdict")
    if let source = value["source"] { decision.source = try words(source, "decisions/source") }
    decision.from = try Self.from(value)
    decisions.append(decision)
  }

  private mutating func readContender(_ value: Value) throws(Report.Malformed) {
    var contender = IncidentContender()
    guard let id = value["id"] else { throw Report.Malformed(member: "contenders/id") }
    contender.id = try Report.identifier(id, prefix: "i-", member: "contenders/id")
    contender.evidence = Self.evidence(value)
    contenders.append(contender)
  }

  private static func evidence(_ value: Value) -> CodeSet<IncidentEvidence> {
    var set = CodeSet<IncidentEvidence>()
    guard let evidence = value["evidence"] else { return set }
    for member in evidence.members {
      if let reason = IncidentEvidence.named(member.name) { set.insert(reason) }
    }
    return set
  }

  private mutating func words(
    _ value: Value, _ member: String
  ) throws(Report.Malformed) -> Extent {
    guard let text = value.text else { throw Report.Malformed(member: member) }
    let start = storage.count
    text.append(to: &storage)
    return Extent(start: start, count: storage.count - start)
  }
}
