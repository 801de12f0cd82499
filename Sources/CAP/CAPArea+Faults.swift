import Model

extension CAPArea {
  /// More corners than this slow receivers down (WMO cap-composer).
  static let cornersMax = 100

  func check(_ path: String, _ found: inout CAPFaults) {
    found.text(areaDescription, "\(path)/areaDesc")
    for (index, polygon) in polygons.enumerated() {
      Self.check(polygon, "\(path)/polygon[\(index + 1)]", &found)
    }
    for (index, circle) in circles.enumerated() {
      Self.check(circle, "\(path)/circle[\(index + 1)]", &found)
    }
    found.values(geocodes, "\(path)/geocode")
    if !geocodes.isEmpty, polygons.isEmpty, circles.isEmpty {
      found.add(
        .geocodeWithoutShape, "\(path)/geocode",
        "Who lacks the table of codes cannot place it: add a polygon or a circle.")
    }
    if let ceiling {
      if let altitude {
        if ceiling <= altitude {
          found.add(
            .ceilingWithoutAltitude, "\(path)/ceiling", "The ceiling must lie above the altitude.")
        }
      } else {
        found.add(
          .ceilingWithoutAltitude, "\(path)/ceiling", "A ceiling needs the altitude below it.")
      }
    }
  }

  private static func check(_ polygon: [Coordinates], _ path: String, _ found: inout CAPFaults) {
    guard polygon.count >= 4 else {
      found.add(
        .polygonInvalid, path, "A ring needs four corners or more, the last the same as the first.")
      return
    }
    guard polygon.first == polygon.last else {
      found.add(.polygonInvalid, path, "The last corner must be the same as the first.")
      return
    }
    guard polygon.allSatisfy(isOnGlobe) else {
      found.add(.polygonInvalid, path, "A corner lies off the globe.")
      return
    }
    guard polygon.count <= cornersMax else {
      found.add(
        .polygonTooLarge, path, "More than \(cornersMax) corners: draw it more coarsely.")
      return
    }
    if Ring(polygon).crossesItself {
      found.add(.polygonCrossesItself, path, "Two of its edges meet.")
    }
  }

  private static func check(_ circle: CAPCircle, _ path: String, _ found: inout CAPFaults) {
    if !isOnGlobe(circle.center) {
      found.add(.circleInvalid, path, "The centre lies off the globe.")
    }
    if circle.radius < 0 {
      found.add(.circleInvalid, path, "The radius is less than nothing.")
    } else if circle.radius == 0 {
      found.add(
        .circleWithoutRadius, path,
        "The area is where people should be alerted, not the point where it happened.")
    }
  }

  private static func isOnGlobe(_ point: Coordinates) -> Bool {
    (-90_000_000...90_000_000).contains(point.latitude)
      && (-180_000_000...180_000_000).contains(point.longitude)
  }
}
