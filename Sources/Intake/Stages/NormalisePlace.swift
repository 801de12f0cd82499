internal import Model
internal import Theatre

/// What a name or a sentence says of where it happened.
enum PlaceReadOut: Equatable, Sendable {
  case fix(PlaceFix, likeness: UInt8)
  /// Several places may be meant; they stand in `Report.placeOptions`.
  case ambiguous
  /// A place that the gazetteer does not know, in an area that it may know.
  case unknown(PlaceFix?)
}

extension Intake {
  /// How far a place lies around its point, by ACLED's geo_precision; DOMAIN D3: 1 → 5 km,
  /// 2 → 25 km (UCDP where_prec 2 as well), 3 → 100 km.
  static let radii: [Int32] = [5_000, 25_000, 100_000]
  /// Said to be exact: a reading of a satellite receiver, or a named building.
  static let exactRadius: Int32 = 1_000
  /// Coordinates and a named point agree up to here, or within the place's own radius.
  static let agreementMeters: Int32 = 15_000

  /// From the middle of a tenth of a degree to its corners, at the equator.
  private static let tenthRadius: Int32 = 7_900

  /// Where it happened: name, units and coordinates are held against each other.
  func normalisePlace(_ draft: inout Draft) {
    var point = readPoint(&draft)
    let hints = placeHints(draft, near: point?.coordinates)
    readPlaces(hints, &draft)
    let read = readName(&draft, hints)
    let named = settleName(&draft, read)
    // Coordinates say more than the units around an unknown name.
    let fix = named.fix ?? (point == nil ? named.area ?? unitFix(hints, draft) : nil)
    if let given = point {
      if isSwapped(given.coordinates, fix, reach(draft, fix)) {
        // Told, not repaired: the pair is not used, and a name still is.
        draft.report.flags.insert(.coordinatesSwapped)
        if fix != nil { point = nil }
      } else if !theatre.box.contains(given.coordinates) {
        draft.report.flags.insert(.outsideTheatre)
      }
    }
    settle(&draft, point, fix)
    settleUnits(&draft, hints)
    settleMentioned(&draft)
    withholdPoint(&draft)
  }

  /// Where people in need are is told by the town, or by a square of a tenth of a degree: a point
  /// leads to them.
  private func withholdPoint(_ draft: inout Draft) {
    guard draft.report.isAboutPeopleInNeed, draft.report.place.coordinates != nil,
      draft.latitude != nil || !draft.placeCoordinates.isEmpty
    else { return }
    let gazetteer = theatre.gazetteer
    let place = draft.report.withText(draft.report.place.id) { gazetteer.place(id: $0) }
    var radius = Self.radii[0]
    if place >= 0 {
      draft.report.place.coordinates = gazetteer.rows[Int(place)].coordinates
      radius = max(radius, gazetteer.rows[Int(place)].radius)
    } else if let point = draft.report.place.coordinates {
      draft.report.place.coordinates = point.middleOfTenth
      radius = Self.tenthRadius
    }
    draft.report.place.radius = max(draft.report.place.radius, radius)
    draft.report.place.geoPrecision = max(draft.report.place.geoPrecision, place < 0 ? 2 : 1)
    draft.report.place.wherePrecision = max(draft.report.place.wherePrecision, place < 0 ? 2 : 1)
    draft.report.restricted.insert(.place)
    draft.report.flags.insert(.coordinatesRemoved)
  }

  /// Coordinates that were given, and how far off they may be.
  struct GivenPoint {
    var coordinates: Coordinates
    var radius: Int32?
    var method = PlaceMethod.coordinates
  }

  /// The coordinates, unless they are the zeros that programs send for nothing.
  private func readPoint(_ draft: inout Draft) -> GivenPoint? {
    var point: GivenPoint?
    if let latitude = draft.latitude?.scaled(by: 6)?.value,
      let longitude = draft.longitude?.scaled(by: 6)?.value
    {
      point = GivenPoint(
        coordinates: Coordinates(
          latitude: Int32(truncatingIfNeeded: latitude),
          longitude: Int32(truncatingIfNeeded: longitude)))
    } else if !draft.placeCoordinates.isEmpty {
      let text = draft.report.withText(draft.placeCoordinates) { CoordinateText($0) }
      guard let text else {
        draft.report.flags.insert(.coordinatesUnreadable)
        return nil
      }
      point = GivenPoint(
        coordinates: text.coordinates, radius: text.radius,
        method: text.isGrid ? .grid : .coordinates)
    }
    guard let point else { return nil }
    if point.coordinates.latitude == 0, point.coordinates.longitude == 0 {
      draft.report.flags.insert(.coordinatesZero)
      return nil
    }
    return point
  }

