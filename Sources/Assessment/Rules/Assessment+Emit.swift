import JSON
import Model
import Theatre

/// Alerts as documents, in the words of the theatre.
extension Assessment {
  func emit(
    _ slot: Int32, _ wanted: DesiredAlert, _ reason: AlertReason, _ effects: inout Effects
  ) {
    let alert = document(slot, wanted, reason)
    writer.removeAll()
    alert.write(to: &writer)
    let value = writer.withBytes { effects.keep($0) }
    effects.add(AlertEffect(alert: alert, cause: effects.outcomes.count, value: value))
  }

  /// The last version of an alert: what it said is worked out again where it still can be.
  func emitEnd(_ slot: Int32, _ reason: AlertReason, _ effects: inout Effects) {
    let row = memory.alerts.row(slot).pointee
    guard let rule = rule(of: row) else {
      var alert = Alert()
      head(&alert, row, reason)
      alert.rule.id = memory.names.string(row.rule)
      writer.removeAll()
      alert.write(to: &writer)
      let value = writer.withBytes { effects.keep($0) }
      effects.add(AlertEffect(alert: alert, cause: effects.outcomes.count, value: value))
      return
    }
    var wanted = standing(slot, rule)
    if case .campaign = plan.rules[rule].ways[0].condition {
      let incidents = endedMembers.isEmpty ? members(slot) : endedMembers
      wanted.numbers = campaignNumbers(incidents)
      wanted.grounds =
        (incidents.filter { $0 != row.incident } + [row.incident])
        .map { FactRow.subject(incident: $0) }
    } else if let last = asked(rule, row) {
      wanted.numbers = last.numbers
      wanted.grounds = last.grounds
      wanted.polling = last.polling
      if wanted.entry == nil { wanted.entry = last.entry }
    }
    emit(slot, wanted, reason, &effects)
  }

  private func head(_ alert: inout Alert, _ row: AlertRow, _ reason: AlertReason) {
    alert.id = row.id
    alert.version = row.version
    alert.state = row.state
    alert.reason = reason
    alert.severity = row.severity
    alert.certainty = row.certainty
    alert.isAcknowledged = row.has(AlertRow.acknowledgedBit)
    alert.isEscalated = row.has(AlertRow.escalatedBit)
    alert.raised = Moment.instant(row.raised)
    alert.updated = Moment.instant(row.updated)
    alert.expires = Moment.instant(row.expires)
    for index in 0..<4 where row.sent[index] != 0 {
      let version = row.version - 1 - Int32(index)
      if version > 0 {
        alert.supersedes.append(
          AlertVersion(version: version, sent: Moment.instant(row.sent[index])))
      }
    }
  }

  private func document(
    _ slot: Int32, _ wanted: DesiredAlert, _ reason: AlertReason
  ) -> Alert {
    let row = memory.alerts.row(slot).pointee
    let rule = plan.rules[wanted.rule]
    var alert = Alert()
    head(&alert, row, reason)
    alert.rule.id = rule.id
    alert.rule.version = rule.version
    alert.urgency = AlertUrgency(rawValue: rule.urgency.rawValue) ?? .unknown
    alert.scope = AlertScope(rawValue: rule.scope.rawValue) ?? .restricted
    alert.categories = rule.categories
    alert.responses = rule.responses
    alert.numbers = wanted.numbers
    if alert.state == .suppressed { alert.inhibitedBy = inhibitor(of: row) }
    for subject in wanted.grounds {
      if subject & 1 == 1 {
        guard memory.reports.isLive(subject >> 1) else { continue }
        alert.reports.append(memory.reports.row(subject >> 1).pointee.id)
        continue
      }
      guard memory.incidents.isLive(subject >> 1) else { continue }
      let incident = memory.incidents.row(subject >> 1).pointee
      alert.incidents.append(incident.id)
      walk(incident.first, AssessmentLimits.membersFused) { _, view in
        alert.reports.append(view.row.pointee.id)
      }
      walk(incident.firstClaim, AssessmentLimits.claimsFused) { _, view in
        alert.reports.append(view.row.pointee.id)
      }
    }
    alert.areas = areas(wanted)
    alert.texts = texts(wanted, alert)
    return alert
  }

