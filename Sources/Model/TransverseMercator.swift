/// The projection of UTM and MGRS on WGS 84, from the grid back to the globe.
///
/// Krüger's series to the sixth order (Karney 2011, “Transverse Mercator with an accuracy of a few
/// nanometers”, eqs. 36 and 11): exact to far less than a millimetre within a zone. Only + − × ÷
/// and √, which IEEE 754 rounds exactly, and series made of them: every machine gives the same
/// bits.
enum TransverseMercator {
  private static let flattening = 1 / 298.257_223_563
  private static let semiMajor = 6_378_137.0
  private static let scale = 0.9996
  private static let falseEasting = 500_000.0
  private static let n = flattening / (2 - flattening)

  /// Radius of the rectifying sphere.
  private static let rectifying: Double = {
    let n2 = n * n
    return semiMajor / (1 + n) * (1 + n2 / 4 * (1 + n2 / 16 * (1 + n2 / 4)))
  }()

  private static let beta: [Double] = [
    n * (1 / 2.0 + n * (-2 / 3.0 + n * (37 / 96.0 + n * (-1 / 360.0 + n * (-81 / 512.0))))),
    n * n * (1 / 48.0 + n * (1 / 15.0 + n * (-437 / 1440.0 + n * (46 / 105.0)))),
    n * n * n * (17 / 480.0 + n * (-37 / 840.0 + n * (-209 / 4480.0))),
    n * n * n * n * (4397 / 161_280.0 + n * (-11 / 504.0)),
    n * n * n * n * n * (4583 / 161_280.0),
  ]

  /// From the conformal to the geographic latitude.
  private static let delta: [Double] = [
    n * (2 + n * (-2 / 3.0 + n * (-2 + n * (116 / 45.0 + n * (26 / 45.0))))),
    n * n * (7 / 3.0 + n * (-8 / 5.0 + n * (-227 / 45.0 + n * (2704 / 315.0)))),
    n * n * n * (56 / 15.0 + n * (-136 / 35.0 + n * (-1262 / 105.0))),
    n * n * n * n * (4279 / 630.0 + n * (-332 / 35.0)),
    n * n * n * n * n * (4174 / 315.0),
  ]

  /// The point of an easting and a northing in metres, north of the equator, in a zone of UTM.
  static func point(easting: Double, northing: Double, zone: Int) -> Coordinates? {
    let xi = northing / (scale * rectifying)
    let eta = (easting - falseEasting) / (scale * rectifying)
    guard xi >= 0, xi < Double.pi / 2, abs(eta) < 0.5 else { return nil }
    var xiPrime = xi
    var etaPrime = eta
    for (index, beta) in beta.enumerated() {
      let twice = Double(2 * (index + 1))
      let circle = Coordinates.sineAndCosine(twice * xi)
      let hyperbola = hyperbolic(twice * eta)
      xiPrime -= beta * circle.sine * hyperbola.cosh
      etaPrime -= beta * circle.cosine * hyperbola.sinh
    }
    let circle = Coordinates.sineAndCosine(xiPrime)
    let hyperbola = hyperbolic(etaPrime)
    let conformal = Coordinates.arcsine(min(1, max(0, circle.sine / hyperbola.cosh)))
    let tangent = hyperbola.sinh / circle.cosine
    let sine = abs(tangent) / (1 + tangent * tangent).squareRoot()
    let east = tangent < 0 ? -Coordinates.arcsine(sine) : Coordinates.arcsine(sine)
    var latitude = conformal
    for (index, delta) in delta.enumerated() {
      latitude += delta * Coordinates.sineAndCosine(Double(2 * (index + 1)) * conformal).sine
    }
    let degrees = 180 / Double.pi
    return Coordinates(
      latitude: latitude * degrees,
      longitude: Double(zone * 6 - 183) + east * degrees)
  }

  /// Hyperbolic sine and cosine of a small number, by their series.
  private static func hyperbolic(_ x: Double) -> (sinh: Double, cosh: Double) {
    let u = x * x
    // Below 5 the terms left out are less than the last bit; a zone needs 0.6.
    var sinh = 1.0
    var cosh = 1.0
    var term = 16.0
    while term >= 1 {
      sinh = 1 + u / ((2 * term) * (2 * term + 1)) * sinh
      cosh = 1 + u / ((2 * term - 1) * (2 * term)) * cosh
      term -= 1
    }
    return (x * sinh, cosh)
  }
}
