internal import Model
internal import Theatre

/// Where displaced people came from and went.
extension Intake {
  func normaliseMoves(_ draft: inout Draft) {
    if let from = draft.report.movedFrom {
      draft.report.movedFrom = resolved(from, &draft.report)
    }
    if let to = draft.report.movedTo {
      draft.report.movedTo = resolved(to, &draft.report)
    }
  }

  /// The place that is named, looked up with the units beside it; when only a unit is named, the
  /// finest of them. The units of what is not found are left out: they are not the gazetteer's.
  private func resolved(_ given: ReportPlace, _ report: inout Report) -> ReportPlace {
    var place = ReportPlace()
    place.written = given.written
    for unit in [given.admin2, given.admin1, given.country] where place.written.isEmpty {
      place.written = unit
    }
    let gazetteer = theatre.gazetteer
    let match = report.withBytes(of: place.written) { name in
      report.withBytes(of: given.admin2) { admin2 in
        report.withBytes(of: given.admin1) { admin1 in
          report.withBytes(of: given.country) { country -> PlaceMatch in
            let hints = gazetteer.hints(
              country: country.isEmpty ? nil : country, admin1: admin1.isEmpty ? nil : admin1,
              admin2: admin2.isEmpty ? nil : admin2, near: nil,
              folding: &work.pointee.folding)
            return gazetteer.find(name, hints: hints, folding: &work.pointee.folding)
          }
        }
      }
    }
    switch match {
    case .one(let index), .cluster(let index, _):
      let row = gazetteer.rows[Int(index)]
      place.id = gazetteer.keep(row.id, in: &report)
      place.name = gazetteer.keep(row.name, in: &report)
      place.country = gazetteer.keep(row.country, in: &report)
      place.admin1 = gazetteer.keep(row.admin1, in: &report)
      place.admin2 = gazetteer.keep(row.admin2, in: &report)
      place.coordinates = row.coordinates
      place.radius = row.radius
      if case .cluster(_, let meters) = match { place.radius += meters }
      place.geoPrecision = row.feature.geoPrecision
      place.wherePrecision = row.feature.wherePrecision
      place.method = .gazetteer
    case .ambiguous, .contradicted: place.method = .ambiguous
    case .none: break
    }
    return place
  }
}
