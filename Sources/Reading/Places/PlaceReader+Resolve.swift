internal import Model
import Theatre

extension PlaceReader {
  /// Says which place each name means, by what the text and the report say of where it is.
  func resolve(_ reading: inout PlaceReading) {
    for index in reading.finds.indices { resolve(index, &reading) }
    for index in reading.finds.indices {
      guard case .ambiguous(let range) = reading.finds[index].match else { continue }
      decideByOthers(index, range, &reading)
    }
  }

  private func resolve(_ index: Int, _ reading: inout PlaceReading) {
    let find = reading.finds[index]
    guard find.group >= 0 else { return }
    var hints = reading.input.hints
    var isSaid = false
    var hasOwn = false
    for other in reading.finds where other.hintOf == index && other.relation != .between {
      hasOwn = true
      isSaid = isSaid || other.role == .hint && other.hasCue && gazetteer.hasArea(other.group)
      gazetteer.add(other, to: &hints)
    }
    if hints.country == 0, !gazetteer.isAreaName(find.group),
      let country = country(of: reading.tokens[find.first].sentence, reading)
    {
      hints.country = country
      isSaid = true
    }
    var match = gazetteer.resolve(find.group, as: find.kind, hints)
    if case .contradicted = match, hasOwn, !isSaid {
      // A bare name beside another may say something else than where it is.
      match = gazetteer.resolve(find.group, as: find.kind, reading.input.hints)
      if case .one(let place) = match, !gazetteer.rows[Int(place)].isCurated {
        match = gazetteer.ambiguity(of: find.group)
      }
    }
    reading.finds[index].match = match
    let place = match.index
    guard place >= 0 else { return }
    let feature = gazetteer.rows[Int(place)].feature
    if feature.isArea, find.role == .site || find.role == .named || find.role == .near {
      reading.finds[index].role = .area
      if find.relation == .near { reading.finds[index].relation = .at }
    }
  }

  /// The one country in which a sentence says that something happened: “au Burkina”.
  private func country(of sentence: Int32, _ reading: PlaceReading) -> UInt16? {
    var country: UInt16?
    for find in reading.finds
    where find.cueWord == .site && reading.tokens[find.first].sentence == sentence {
      guard gazetteer.isAreaName(find.group), let place = gazetteer.carriers(of: find.group).first,
        gazetteer.rows[Int(place)].feature == .country
      else { continue }
      let code = gazetteer.country(of: place)
      if let other = country, other != code { return nil }
      country = code
    }
    return country
  }

  /// A name that several places have, in a text that names others beyond doubt: the one near them,
  /// when every other is far.
  private func decideByOthers(
    _ index: Int, _ range: Range<Int32>, _ reading: inout PlaceReading
  ) {
    for area in [true, false] {
      for (position, other) in reading.finds.enumerated() where position != index {
        let place = other.match.index
        guard place >= 0, other.role != .byline, other.role != .speaker else { continue }
        let row = gazetteer.rows[Int(place)]
        guard row.feature.isArea == area, row.feature != .country else { continue }
        var hints = reading.input.hints
        if area {
          gazetteer.add(other, to: &hints)
        } else {
          hints.near = row.coordinates
        }
        let find = reading.finds[index]
        let match = gazetteer.resolve(
          find.group, as: find.kind, hints, within: area ? 0 : Self.companyMeters)
        guard match.index >= 0 else { continue }
        reading.finds[index].match = match
        reading.finds[index].likeness = min(find.likeness, 90)
        return
      }
    }
  }

  /// Places named in one breath lie so near each other, more often than not.
  private static let companyMeters: Int32 = 90_000
}

extension Gazetteer {
  /// Adds what one find says of where another one is.
  func add(_ find: PlaceFind, to hints: inout PlaceHints) {
    guard find.group >= 0 else { return }
    switch find.relation {
    case .distance, .toward, .near:
      if find.relation == .near, isAreaName(find.group) { break }
      let place = resolve(find.group, as: find.kind, PlaceHints()).index
      if place >= 0, !rows[Int(place)].feature.isArea { hints.near = rows[Int(place)].coordinates }
      return
    default: break
    }
    var area: Int32 = -1
    for index in carriers(of: find.group) {
      let feature = rows[Int(index)].feature
      guard feature.isArea, find.kind.fits(feature), fits(index, hints) else { continue }
      // Of a cercle and a region of one name the larger is true in any case.
      if area < 0 || feature.rank > rows[Int(area)].feature.rank { area = index }
    }
    if area < 0, find.kind != .any { area = resolve(find.group, as: find.kind, hints).index }
    guard area >= 0 else {
      let place = resolve(find.group, as: .any, PlaceHints()).index
      if place >= 0 { hints.near = rows[Int(place)].coordinates }
      return
    }
    switch rows[Int(area)].feature {
    case .country: hints.country = country(of: area)
    case .region: hints.region = area
    case .cercle: hints.cercle = area
    case .commune:
      if cercle(of: area) >= 0 { hints.cercle = cercle(of: area) }
      if hints.near == nil { hints.near = rows[Int(area)].coordinates }
    default: break
    }
  }
}