  /// The id of what holds an alert back.
  private func inhibitor(of row: AlertRow) -> Fingerprint {
    guard row.incident >= 0 else { return .zero }
    let incident = memory.incidents.row(row.incident).pointee
    let id = memory.names.string(row.rule)
    func holds(_ slot: Int32) -> Bool {
      let other = memory.alerts.row(slot).pointee
      guard other.state.isLive, let rule = rule(of: other) else { return false }
      return plan.rules[rule].inhibits.contains(id)
    }
    if incident.campaign >= 0, holds(incident.campaign) {
      return memory.alerts.row(incident.campaign).pointee.id
    }
    var slot = incident.firstAlert
    while slot >= 0 {
      if holds(slot) { return memory.alerts.row(slot).pointee.id }
      slot = memory.alerts.row(slot).pointee.next
    }
    return .zero
  }

  /// Where people should know: the unit the alert is about, or around what it rests on.
  private func areas(_ wanted: DesiredAlert) -> [AlertArea] {
    switch wanted.subject {
    case .area(let number):
      return [area(gazetteer: areas[number].place)]
    case .country(let code):
      let index = theatre.gazetteer.country(code: code)
      if index >= 0 { return [area(gazetteer: index)] }
    case .source(let source):
      let known = memory.names.meaning(source).source
      let place = known < 0 ? nil : theatre.sources.sources[Int(known)].area
      if let place, case let index = theatre.gazetteer.place(id: place), index >= 0 {
        return [area(gazetteer: index)]
      }
    default: break
    }
    var found: [AlertArea] = []
    // The one it hangs on first.
    for subject in wanted.grounds.reversed() where found.count < DesiredAlert.groundsMost {
      if subject & 1 == 1 {
        guard memory.reports.isLive(subject >> 1) else { continue }
        let row = memory.reports.row(subject >> 1).pointee
        add(area(row.place, row.has(ReportRow.pointBit) ? row.point : nil, row.radius), to: &found)
      } else if memory.incidents.isLive(subject >> 1) {
        let row = memory.incidents.row(subject >> 1).pointee
        add(
          area(row.place, row.has(IncidentRow.pointBit) ? row.point : nil, row.radius), to: &found)
      }
    }
    if found.isEmpty, let home = theatre.countries.first,
      case let index = theatre.gazetteer.country(code: AreaTable.code(home)), index >= 0
    {
      found = [area(gazetteer: index)]
    }
    return found
  }

  private func add(_ area: AlertArea, to areas: inout [AlertArea]) {
    if !areas.contains(area) { areas.append(area) }
  }

  private func area(gazetteer index: Int32) -> AlertArea {
    let place = theatre.gazetteer.places[Int(index)]
    var area = AlertArea()
    area.name = place.name
    area.country = place.country
    area.admin1 = place.admin1 ?? ""
    area.isUnit = place.feature == .region || place.feature == .cercle
    if place.feature == .cercle { area.admin2 = place.admin2 ?? place.name }
    area.coordinates = place.coordinates
    area.radius = max(place.radiusMeters, 5_000)
    return area
  }

  private func area(_ place: UInt32, _ point: Coordinates?, _ radius: Int32) -> AlertArea {
    var area = AlertArea()
    let parts = placeTexts(place)
    area.name = parts.name.isEmpty ? unitName(place) : parts.name
    area.country = parts.country
    area.admin1 = parts.admin1
    area.coordinates = point
    // People should know around the place, not at the point (CAP: never a circle of nothing).
    area.radius = max(radius, 5_000)
    return area
  }

