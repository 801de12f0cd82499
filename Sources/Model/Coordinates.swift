/// A point on WGS 84, in millionths of a degree.
///
/// Integers, so that equality, hashing and writing are exact. A millionth of a degree is 11 cm.
@frozen
public struct Coordinates: Hashable, Sendable {
  /// −90 000 000 … 90 000 000.
  public var latitude: Int32
  /// −180 000 000 … 180 000 000.
  public var longitude: Int32

  @inlinable
  public init(latitude: Int32, longitude: Int32) {
    self.latitude = latitude
    self.longitude = longitude
  }

  /// From degrees; nil outside the globe or not a number.
  public init?(latitude: Double, longitude: Double) {
    guard latitude >= -90, latitude <= 90, longitude >= -180, longitude <= 180 else { return nil }
    self.init(
      latitude: Int32((latitude * 1e6).rounded()), longitude: Int32((longitude * 1e6).rounded()))
  }

  /// Great-circle distance in metres on a sphere of 6 371 km.
  ///
  /// Uses only operations that IEEE 754 rounds exactly (+ − × ÷ √), so every machine computes the
  /// same bits; the C library's sine does not promise that. Error below 1 m up to 1 000 km.
  public func meters(to other: Coordinates) -> Int32 {
    let a = unitVector
    let b = other.unitVector
    let x = a.x - b.x
    let y = a.y - b.y
    let z = a.z - b.z
    let half = (x * x + y * y + z * z).squareRoot() / 2
    return Int32((2 * 6_371_000.0 * Self.arcsine(min(half, 1))).rounded())
  }

  private var unitVector: (x: Double, y: Double, z: Double) {
    let lat = Self.sineAndCosine(Double(latitude) * (1e-6 * Double.pi / 180))
    let lon = Self.sineAndCosine(Double(longitude) * (1e-6 * Double.pi / 180))
    return (lat.cosine * lon.cosine, lat.cosine * lon.sine, lat.sine)
  }

  /// Sine and cosine of an angle in −π…π, by Taylor series at a quarter of it and two doublings.
  public static func sineAndCosine(_ angle: Double) -> (sine: Double, cosine: Double) {
    let t = angle / 4
    let u = t * t
    var sine =
      t * (1 - u / 6 * (1 - u / 20 * (1 - u / 42 * (1 - u / 72 * (1 - u / 110)))))
    var cosine =
      1 - u / 2 * (1 - u / 12 * (1 - u / 30 * (1 - u / 56 * (1 - u / 90 * (1 - u / 132)))))
    for _ in 0..<2 {
      (sine, cosine) = (2 * sine * cosine, cosine * cosine - sine * sine)
    }
    return (sine, cosine)
  }

  /// Arcsine on 0…1, by halving the angle three times and a series.
  public static func arcsine(_ sine: Double) -> Double {
    var s = sine
    for _ in 0..<3 {
      // sin(θ/2) = sin θ / √(2 (1 + cos θ)), without the cancellation of 1 − cos θ.
      let cosine = (max(0, 1 - s * s)).squareRoot()
      s = s / (2 * (1 + cosine)).squareRoot()
    }
    let u = s * s
    let series =
      1 + u * (1 / 6.0 + u * (3 / 40.0 + u * (15 / 336.0 + u * (105 / 3456.0 + u * 0.022_372))))
    return 8 * s * series
  }
}
