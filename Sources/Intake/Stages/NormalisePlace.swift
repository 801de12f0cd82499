internal import Model
internal import Theatre

extension Intake {
  /// How far a place lies around its point, by ACLED's geo_precision; DOMAIN D3: 1 → 5 km,
  /// 2 → 25 km (UCDP where_prec 2 as well), 3 → 100 km.
  private static let radii: [Int32] = [5_000, 25_000, 100_000]
  /// Said to be exact: a reading of a satellite receiver, or a named building.
  private static let exactRadius: Int32 = 1_000
  /// Coordinates and a named point agree up to here, or within the place's own radius.
  private static let agreementMeters: Int32 = 15_000

  /// Where it happened: name and coordinates are held against each other.
  func normalisePlace(_ draft: inout Draft) {
    var point = readPoint(&draft)
    let match = findPlace(&draft, near: point)
    if let given = point {
      let hint = match
      if isSwapped(given, hint, reach(draft)) {
        // Told, not repaired: the pair is not used, and a name still is.
        draft.report.flags.insert(.coordinatesSwapped)
        if hint >= 0 { point = nil }
      } else if !theatre.box.contains(given) {
        draft.report.flags.insert(.outsideTheatre)
      }
    }
    settle(&draft, point, match)
  }

  /// The coordinates, unless they are the zeros that programs send for nothing.
  private func readPoint(_ draft: inout Draft) -> Coordinates? {
    guard let latitude = draft.latitude?.scaled(by: 6)?.value,
      let longitude = draft.longitude?.scaled(by: 6)?.value
    else { return nil }
    if latitude == 0, longitude == 0 {
      draft.report.flags.insert(.coordinatesZero)
      return nil
    }
    return Coordinates(
      latitude: Int32(truncatingIfNeeded: latitude), longitude: Int32(truncatingIfNeeded: longitude)
    )
  }

  /// The index of the one place that the name means, or −1 with a flag.
  private func findPlace(_ draft: inout Draft, near point: Coordinates?) -> Int32 {
    guard !draft.report.place.written.isEmpty else { return -1 }
    let gazetteer = theatre.gazetteer
    let match = draft.report.storage.withUnsafeBytes { storage -> PlaceMatch in
      func bytes(_ extent: Extent) -> UnsafeRawBufferPointer? {
        extent.isEmpty ? nil : UnsafeRawBufferPointer(rebasing: storage[extent.range])
      }
      let hasHints =
        !draft.country.isEmpty || !draft.admin1.isEmpty || !draft.admin2.isEmpty || point != nil
      let hints =
        hasHints
        ? gazetteer.hints(
          country: bytes(draft.country), admin1: bytes(draft.admin1), admin2: bytes(draft.admin2),
          near: point, folding: &work.pointee.folding)
        : PlaceHints()
      guard let name = bytes(draft.report.place.written) else { return .none }
      return gazetteer.find(name, hints: hints, folding: &work.pointee.folding)
    }
    switch match {
    case .one(let index): return index
    case .none:
      draft.report.flags.insert(.placeUnknown)
    case .ambiguous:
      draft.report.flags.insert(.placeAmbiguous)
      draft.report.place.method = .ambiguous
    case .contradicted:
      // The name is known, but not where the report puts it: which of the two is wrong is open.
      draft.report.flags.insert(.placeAmbiguous)
      draft.report.place.method = .ambiguous
    }
    return -1
  }

  /// Whether latitude and longitude would make sense the other way round and do not as they stand.
  private func isSwapped(_ point: Coordinates, _ place: Int32, _ reach: Int32) -> Bool {
    guard abs(point.longitude) <= 90_000_000 else { return false }
    let turned = Coordinates(latitude: point.longitude, longitude: point.latitude)
    guard place >= 0 else { return !theatre.box.contains(point) && theatre.box.contains(turned) }
    return !agrees(point, place, reach) && agrees(turned, place, reach)
  }

  /// How far from the named place the report itself says that it may have been: “near Koro”.
  private func reach(_ draft: Draft) -> Int32 {
    let said = draft.placePrecision.map { $0 == 0 ? 0 : Self.radii[Int($0)] } ?? 0
    return max(said, draft.placeRadius ?? 0, Self.agreementMeters)
  }

  private func agrees(_ point: Coordinates, _ place: Int32, _ reach: Int32) -> Bool {
    let text = pack.places[Int(place)]
    // Within 0.06 degrees both ways is within 9.5 km, less than any reach: no distance is needed.
    let latitude = point.latitude &- text.coordinates.latitude
    let longitude = point.longitude &- text.coordinates.longitude
    if latitude.magnitude < 60_000, longitude.magnitude < 60_000 { return true }
    return point.meters(to: text.coordinates) <= max(text.radius, reach)
  }

  private func settle(_ draft: inout Draft, _ point: Coordinates?, _ match: Int32) {
    let precision = draft.placePrecision.map { $0 + 1 }
    if match >= 0 {
      let text = pack.places[Int(match)]
      guard let point else {
        settleByName(&draft, text, precision)
        return
      }
      if agrees(point, match, reach(draft)) {
        settleByName(&draft, text, precision)
        if text.geoPrecision == 1 || draft.placePrecision == 0 {
          // The coordinates are the finer of the two.
          settle(&draft, at: point, precision)
        }
        draft.report.place.method = .gazetteerAndCoordinates
        return
      }
      draft.report.flags.insert(.placeFarFromName)
    }
    guard let point else {
      draft.report.place.radius = 0
      draft.report.place.geoPrecision = 3
      return
    }
    settle(&draft, at: point, precision)
    draft.report.place.method = .coordinates
    settleUnits(&draft, point)
  }

  private func settle(_ draft: inout Draft, at point: Coordinates, _ precision: UInt8?) {
    draft.report.place.coordinates = point
    draft.report.place.geoPrecision = precision ?? 1
    draft.report.place.radius =
      draft.placeRadius
      ?? (precision == 1 ? Self.exactRadius : Self.radii[Int(precision ?? 1) - 1])
  }

  private func settleByName(
    _ draft: inout Draft, _ text: PackText.PlaceText, _ precision: UInt8?
  ) {
    let geoPrecision = max(text.geoPrecision, precision ?? 1)
    let widening = (precision ?? 1) > 1 ? Self.radii[Int(precision ?? 1) - 1] : 0
    draft.report.place.id = pack.keep(text.id, in: &draft.report)
    draft.report.place.name = pack.keep(text.name, in: &draft.report)
    draft.report.place.country = pack.keep(text.country, in: &draft.report)
    draft.report.place.admin1 = pack.keep(text.admin1, in: &draft.report)
    draft.report.place.admin2 = pack.keep(text.admin2, in: &draft.report)
    draft.report.place.coordinates = text.coordinates
    draft.report.place.radius = draft.placeRadius ?? max(text.radius, widening)
    draft.report.place.geoPrecision = geoPrecision
    draft.report.place.method = .gazetteer
  }

  /// Without a name the units are those of the nearest settlement, when one is near.
  private func settleUnits(_ draft: inout Draft, _ point: Coordinates) {
    let nearest = theatre.gazetteer.nearest(to: point, withinMeters: 25_000)
    guard nearest >= 0 else { return }
    let text = pack.places[Int(nearest)]
    draft.report.place.country = pack.keep(text.country, in: &draft.report)
    draft.report.place.admin1 = pack.keep(text.admin1, in: &draft.report)
    draft.report.place.admin2 = pack.keep(text.admin2, in: &draft.report)
  }
}
