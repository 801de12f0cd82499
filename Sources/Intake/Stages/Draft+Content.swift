internal import JSON
internal import Model

extension Draft {
  /// What the source said, written one way, for the identity of a report that has no id.
  ///
  /// The report as mapped, and what `report/1` does not show before it is normalised. The pack has
  /// no part in it, apart from the source's registered id.
  func writeContent(to writer: inout Writer) {
    var bare = report
    // What the registry adds is not what the source said.
    bare.origin = .none
    bare.pseudonym = .none
    bare.reliability = UInt8(ascii: "F")
    bare.flags = CodeSet()
    bare.write(to: &writer)
    writer.beginArray()
    write(latitude, to: &writer)
    write(longitude, to: &writer)
    for span in [occurredEarliest, occurredLatest] {
      writer.integer(span?.earliest.seconds ?? 0)
      writer.integer(span?.latest.seconds ?? 0)
    }
    writer.integer(Int64(occurredPrecision?.rawValue ?? 255))
    writer.integer(Int64(placePrecision ?? 255))
    writer.integer(Int64(placeRadius ?? -1))
    report.storage.withUnsafeBytes { storage in
      for extent in [country, admin1, admin2] {
        writer.string(utf8: UnsafeRawBufferPointer(rebasing: storage[extent.range]))
      }
    }
    writer.endArray()
  }

  private func write(_ decimal: Decimal?, to writer: inout Writer) {
    // A millionth of a degree is 11 cm.
    writer.integer(decimal?.scaled(by: 6)?.value ?? Int64.min)
  }
}
