internal import Model
internal import Theatre

extension Intake {
  /// Without a name the units are those of a settlement as near as this, where no boundary helps.
  private static let neighbourMeters: Int32 = 25_000

  /// The administrative units of the place: by point in polygon, with the list's codes and day.
  ///
  /// An exact list goes before what the gazetteer's row says, and that before approximate lines. A
  /// list that is older than a split of units gives no code for what it does not have.
  func settleUnits(_ draft: inout Draft, _ hints: PlaceHints) {
    guard let point = draft.report.place.coordinates else { return }
    let hasExact = theatre.boundaries.layers.first.map { !$0.isApproximate } ?? false
    guard hasExact || draft.report.place.admin1.isEmpty else { return }
    // A larger area lies in one unit or several, whatever its middle lies in.
    let isArea = draft.report.place.geoPrecision == 3 && draft.report.place.lineStart == nil
    if isArea, !draft.report.place.id.isEmpty || !draft.report.place.anchor.isEmpty { return }
    guard let hit = theatre.boundaries.find(point, on: draft.report.occurred.latest) else {
      if draft.report.place.id.isEmpty { takeNearest(&draft, point) }
      return
    }
    let isApproximate = theatre.boundaries.layers[hit.layer].isApproximate
    let layer = pack.layers[hit.layer]
    let unit = layer.units[Int(hit.unit)]
    if !isApproximate, disagrees(unit, hints) { draft.report.flags.insert(.unitsDisagree) }
    let place = theatre.gazetteer.place(draft.report.place.id, of: draft.report)
    let isOlder = place >= 0 && theatre.gazetteer.isFormer(unit.region, of: place)
    if isOlder || isApproximate && !draft.report.place.admin1.isEmpty { return }
    draft.report.place.country = pack.keep(unit.country, in: &draft.report)
    draft.report.place.admin1 = pack.keep(unit.admin1, in: &draft.report)
    draft.report.place.admin2 = pack.keep(unit.admin2, in: &draft.report)
    draft.report.place.admin3 = pack.keep(unit.admin3, in: &draft.report)
    draft.report.place.units = isApproximate ? .approximateBoundary : .boundary
    guard !unit.admin1Code.isEmpty else { return }
    draft.report.place.admin1Code = pack.keep(unit.admin1Code, in: &draft.report)
    draft.report.place.admin2Code = pack.keep(unit.admin2Code, in: &draft.report)
    draft.report.place.admin3Code = pack.keep(unit.admin3Code, in: &draft.report)
    draft.report.place.codeSystem = pack.keep(layer.codeSystem, in: &draft.report)
    draft.report.place.codesValidFrom = pack.keep(layer.validFrom, in: &draft.report)
  }

  /// Whether the report puts the place into another unit than it lies in.
  private func disagrees(_ unit: PackText.UnitText, _ hints: PlaceHints) -> Bool {
    let gazetteer = theatre.gazetteer
    if hints.region >= 0, unit.region >= 0, hints.region != unit.region,
      !gazetteer.areRelated(hints.region, unit.region)
    {
      return true
    }
    return hints.cercle >= 0 && unit.cercle >= 0 && hints.cercle != unit.cercle
      && !gazetteer.areRelated(hints.cercle, unit.cercle)
  }

  private func takeNearest(_ draft: inout Draft, _ point: Coordinates) {
    let gazetteer = theatre.gazetteer
    let nearest = gazetteer.nearest(to: point, withinMeters: Self.neighbourMeters)
    guard nearest >= 0 else { return }
    let row = gazetteer.rows[Int(nearest)]
    draft.report.place.country = gazetteer.keep(row.country, in: &draft.report)
    draft.report.place.admin1 = gazetteer.keep(row.admin1, in: &draft.report)
    draft.report.place.admin2 = gazetteer.keep(row.admin2, in: &draft.report)
    if !row.admin1.isEmpty { draft.report.place.units = .nearest }
  }
}

extension Gazetteer {
  /// The place with an id that stands in a report, or −1.
  fileprivate func place(_ id: Extent, of report: Report) -> Int32 {
    id.isEmpty ? -1 : report.withText(id) { place(id: $0) }
  }
}
