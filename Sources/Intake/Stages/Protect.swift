internal import Model

extension Intake {
  /// Whoever reported must not be found: no mapping copies the reporter's members, and here every
  /// text that is kept is searched for what identifies people.
  ///
  /// Removed are e-mail addresses, runs of digits that may be telephone or identity numbers, and the
  /// reporter's own name, numbers and addresses in any spelling. What was removed reads `[removed]`,
  /// and the report is flagged `text_redacted`. This comes before anything else sees the text.
  func protect(_ draft: inout Draft) {
    redactor.begin(draft.secretBytes, draft.secrets)
    var hasFound = false
    func text(_ extent: inout Extent) {
      if extent.isEmpty { return }
      if redactor.redact(&extent, &draft.report) { hasFound = true }
    }
    func identifier(_ extent: inout Extent) {
      if extent.isEmpty { return }
      if redactor.mask(&extent, &draft.report) { hasFound = true }
    }
    var report = Protected(draft.report)
    text(&report.title)
    text(&report.description)
    text(&report.origin)
    text(&report.written)
    identifier(&report.source)
    identifier(&report.sourceReport)
    identifier(&report.refersTo)
    report.restore(to: &draft.report)
    for index in draft.report.mentioned.indices {
      var extent = draft.report.mentioned[index]
      text(&extent)
      draft.report.mentioned[index] = extent
    }
    for index in draft.report.candidates.indices {
      var extent = draft.report.candidates[index].written
      text(&extent)
      draft.report.candidates[index].written = extent
    }
    if hasFound { draft.report.flags.insert(.textRedacted) }
    // The contact itself is not needed any more.
    draft.secretBytes.removeAll(keepingCapacity: true)
    draft.secrets.removeAll(keepingCapacity: true)
  }
}

/// The texts that may hold contacts, out of the report while its storage is being changed.
private struct Protected {
  var title: Extent
  var description: Extent
  var origin: Extent
  var written: Extent
  var source: Extent
  var sourceReport: Extent
  var refersTo: Extent

  init(_ report: Report) {
    title = report.title
    description = report.description
    origin = report.origin
    written = report.place.written
    source = report.source
    sourceReport = report.sourceReport
    refersTo = report.refersTo
  }

  func restore(to report: inout Report) {
    report.title = title
    report.description = description
    report.origin = origin
    report.place.written = written
    report.source = source
    report.sourceReport = sourceReport
    report.refersTo = refersTo
  }
}
