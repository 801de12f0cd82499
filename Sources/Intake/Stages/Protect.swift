internal import Model

extension Intake {
  /// Whoever reported must not be found: no mapping copies the reporter's members, and here every
  /// text that is kept is searched for what identifies people.
  ///
  /// Removed are e-mail addresses, runs of digits that may be telephone or identity numbers, and
  /// the reporter's own name, numbers and addresses in any spelling. What was removed reads
  /// `[removed]`, and the report is flagged `text_redacted`. Nothing else sees the text before.
  func protect(_ draft: inout Draft) {
    if let pseudonym, !draft.secrets.isEmpty,
      let text = pseudonym.text(of: draft.secrets, in: draft.secretBytes)
    {
      draft.report.pseudonym = draft.report.keep(text)
    }
    work.pointee.redactor.protect(&draft)
    // The contact itself is not needed any more.
    draft.forgetSecrets()
  }
}

extension Redactor {
  mutating func protect(_ draft: inout Draft) {
    guard begin(draft) else { return }
    // Most reports hold no address, and then only texts long enough for a number need a look.
    let shortest = mayBeShort ? 1 : UInt32(ContactScanner.digitsMin)
    var hasFound = redact(\.title, shortest, &draft.report)
    let isOne = draft.facts == draft.report.description
    hasFound = redact(\.description, shortest, &draft.report) || hasFound
    if isOne {
      draft.facts = draft.report.description
    } else if draft.facts.count >= shortest, redact(&draft.facts, &draft.report) {
      hasFound = true
    }
    hasFound = redact(\.origin, shortest, &draft.report) || hasFound
    hasFound = redact(\.place.written, shortest, &draft.report) || hasFound
    if var extent = draft.report.movedFrom?.written, redact(&extent, &draft.report) {
      draft.report.movedFrom?.written = extent
      hasFound = true
    }
    if var extent = draft.report.movedTo?.written, redact(&extent, &draft.report) {
      draft.report.movedTo?.written = extent
      hasFound = true
    }
    for index in draft.report.mentioned.indices {
      var extent = draft.report.mentioned[index].written
      guard extent.count >= shortest, redact(&extent, &draft.report) else { continue }
      draft.report.mentioned[index].written = extent
      hasFound = true
    }
    for index in draft.report.candidates.indices {
      var extent = draft.report.candidates[index].written
      guard extent.count >= shortest, redact(&extent, &draft.report) else { continue }
      draft.report.candidates[index].written = extent
      hasFound = true
    }
    if mayBeShort {
      hasFound = mask(\.source, &draft.report) || hasFound
      hasFound = mask(\.sourceReport, &draft.report) || hasFound
      hasFound = mask(\.refersTo, &draft.report) || hasFound
    }
    if hasFound { draft.report.flags.insert(.textRedacted) }
  }

  @inline(__always)
  private mutating func redact(
    _ path: WritableKeyPath<Report, Extent>, _ shortest: UInt32, _ report: inout Report
  ) -> Bool {
    var extent = report[keyPath: path]
    guard extent.count >= shortest, redact(&extent, &report) else { return false }
    report[keyPath: path] = extent
    return true
  }

  @inline(__always)
  private mutating func mask(
    _ path: WritableKeyPath<Report, Extent>, _ report: inout Report
  ) -> Bool {
    var extent = report[keyPath: path]
    guard !extent.isEmpty, mask(&extent, &report) else { return false }
    report[keyPath: path] = extent
    return true
  }
}
