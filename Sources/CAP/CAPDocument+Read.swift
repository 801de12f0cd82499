import Model

/// From elements to a message. What has no readable form is a fault and left out.
extension CAPDocument {
  mutating func read(_ root: XMLTree.Element) -> CAPMessage? {
    let status = word(root, "status", "alert", CAPMessage.Status.self)
    let type = word(root, "msgType", "alert", CAPMessage.MessageType.self)
    let scope = word(root, "scope", "alert", CAPMessage.Scope.self)
    let sent = date(root, "sent", "alert")
    guard let status, let type, let scope, let sent else { return nil }
    var message = CAPMessage(
      identifier: text(root, "identifier") ?? "", sender: text(root, "sender") ?? "", sent: sent,
      status: status, type: type, scope: scope)
    message.source = text(root, "source")
    message.restriction = text(root, "restriction")
    message.addresses = text(root, "addresses").map { [$0] } ?? []
    message.codes = all(root, "code").map(\.text)
    message.note = text(root, "note")
    message.incidents = (text(root, "incidents") ?? "").split(separator: " ").map(String.init)
    for item in all(root, "references") { references(item, &message) }
    for (index, item) in all(root, "info").enumerated() {
      if let info = info(item, "alert/info[\(index + 1)]", sent) { message.infos.append(info) }
    }
    return message
  }

  private func all(_ element: XMLTree.Element, _ name: String) -> [XMLTree.Element] {
    element.children.filter { $0.name == name }
  }

  private func text(_ element: XMLTree.Element, _ name: String) -> String? {
    element.children.first { $0.name == name }?.text
  }

  /// Without white space around it.
  private func trimmed(_ text: String) -> String {
    let rest = text.drop { $0.isWhitespace }
    guard let last = rest.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(rest[...last])
  }

  private mutating func word<Word: RawRepresentable & CaseIterable>(
    _ element: XMLTree.Element, _ name: String, _ path: String, _ type: Word.Type
  ) -> Word? where Word.RawValue == String {
    guard let child = element.children.first(where: { $0.name == name }) else { return nil }
    if let word = Word(rawValue: child.text) { return word }
    let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
    add(child.line, "\(path)/\(name)", "“\(child.text.prefix(40))” is none of: \(words).")
    return nil
  }

  private mutating func date(_ element: XMLTree.Element, _ name: String, _ path: String) -> Instant?
  {
    guard let child = element.children.first(where: { $0.name == name }) else { return nil }
    let text = trimmed(child.text)
    if let instant = Self.instant(text) { return instant }
    add(
      child.line, "\(path)/\(name)",
      text.hasSuffix("Z")
        ? "Ends in Z; CAP wants an offset, for UTC -00:00."
        : "“\(text.prefix(40))” is not of the form 2018-07-24T10:30:00-00:00.")
    return nil
  }

  /// `YYYY-MM-DDThh:mm:ss±hh:mm`, nothing else.
  private static func instant(_ text: String) -> Instant? {
    let bytes = Array(text.utf8)
    guard bytes.count == 25, bytes[10] == 0x54, bytes[19] == 0x2B || bytes[19] == 0x2D else {
      return nil
    }
    return bytes.withUnsafeBytes { Instant.parse($0) }?.earliest
  }

  private mutating func references(_ item: XMLTree.Element, _ message: inout CAPMessage) {
    for triple in item.text.split(whereSeparator: \.isWhitespace) {
      let parts = triple.split(separator: ",", omittingEmptySubsequences: false)
      guard parts.count == 3, let sent = Self.instant(String(parts[2])) else {
        add(item.line, "alert/references", "“\(triple.prefix(60))” is no sender,identifier,sent.")
        continue
      }
      message.references.append(
        CAPReference(sender: String(parts[0]), identifier: String(parts[1]), sent: sent))
    }
  }

