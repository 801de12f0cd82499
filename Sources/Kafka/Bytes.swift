/// Addresses librdkafka wants where Swift has none.
enum Bytes {
  private static let empty: StaticString = ""

  /// A pointer that is not NULL, for empty values: librdkafka tells empty from null by it.
  ///
  /// Safe because nothing is read through it: it is passed with a count of zero only.
  static var nowhere: UnsafeRawPointer { UnsafeRawPointer(empty.utf8Start) }
}
