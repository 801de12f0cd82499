public import JSON

extension Alert {
  /// Reads an `alert/1` document; unknown members are passed over.
  public init(reading root: Value) throws(Report.Malformed) {
    self.init()
    guard let schema = root["schema"]?.text, schema.equals("alert/1") else {
      throw Report.Malformed(member: "schema")
    }
    for member in root.members { try read(member.name, member.value) }
    guard id != .zero else { throw Report.Malformed(member: "id") }
  }

  private static let members = NameTable([
    "id", "version", "state", "reason", "rule", "severity", "urgency", "certainty", "raised",
    "updated", "expires", "texts", "areas", "grounds", "scope", "categories", "responses",
    "acknowledged", "supersedes", "inhibitedBy", "escalated",
  ])

  private mutating func read(_ name: Text, _ value: Value) throws(Report.Malformed) {
    switch Self.members.find(name) {
    case 0: id = try Report.identifier(value, prefix: "a-", member: "id")
    case 1: version = try Report.integer(value, 1...Int64(Int32.max), "version")
    case 2: state = try Report.code(value, "state")
    case 3: reason = try Report.code(value, "reason")
    case 4:
      rule.id = value.words("id")
      guard let version = value["version"] else { throw Report.Malformed(member: "rule/version") }
      rule.version = try Report.integer(version, 0...Int64(Int32.max), "rule/version")
    case 5: severity = try Report.code(value, "severity")
    case 6: urgency = try Report.code(value, "urgency")
    case 7: certainty = try Report.code(value, "certainty")
    case 8: raised = try Instant(reading: value, "raised")
    case 9: updated = try Instant(reading: value, "updated")
    case 10: expires = try Instant(reading: value, "expires")
    case 11: for element in value.elements { texts.append(AlertWords(reading: element)) }
    case 12: for element in value.elements { areas.append(try AlertArea(reading: element)) }
    case 13: try readGrounds(value)
    case 14: scope = try Report.code(value, "scope")
    case 15: categories = try Report.codes(value, "categories")
    case 16: responses = try Report.codes(value, "responses")
    case 17: isAcknowledged = value.bool ?? false
    case 18:
      for element in value.elements {
        guard let version = element["version"], let sent = element["sent"] else {
          throw Report.Malformed(member: "supersedes")
        }
        supersedes.append(
          AlertVersion(
            version: try Report.integer(version, 1...Int64(Int32.max), "supersedes/version"),
            sent: try Instant(reading: sent, "supersedes/sent")))
      }
    case 19: inhibitedBy = try Report.identifier(value, prefix: "a-", member: "inhibitedBy")
    case 20: isEscalated = value.bool ?? false
    default: break
    }
  }

  private mutating func readGrounds(_ value: Value) throws(Report.Malformed) {
    if let list = value["incidents"] {
      for element in list.elements {
        incidents.append(
          try Report.identifier(element, prefix: "i-", member: "grounds/incidents"))
      }
    }
    if let list = value["reports"] {
      for element in list.elements {
        reports.append(try Report.identifier(element, prefix: "r-", member: "grounds/reports"))
      }
    }
    guard let list = value["numbers"] else { return }
    for element in list.elements {
      guard let number = element["value"]?.int64, let threshold = element["threshold"]?.int64
      else { throw Report.Malformed(member: "grounds/numbers") }
      numbers.append(AlertNumber(element.words("name"), number, threshold: threshold))
    }
  }
}

extension AlertWords {
  fileprivate init(reading value: Value) {
    self.init()
    language = value.words("language")
    event = value.words("event")
    headline = value.words("headline")
    description = value.words("description")
    instruction = value.words("instruction")
    audience = value.words("audience")
    why = value.words("why")
  }
}

extension AlertArea {
  fileprivate init(reading value: Value) throws(Report.Malformed) {
    self.init()
    name = value.words("name")
    country = value.words("country")
    admin1 = value.words("admin1")
    admin2 = value.words("admin2")
    isUnit = value["whole"]?.bool ?? false
    if let latitude = value["latitude"].flatMap(Report.microdegrees),
      let longitude = value["longitude"].flatMap(Report.microdegrees)
    {
      coordinates = Coordinates(latitude: latitude, longitude: longitude)
    }
    if let radius = value["radius"] {
      self.radius = try Report.integer(radius, 0...40_000_000, "areas/radius")
    }
  }
}

extension Value {
  /// A member's text, empty when there is none.
  fileprivate func words(_ name: StaticString) -> String { self[name]?.text?.string ?? "" }
}