  private mutating func info(
    _ item: XMLTree.Element, _ path: String, _ sent: Instant
  ) -> CAPInfo? {
    var categories: [CAPInfo.Category] = []
    for child in all(item, "category") {
      if let category = CAPInfo.Category(rawValue: child.text) {
        categories.append(category)
      } else {
        add(child.line, "\(path)/category", "“\(child.text.prefix(40))” is no category of CAP.")
      }
    }
    let urgency = word(item, "urgency", path, CAPInfo.Urgency.self)
    let severity = word(item, "severity", path, CAPInfo.Severity.self)
    let certainty = word(item, "certainty", path, CAPInfo.Certainty.self)
    guard let urgency, let severity, let certainty else { return nil }
    var info = CAPInfo(
      language: text(item, "language").map(trimmed) ?? "en-US", categories: categories,
      event: text(item, "event") ?? "", urgency: urgency, severity: severity, certainty: certainty)
    for child in all(item, "responseType") {
      if let response = CAPInfo.Response(rawValue: child.text) {
        info.responses.append(response)
      } else {
        add(child.line, "\(path)/responseType", "“\(child.text.prefix(40))” is no response of CAP.")
      }
    }
    info.audience = text(item, "audience")
    info.eventCodes = pairs(item, "eventCode")
    info.parameters = pairs(item, "parameter")
    info.effective = date(item, "effective", path)
    info.onset = date(item, "onset", path)
    info.expires = date(item, "expires", path)
    info.senderName = text(item, "senderName")
    info.headline = text(item, "headline")
    info.description = text(item, "description")
    info.instruction = text(item, "instruction")
    info.web = text(item, "web").map(trimmed)
    info.contact = text(item, "contact")
    for child in all(item, "resource") {
      var resource = CAPResource(
        resourceDescription: text(child, "resourceDesc") ?? "",
        mimeType: text(child, "mimeType") ?? "")
      if let size = text(child, "size") {
        resource.bytes = Int(trimmed(size))
        if resource.bytes == nil {
          add(child.line, "\(path)/resource/size", "Must be a whole number.")
        }
      }
      resource.uri = text(child, "uri").map(trimmed)
      resource.base64 = text(child, "derefUri")
      resource.digest = text(child, "digest")
      info.resources.append(resource)
    }
    for (index, child) in all(item, "area").enumerated() {
      info.areas.append(area(child, "\(path)/area[\(index + 1)]"))
    }
    return info
  }

  private func pairs(_ item: XMLTree.Element, _ name: String) -> [CAPNamedValue] {
    all(item, name).map { CAPNamedValue(text($0, "valueName") ?? "", text($0, "value") ?? "") }
  }

  private mutating func area(_ item: XMLTree.Element, _ path: String) -> CAPArea {
    var area = CAPArea(text(item, "areaDesc") ?? "")
    area.geocodes = pairs(item, "geocode")
    area.altitude = text(item, "altitude").flatMap { Double(trimmed($0)) }.map { Int($0) }
    area.ceiling = text(item, "ceiling").flatMap { Double(trimmed($0)) }.map { Int($0) }
    for child in all(item, "polygon") {
      let corners = child.text.split(whereSeparator: \.isWhitespace).map { Self.point($0) }
      if corners.contains(where: { $0 == nil }) {
        add(child.line, "\(path)/polygon", "A corner is no latitude,longitude on the globe.")
      } else {
        area.polygons.append(corners.compactMap { $0 })
      }
    }
    for child in all(item, "circle") {
      let parts = child.text.split(whereSeparator: \.isWhitespace)
      guard parts.count == 2, let center = Self.point(parts[0]), let radius = Double(parts[1]),
        radius >= 0, radius < 50_000
      else {
        add(child.line, "\(path)/circle", "Must be latitude,longitude and a radius in kilometres.")
        continue
      }
      area.circles.append(CAPCircle(center: center, radius: Int((radius * 1_000).rounded())))
    }
    return area
  }

  private static func point(_ text: Substring) -> Coordinates? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 2, let latitude = Double(parts[0]), let longitude = Double(parts[1])
    else { return nil }
    return Coordinates(latitude: latitude, longitude: longitude)
  }
}
