import Model

extension CAPMessage {
  /// The message as an XML document in UTF-8: the same bytes for equal messages.
  ///
  /// Elements stand in the order that the schema demands. Validity of values is `faults()`'
  /// business; well-formedness holds for any text. Cost: linear, one buffer.
  public func xml() -> [UInt8] {
    var out = XMLText(capacity: 4096)
    out.declaration()
    out.open("alert", namespace: "urn:oasis:names:tc:emergency:cap:1.2")
    out.element("identifier", identifier)
    out.element("sender", sender)
    out.element("sent", sent.capText)
    out.element("status", status.rawValue)
    out.element("msgType", type.rawValue)
    out.element("source", source)
    out.element("scope", scope.rawValue)
    out.element("restriction", restriction)
    out.element("addresses", Self.list(addresses))
    for code in codes { out.element("code", code) }
    out.element("note", note)
    out.element("references", Self.list(references))
    out.element("incidents", Self.list(incidents))
    for info in infos { info.write(to: &out) }
    out.close("alert")
    return out.bytes
  }

  /// Items with a space between; one that holds a space stands in quotes (CAP 1.2, 3.2.1).
  private static func list(_ items: [String]) -> String? {
    guard !items.isEmpty else { return nil }
    return items.map { item in
      let plain = item.filter { $0 != "\"" }
      return plain.contains(where: \.isWhitespace) ? "\"\(plain)\"" : plain
    }.joined(separator: " ")
  }

  private static func list(_ references: [CAPReference]) -> String? {
    guard !references.isEmpty else { return nil }
    return references.map { "\($0.sender),\($0.identifier),\($0.sent.capText)" }
      .joined(separator: " ")
  }
}

extension CAPInfo {
  fileprivate func write(to out: inout XMLText) {
    out.open("info")
    out.element("language", language)
    for category in categories { out.element("category", category.rawValue) }
    out.element("event", event)
    for response in responses { out.element("responseType", response.rawValue) }
    out.element("urgency", urgency.rawValue)
    out.element("severity", severity.rawValue)
    out.element("certainty", certainty.rawValue)
    out.element("audience", audience)
    for code in eventCodes { code.write(as: "eventCode", to: &out) }
    out.element("effective", effective?.capText)
    out.element("onset", onset?.capText)
    out.element("expires", expires?.capText)
    out.element("senderName", senderName)
    out.element("headline", headline)
    out.element("description", description)
    out.element("instruction", instruction)
    out.element("web", web)
    out.element("contact", contact)
    for parameter in parameters { parameter.write(as: "parameter", to: &out) }
    for resource in resources { resource.write(to: &out) }
    for area in areas { area.write(to: &out) }
    out.close("info")
  }
}

extension CAPNamedValue {
  fileprivate func write(as name: StaticString, to out: inout XMLText) {
    out.open(name)
    out.element("valueName", self.name)
    out.element("value", value)
    out.close(name)
  }
}

extension CAPResource {
  fileprivate func write(to out: inout XMLText) {
    out.open("resource")
    out.element("resourceDesc", resourceDescription)
    out.element("mimeType", mimeType)
    out.element("size", bytes.map { "\($0)" })
    out.element("uri", uri)
    out.element("derefUri", base64)
    out.element("digest", digest)
    out.close("resource")
  }
}

extension CAPArea {
  fileprivate func write(to out: inout XMLText) {
    out.open("area")
    out.element("areaDesc", areaDescription)
    for polygon in polygons {
      out.element("polygon", polygon.map(\.capText).joined(separator: " "))
    }
    for circle in circles {
      let radius = decimal(circle.radius, digits: 3)
      out.element("circle", "\(circle.center.capText) \(radius)")
    }
    for geocode in geocodes { geocode.write(as: "geocode", to: &out) }
    out.element("altitude", altitude.map { "\($0)" })
    out.element("ceiling", ceiling.map { "\($0)" })
    out.close("area")
  }
}
