public import JSON

extension Alert {
  /// Appends this alert as `alert/1`, canonical.
  public func write(to writer: inout Writer) {
    writer.beginObject()
    writer.name("schema")
    writer.string("alert/1")
    writer.name("id")
    writer.identifier("a-", id)
    writer.name("version")
    writer.integer(Int64(version))
    writer.member("state", state)
    writer.member("reason", reason)
    writer.name("rule")
    writer.beginObject()
    writer.member("id", rule.id)
    writer.name("version")
    writer.integer(Int64(rule.version))
    writer.endObject()
    writer.member("severity", severity)
    writer.member("urgency", urgency)
    writer.member("certainty", certainty)
    writer.member("scope", scope)
    writer.member("categories", categories)
    writer.member("responses", responses)
    if isAcknowledged {
      writer.name("acknowledged")
      writer.bool(true)
    }
    if isEscalated {
      writer.name("escalated")
      writer.bool(true)
    }
    writer.member("raised", raised)
    writer.member("updated", updated)
    writer.member("expires", expires)
    if !supersedes.isEmpty {
      writer.name("supersedes")
      writer.beginArray()
      for earlier in supersedes {
        writer.beginObject()
        writer.name("version")
        writer.integer(Int64(earlier.version))
        writer.member("sent", earlier.sent)
        writer.endObject()
      }
      writer.endArray()
    }
    if inhibitedBy != .zero {
      writer.name("inhibitedBy")
      writer.identifier("a-", inhibitedBy)
    }
    writer.name("texts")
    writer.beginArray()
    for text in texts { text.write(to: &writer) }
    writer.endArray()
    writer.name("areas")
    writer.beginArray()
    for area in areas { area.write(to: &writer) }
    writer.endArray()
    writeGrounds(to: &writer)
    writer.endObject()
  }

  private func writeGrounds(to writer: inout Writer) {
    writer.name("grounds")
    writer.beginObject()
    writer.name("incidents")
    writer.beginArray()
    for id in incidents { writer.identifier("i-", id) }
    writer.endArray()
    writer.name("reports")
    writer.beginArray()
    for id in reports { writer.identifier("r-", id) }
    writer.endArray()
    writer.name("numbers")
    writer.beginArray()
    for number in numbers {
      writer.beginObject()
      writer.member("name", number.name)
      writer.name("value")
      writer.integer(number.value)
      writer.name("threshold")
      writer.integer(number.threshold)
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
  }
}

extension AlertWords {
  fileprivate func write(to writer: inout Writer) {
    writer.beginObject()
    writer.member("language", language)
    writer.member("event", event)
    writer.member("headline", headline)
    writer.member("description", description)
    writer.member("instruction", instruction)
    writer.member("audience", audience)
    writer.member("why", why)
    writer.endObject()
  }
}

extension AlertArea {
  fileprivate func write(to writer: inout Writer) {
    writer.beginObject()
    writer.member("name", name)
    writer.member("country", country)
    writer.member("admin1", admin1)
    writer.member("admin2", admin2)
    if isUnit {
      writer.name("whole")
      writer.bool(true)
    }
    if let coordinates { writer.members(coordinates) }
    writer.name("radius")
    writer.integer(Int64(radius))
    writer.endObject()
  }
}
