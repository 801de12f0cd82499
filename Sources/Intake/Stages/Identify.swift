internal import JSON
internal import Model
internal import Theatre

extension Intake {
  /// Who said it, and which of that source's reports it is.
  ///
  /// The identity is a digest of the source and its own id. Words that programs write when they
  /// have no id are no ids: such a report is known by its content, and so is its resend. The
  /// content is taken as mapped, before the pack adds to it: a new pack makes no new reports.
  func identify(_ draft: inout Draft) {
    settleSource(&draft)
    let isUsable = draft.report.withBytes(of: draft.report.sourceReport) {
      SourceReportID.isUsable($0)
    }
    if draft.report.withBytes(of: draft.report.refersTo, { !SourceReportID.isUsable($0) }) {
      draft.report.refersTo = .none
    }
    guard isUsable else {
      identifyByContent(&draft)
      return
    }
    draft.report.storage.withUnsafeBytes { storage in
      draft.report.id = Report.identity(
        source: UnsafeRawBufferPointer(rebasing: storage[draft.report.source.range]),
        sourceReport: UnsafeRawBufferPointer(rebasing: storage[draft.report.sourceReport.range]),
        scratch: &work.pointee.scratch)
    }
  }

  /// The registry knows how reliable a source is and whom it prints.
  private func settleSource(_ draft: inout Draft) {
    let index = draft.report.withBytes(of: draft.report.source) { theatre.sources.find($0) }
    guard index >= 0 else {
      draft.report.flags.insert(.sourceUnknown)
      return
    }
    let source = pack.sources[Int(index)]
    draft.report.source = pack.keep(source.id, in: &draft.report)
    if !draft.hasReliability { draft.report.reliability = source.reliability }
    if draft.report.origin.isEmpty {
      draft.report.origin = pack.keep(source.origin, in: &draft.report)
    }
  }

  private func identifyByContent(_ draft: inout Draft) {
    draft.report.sourceReport = .none
    draft.report.id = .zero
    work.pointee.content.removeAll()
    draft.writeContent(to: &work.pointee.content)
    draft.report.id = work.pointee.content.withBytes { Fingerprint(of: $0) }
    draft.report.flags.insert(.identityFromContent)
  }
}

/// Which texts are a source's own ids.
enum SourceReportID {
  private static let words = NameTable(["0", "null", "undefined", "none", "nil", "nan", "n/a", "-"])
  private static let endings = NameTable(["null", "undefined", "nan"])

  /// False for the empty text and for what programs write when they have no id: `null`,
  /// `undefined`, also behind a prefix, as `acled-undefined`.
  static func isUsable(_ text: UnsafeRawBufferPointer) -> Bool {
    var start = 0
    var end = text.count
    while start < end, text[start] <= 32 { start += 1 }
    while end > start, text[end - 1] <= 32 { end -= 1 }
    guard start < end else { return false }
    // Most ids end with a number; no such word does, but for `0`.
    if end - start > 1, text[end - 1] &- 48 < 10 { return true }
    // The longest word has nine letters; longer ids can only end in one.
    let tail = max(start, end - 10)
    return withUnsafeTemporaryAllocation(byteCount: 10, alignment: 1) { buffer in
      var count = 0
      var last = -1
      for index in tail..<end {
        let byte = text[index]
        buffer[count] = byte &- 65 < 26 ? byte | 32 : byte
        if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":")
          || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".")
        {
          last = count
        }
        count += 1
      }
      let word = UnsafeRawBufferPointer(rebasing: buffer[..<count])
      if end - start <= 10, words.find(word) >= 0 { return false }
      guard last >= 0, last + 1 < count else { return true }
      return endings.find(UnsafeRawBufferPointer(rebasing: word[(last + 1)...])) < 0
    }
  }
}