  /// Of a place without a name the smallest unit around it; better than none.
  private func unitName(_ place: UInt32) -> String {
    let known = memory.names.meaning(place)
    let unit = known.area2 >= 0 ? known.area2 : known.area1
    if unit >= 0 { return theatre.gazetteer.places[Int(areas[unit].place)].name }
    let country = AreaTable.text(known.country)
    return theatre.gazetteer.places.first { $0.feature == .country && $0.country == country }?.name
      ?? ""
  }

  /// The name, country and region of a place's number.
  func placeTexts(_ place: UInt32) -> (name: String, country: String, admin1: String) {
    var texts: (name: String, country: String, admin1: String) = ("", "", "")
    memory.names.withText(place) { bytes in
      var start = 0
      var part = 0
      for at in 0...bytes.count where at == bytes.count || bytes[at] == 9 {
        let text = UnsafeRawBufferPointer(rebasing: bytes[start..<at])
        switch part {
        // The gazetteer's name, or what the source wrote.
        case 1: texts.name = String(decoding: text, as: UTF8.self)
        case 2: texts.country = String(decoding: text, as: UTF8.self)
        case 3: texts.admin1 = String(decoding: text, as: UTF8.self)
        case 5 where texts.name.isEmpty: texts.name = String(decoding: text, as: UTF8.self)
        default: break
        }
        part += 1
        start = at + 1
      }
    }
    return texts
  }

  // MARK: Words

  private func texts(_ wanted: DesiredAlert, _ alert: Alert) -> [AlertWords] {
    var fields = AlertFields(self, wanted, alert)
    return Texts.Language.allCases.compactMap { language -> AlertWords? in
      let isFrench = language == .french
      let words = isFrench ? theatre.texts.french : theatre.texts.english
      guard let templates = words[plan.rules[wanted.rule].texts] else { return nil }
      fields.isFrench = isFrench
      var text = AlertWords()
      text.language = language.rawValue
      text.event = templates.event
      text.headline = Self.bounded(templates.headline.filled(words.fallbacks, fields.value), 140)
      text.description = templates.description.filled(words.fallbacks, fields.value)
      text.instruction = templates.instruction.filled(words.fallbacks, fields.value)
      let audience = audience(alert)
      text.audience = isFrench ? audience.fr : audience.en
      text.why = why(wanted, alert.reason, isFrench: isFrench)
      return text
    }
  }

  /// For whom it is; those to be told when nobody answered come after them.
  private func audience(_ alert: Alert) -> LocalText {
    guard let rule = plan.rules.first(where: { $0.id == alert.rule.id }) else {
      return LocalText(fr: "", en: "")
    }
    guard alert.isEscalated, let more = rule.escalatesTo else { return rule.audience }
    return LocalText(
      fr: "\(rule.audience.fr), \(more.fr)", en: "\(rule.audience.en), \(more.en)")
  }

  /// CAP: a headline has at most 140 characters.
  private static func bounded(_ text: String, _ most: Int) -> String {
    text.count <= most ? text : String(text.prefix(most - 1)) + "…"
  }

  /// One sentence why this version exists, and one with the numbers.
  private func why(_ wanted: DesiredAlert, _ reason: AlertReason, isFrench: Bool) -> String {
    let words = isFrench ? reason.inFrench : reason.inEnglish
    let numbers = wanted.numbers.filter { !$0.name.hasSuffix("_days") || $0.value != $0.threshold }
      .map { number in
        let name = AlertFields.name(number.name, isFrench: isFrench)
        let value = AlertFields.grouped(number.value, isFrench: isFrench)
        let threshold = AlertFields.grouped(number.threshold, isFrench: isFrench)
        return isFrench
          ? "\(name) : \(value) (seuil \(threshold))" : "\(name): \(value) (threshold \(threshold))"
      }
    return numbers.isEmpty ? "\(words)" : "\(words) \(numbers.joined(separator: ", "))."
  }
}
