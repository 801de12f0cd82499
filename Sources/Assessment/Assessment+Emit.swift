import JSON
import Model
import Theatre

/// Alerts as documents, in the words of the theatre.
extension Assessment {
  func emit(
    _ slot: Int32, _ wanted: DesiredAlert, _ reason: AlertReason, _ effects: inout Effects
  ) {
    var wanted = wanted
    if case .campaign = wanted.rule.kind { wanted.numbers = campaignNumbers(wanted.incidents) }
    var alert = document(slot, wanted.rule, reason, wanted.incidents)
    alert.numbers = wanted.numbers
    alert.texts = texts(wanted, alert)
    publish(alert, &effects)
  }

  /// The last version of an alert: what it said is worked out again where it still can be.
  func emitEnd(
    _ slot: Int32, _ reason: AlertReason, _ incidents: [Int32], _ effects: inout Effects
  ) {
    let row = memory.alerts.row(slot).pointee
    let ruleID = memory.names.string(row.rule)
    guard let rule = theatre.rules[ruleID] else {
      var alert = document(slot, nil, reason, incidents)
      alert.rule.id = ruleID
      publish(alert, &effects)
      return
    }
    var wanted: DesiredAlert
    if case .campaign = rule.kind {
      wanted = desiredCampaign(incidents, rule, key: row.incident)
      wanted.numbers = campaignNumbers(wanted.incidents)
      let actor = memory.names.meaning(row.actor).actor
      if actor >= 0 { wanted.family = UInt32(actor) + 1 }
    } else {
      evaluate(row.incident)
      wanted = desired.first { $0.id == row.id } ?? self.wanted(row.incident, rule, salt: 0)
    }
    wanted.severity = row.severity
    wanted.certainty = row.certainty
    if wanted.entry == nil, row.entry != 0 {
      let id = memory.names.string(row.entry)
      wanted.entry = theatre.calendar.entries.firstIndex { $0.id == id }
    }
    var alert = document(slot, rule, reason, incidents)
    alert.numbers = wanted.numbers
    alert.texts = texts(wanted, alert)
    publish(alert, &effects)
  }

  private func publish(_ alert: Alert, _ effects: inout Effects) {
    writer.removeAll()
    alert.write(to: &writer)
    let value = writer.withBytes { effects.keep($0) }
    effects.add(AlertEffect(alert: alert, cause: effects.outcomes.count, value: value))
  }

  private func document(
    _ slot: Int32, _ rule: Rule?, _ reason: AlertReason, _ incidents: [Int32]
  ) -> Alert {
    let row = memory.alerts.row(slot).pointee
    var alert = Alert()
    alert.id = row.id
    alert.version = row.version
    alert.state = row.state
    alert.reason = reason
    alert.rule.id = rule?.id ?? ""
    alert.rule.version = rule?.version ?? 0
    alert.severity = row.severity
    alert.urgency = AlertUrgency(rawValue: rule?.urgency.rawValue ?? 4) ?? .unknown
    alert.certainty = row.certainty
    alert.raised = Moment.instant(row.raised)
    alert.updated = Moment.instant(row.updated)
    alert.expires = Moment.instant(row.expires)
    for incident in incidents {
      let row = memory.incidents.row(incident).pointee
      alert.incidents.append(row.id)
      alert.areas.append(area(row))
      walk(row.first, AssessmentLimits.membersFused) { slot, view in
        alert.reports.append(view.row.pointee.id)
      }
      walk(row.firstClaim, AssessmentLimits.claimsFused) { slot, view in
        alert.reports.append(view.row.pointee.id)
      }
    }
    return alert
  }

  private func area(_ row: IncidentRow) -> AlertArea {
    var area = AlertArea()
    let parts = placeTexts(row.place)
    area.name = parts.name
    area.country = parts.country
    area.admin1 = parts.admin1
    if row.has(IncidentRow.pointBit) { area.coordinates = row.point }
    // People should know around the place, not at the point (CAP: never a circle of nothing).
    area.radius = max(row.radius, 5_000)
    return area
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
      guard let templates = words[wanted.rule.texts] else { return nil }
      fields.isFrench = isFrench
      var text = AlertWords()
      text.language = language.rawValue
      text.event = templates.event
      text.headline = Self.bounded(templates.headline.filled(words.fallbacks, fields.value), 140)
      text.description = templates.description.filled(words.fallbacks, fields.value)
      text.instruction = templates.instruction.filled(words.fallbacks, fields.value)
      text.audience = isFrench ? wanted.rule.audience.fr : wanted.rule.audience.en
      text.why = why(wanted, alert.reason, isFrench: isFrench)
      return text
    }
  }

  /// CAP: a headline has at most 140 characters.
  private static func bounded(_ text: String, _ most: Int) -> String {
    text.count <= most ? text : String(text.prefix(most - 1)) + "…"
  }

  private func why(_ wanted: DesiredAlert, _ reason: AlertReason, isFrench: Bool) -> String {
    let words = isFrench ? reason.inFrench : reason.inEnglish
    let numbers = wanted.numbers.map { number in
      isFrench
        ? "\(AlertFields.french(number.name)) \(number.value) (seuil \(number.threshold))"
        : "\(number.name) \(number.value) (threshold \(number.threshold))"
    }
    return numbers.isEmpty ? "\(words)" : "\(words) \(numbers.joined(separator: ", "))"
  }
}
