internal import JSON

/// What a rule reads: a value of the document, a part of a text, or the mapping's own constant.
struct MappingInput {
  private let value: Value?
  private let bytes: UnsafeRawBufferPointer

  init(_ value: Value) {
    self.value = value
    bytes = UnsafeRawBufferPointer(start: nil, count: 0)
  }

  init(_ bytes: UnsafeRawBufferPointer) {
    value = nil
    self.bytes = bytes
  }

  /// The document's value; nil for a constant.
  var node: Value? { value }

  /// The text of a string that is spelled without escapes. It stands in the document, so that the
  /// parser's padding may be read after it.
  @inline(__always)
  var plainText: UnsafeRawBufferPointer? {
    value?.plainText
  }

  /// The scalar's text: a string decoded, anything else as spelled.
  @inline(__always)
  func withText<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
    guard let value else { return body(bytes) }
    guard let text = value.text else { return body(value.source) }
    return text.withDecoded(body)
  }

  var decimal: Decimal? {
    if let value, value.kind != .number, value.kind != .string { return nil }
    return withText { Decimal($0) }
  }

  var integer: Int64? { value?.int64 ?? decimal?.integer }
}