  /// What the report says about country and units.
  func placeHints(_ draft: Draft, near point: Coordinates?) -> PlaceHints {
    guard
      !draft.country.isEmpty || !draft.admin1.isEmpty || !draft.admin2.isEmpty || point != nil
    else { return PlaceHints() }
    return draft.report.storage.withUnsafeBytes { storage in
      func bytes(_ extent: Extent) -> UnsafeRawBufferPointer? {
        extent.isEmpty ? nil : UnsafeRawBufferPointer(rebasing: storage[extent.range])
      }
      return theatre.gazetteer.hints(
        country: bytes(draft.country), admin1: bytes(draft.admin1), admin2: bytes(draft.admin2),
        near: point, folding: &work.pointee.folding)
    }
  }

  /// The flags and options of what was read, and where it is, or the area an unknown name lies in.
  private func settleName(
    _ draft: inout Draft, _ read: PlaceReadOut?
  ) -> (fix: PlaceFix?, area: PlaceFix?) {
    switch read {
    case .fix(let fix, let likeness):
      if likeness < 100 {
        draft.report.place.likeness = likeness
        draft.report.flags.insert(.placeSpelling)
      }
      return (fix, nil)
    case .ambiguous:
      draft.report.flags.insert(.placeAmbiguous)
      draft.report.place.method = .ambiguous
      return (nil, nil)
    case .unknown(let area):
      draft.report.flags.insert(.placeUnknown)
      return (nil, area)
    case nil: return (nil, nil)
    }
  }

  /// Nothing but the units is known: somewhere in the smallest of them.
  private func unitFix(_ hints: PlaceHints, _ draft: Draft) -> PlaceFix? {
    let unit = hints.cercle >= 0 ? hints.cercle : hints.region
    guard unit >= 0 else { return nil }
    var fix = theatre.gazetteer.fix(of: unit)
    // A name that is not known is not the unit's.
    if !draft.report.place.written.isEmpty {
      (fix.anchor, fix.place, fix.method) = (unit, -1, .relative)
    }
    return fix
  }

  /// Whether latitude and longitude would make sense the other way round and do not as they stand.
  private func isSwapped(_ point: Coordinates, _ fix: PlaceFix?, _ reach: Int32) -> Bool {
    guard abs(point.longitude) <= 90_000_000 else { return false }
    let turned = Coordinates(latitude: point.longitude, longitude: point.latitude)
    guard let fix else { return !theatre.box.contains(point) && theatre.box.contains(turned) }
    return !agrees(point, fix, reach) && agrees(turned, fix, reach)
  }

  /// How far from the named place the report itself says that it may have been: “near Koro”.
  private func reach(_ draft: Draft, _ fix: PlaceFix?) -> Int32 {
    let said = draft.placePrecision.map { $0 == 0 ? 0 : Self.radii[Int($0)] } ?? 0
    return max(said, draft.placeRadius ?? 0, Self.agreementMeters)
  }

  private func agrees(_ point: Coordinates, _ fix: PlaceFix, _ reach: Int32) -> Bool {
    // Within 0.06 degrees both ways is within 9.5 km, less than any reach: no distance is needed.
    let latitude = point.latitude &- fix.coordinates.latitude
    let longitude = point.longitude &- fix.coordinates.longitude
    if latitude.magnitude < 60_000, longitude.magnitude < 60_000 { return true }
    return point.meters(to: fix.coordinates) <= max(fix.radius, reach)
  }

