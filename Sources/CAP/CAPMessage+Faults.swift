import Model

extension CAPMessage {
  /// Everything wrong with the message, in the order of its elements; empty when nothing is.
  ///
  /// Cost: linear, but for polygons, of which every pair of edges is compared (100 corners at
  /// most).
  public func faults() -> [CAPFault] {
    var found = CAPFaults()
    checkHeader(&found)
    checkScope(&found)
    checkReferences(&found)
    if infos.isEmpty, type == .alert || type == .update {
      found.add(
        .infoMissing, "alert", "An alert or update says nothing without an info block.")
    }
    for (index, info) in infos.enumerated() {
      info.check("alert/info[\(index + 1)]", sent: sent, &found)
    }
    checkAgreement(&found)
    return found.all
  }

  private func checkHeader(_ found: inout CAPFaults) {
    if !Self.isName(identifier) {
      found.add(
        .identifierInvalid, "alert/identifier",
        "Must not be empty nor hold a space, comma, '<', '&' or control character.")
    }
    if !Self.isName(sender) {
      found.add(
        .senderInvalid, "alert/sender",
        "Must not be empty nor hold a space, comma, '<', '&' or control character.")
    }
    found.date(sent, "alert/sent")
    if status == .test {
      found.add(.notForPublishing, "alert/status", "Receivers ignore a test; use Exercise.")
    }
    if type == .acknowledgement || type == .error {
      found.add(
        .notForPublishing, "alert/msgType", "Ack and Error answer a sender; they warn nobody.")
    }
    for (index, code) in codes.enumerated() { found.text(code, "alert/code[\(index + 1)]") }
  }

  private func checkScope(_ found: inout CAPFaults) {
    if scope == .restricted, restriction?.isBlank ?? true {
      found.add(
        .restrictionScopeMismatch, "alert/restriction",
        "Scope Restricted needs the rule that limits who may read it.")
    }
    if scope != .restricted, restriction != nil {
      found.add(
        .restrictionScopeMismatch, "alert/restriction",
        "Only scope Restricted has a restriction; the scope is \(scope.rawValue).")
    }
    if scope == .private, addresses.allSatisfy(\.isBlank) {
      found.add(.addressesMissing, "alert/addresses", "Scope Private needs addresses.")
    }
    if status == .exercise || type == .error, note?.isBlank ?? true {
      found.add(
        .noteMissing, "alert/note",
        "An exercise names itself, and an error explains itself, in a note.")
    }
    found.optionalText(note, "alert/note")
    found.optionalText(source, "alert/source")
  }

  private func checkReferences(_ found: inout CAPFaults) {
    if references.isEmpty, type != .alert {
      found.add(
        .updateOrCancelMustReference, "alert/references",
        "\(type.rawValue) must reference all related messages that have not yet expired.")
    }
    for (index, reference) in references.enumerated() {
      let path = "alert/references[\(index + 1)]"
      if !Self.isName(reference.sender) || !Self.isName(reference.identifier) {
        found.add(
          .referenceInvalid, path,
          "Sender and identifier must not be empty nor hold a space, comma, '<' or '&'.")
      }
      found.date(reference.sent, path)
      if reference.identifier == identifier, reference.sender == sender {
        found.add(.circularReference, path, "The message references itself.")
      } else if reference.sent > sent {
        found.add(
          .postdatedReference, path, "The referenced message was sent after this one.")
      }
    }
  }

  /// What the blocks of a message must have in common, and must not.
  private func checkAgreement(_ found: inout CAPFaults) {
    guard let first = infos.first else { return }
    for (index, info) in infos.enumerated().dropFirst() {
      let path = "alert/info[\(index + 1)]"
      if Set(info.categories) != Set(first.categories) {
        found.add(
          .categoriesMustMatch, "\(path)/category", "Differs from that of the first block.")
      }
      if Self.sorted(info.eventCodes) != Self.sorted(first.eventCodes) {
        found.add(
          .eventCodesMustMatch, "\(path)/eventCode", "Differs from that of the first block.")
      }
      for earlier in infos[..<index] {
        if earlier.language.lowercased() == info.language.lowercased() {
          found.add(
            .languageRepeated, "\(path)/language", "An earlier block has the same language.")
        } else {
          info.checkTranslation(of: earlier, path, &found)
        }
      }
    }
  }

  private static func sorted(_ codes: [CAPNamedValue]) -> [CAPNamedValue] {
    codes.sorted { ($0.name, $0.value) < ($1.name, $1.value) }
  }

  /// Identifiers, and the parts of a reference: what separates them may not stand in them.
  static func isName(_ text: String) -> Bool {
    !text.isEmpty
      && text.unicodeScalars.allSatisfy { scalar in
        scalar != "," && scalar != "<" && scalar != "&" && !scalar.properties.isWhitespace
          && XMLText.isKept(scalar)
      }
  }
}
