import JSON

/// For each plain object rule the places of its names by their numbers in a vocabulary, so that a
/// member is found without a look at its name.
struct MemberRows {
  // Safe because the plan that holds the rows frees them, and nobody writes once they are bound.
  private let places: UnsafeMutablePointer<Int16>?
  /// None while there is no vocabulary.
  private let stride: Int

  init() {
    places = nil
    stride = 0
  }

  init(_ plan: borrowing Tables, _ vocabulary: Vocabulary) {
    let objects = plan.objects.count
    let stride = vocabulary.count + 1
    let places = UnsafeMutablePointer<Int16>.allocate(capacity: max(1, objects * stride))
    places.initialize(repeating: -1, count: max(1, objects * stride))
    for object in 0..<objects {
      let rule = plan.objects[Int32(object)]
      guard rule.isPlain else { continue }
      for (place, index) in rule.properties.indices.enumerated() {
        let number = Int(vocabulary.number(of: plan.bytes[bytes: plan.properties[index].name]))
        if number > 0 { places[object * stride + number] = Int16(place) }
      }
    }
    self.places = places
    self.stride = stride
  }

  func deallocate() { places?.deallocate() }

  /// The row of an object rule; nil while there is no vocabulary.
  @inline(__always)
  func row(_ object: Int32) -> UnsafePointer<Int16>? {
    guard let places else { return nil }
    return UnsafePointer(places + Int(object) &* stride)
  }
}

extension Plan {
  func bind(to vocabulary: Vocabulary) {
    let rows = tables.pointee.rows
    rows.pointee.deallocate()
    rows.pointee = MemberRows(tables.pointee, vocabulary)
  }
}