  private func settle(_ draft: inout Draft, _ point: GivenPoint?, _ fix: PlaceFix?) {
    let precision = draft.placePrecision.map { $0 + 1 }
    if let fix {
      guard let point else {
        settle(&draft, fix, precision)
        return
      }
      if agrees(point.coordinates, fix, reach(draft, fix)) {
        settle(&draft, fix, precision)
        if fix.geoPrecision == 1 || fix.place < 0 || draft.placePrecision == 0 {
          // The coordinates are the finer of the two.
          settle(&draft, at: point, precision)
        }
        draft.report.place.method = .gazetteerAndCoordinates
        return
      }
      draft.report.flags.insert(.placeFarFromName)
      draft.report.place.likeness = 100
    }
    guard let point else {
      draft.report.place.radius = 0
      draft.report.place.geoPrecision = 3
      return
    }
    settle(&draft, at: point, precision)
    draft.report.place.method = point.method
  }

  private func settle(_ draft: inout Draft, at point: GivenPoint, _ precision: UInt8?) {
    draft.report.place.coordinates = point.coordinates
    let radius =
      draft.placeRadius ?? point.radius
      ?? (precision == 1 ? Self.exactRadius : Self.radii[Int(precision ?? 1) - 1])
    draft.report.place.radius = radius
    draft.report.place.geoPrecision =
      precision ?? (radius <= Self.radii[0] ? 1 : radius <= Self.radii[1] ? 2 : 3)
    draft.report.place.wherePrecision =
      draft.report.place.geoPrecision == 1 ? 1 : radius <= Self.radii[1] ? 2 : 3
    draft.report.place.lineStart = nil
    draft.report.place.lineEnd = nil
  }

  private func settle(_ draft: inout Draft, _ fix: PlaceFix, _ precision: UInt8?) {
    let geoPrecision = max(fix.geoPrecision, precision ?? 1)
    let widening = (precision ?? 1) > 1 ? Self.radii[Int(precision ?? 1) - 1] : 0
    let gazetteer = theatre.gazetteer
    if fix.place >= 0 {
      let row = gazetteer.rows[Int(fix.place)]
      draft.report.place.id = gazetteer.keep(row.id, in: &draft.report)
      draft.report.place.name = gazetteer.keep(row.name, in: &draft.report)
    } else if fix.anchor >= 0 {
      draft.report.place.anchor = gazetteer.keep(
        gazetteer.rows[Int(fix.anchor)].id, in: &draft.report)
    }
    draft.report.place.coordinates = fix.coordinates
    draft.report.place.radius = draft.placeRadius ?? max(fix.radius, widening)
    draft.report.place.geoPrecision = geoPrecision
    draft.report.place.wherePrecision =
      geoPrecision == 2 ? max(fix.wherePrecision, 2) : fix.wherePrecision
    draft.report.place.lineStart = fix.lineStart
    draft.report.place.lineEnd = fix.lineEnd
    draft.report.place.method = fix.method
    if fix.place >= 0 || fix.anchor >= 0 {
      // What lies some way from a town may lie in another unit: the boundaries decide.
      let row = gazetteer.rows[Int(max(fix.place, fix.anchor))]
      if fix.place >= 0 || row.feature.isArea { nameUnits(&draft, row) }
    }
  }

  /// The units that the gazetteer's row names.
  private func nameUnits(_ draft: inout Draft, _ row: PlaceRow) {
    let gazetteer = theatre.gazetteer
    draft.report.place.country = gazetteer.keep(row.country, in: &draft.report)
    draft.report.place.admin1 = gazetteer.keep(row.admin1, in: &draft.report)
    draft.report.place.admin2 = gazetteer.keep(row.admin2, in: &draft.report)
  }
}

extension Gazetteer {
  /// Copies a text of the gazetteer into a report.
  @inline(__always)
  func keep(_ extent: Extent, in report: inout Report) -> Extent {
    text.withUnsafeBytes { report.keep(UnsafeRawBufferPointer(rebasing: $0[extent.range])) }
  }
}

extension Report {
  /// Displaced people, who are found where the report says.
  var isAboutPeopleInNeed: Bool { kind == .displacement }
}

extension Coordinates {
  /// The middle of the tenth of a degree that the point lies in.
  fileprivate var middleOfTenth: Coordinates {
    func middle(_ value: Int32) -> Int32 {
      let tenth: Int32 = 100_000
      let rest = value % tenth
      return value - (rest < 0 ? rest + tenth : rest) + tenth / 2
    }
    return Coordinates(latitude: middle(latitude), longitude: middle(longitude))
  }
}
