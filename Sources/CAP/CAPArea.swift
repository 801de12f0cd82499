public import Model

/// Where people should be alerted, which is not where it happened.
///
/// Source: OASIS CAP 1.2, section 3.2.4. Shapes and geocodes add up: the area is all of them.
public struct CAPArea: Sendable, Equatable {
  public var areaDescription: String
  /// Each a closed ring: the last corner is the first one.
  public var polygons: [[Coordinates]] = []
  public var circles: [CAPCircle] = []
  /// Such as `PCODE:COD-AB-2021`; only together with a shape, for those who lack the table.
  public var geocodes: [CAPNamedValue] = []
  /// Feet above mean sea level, the standard's unit.
  public var altitude: Int?
  /// Feet above mean sea level; only together with an altitude.
  public var ceiling: Int?

  public init(_ areaDescription: String) { self.areaDescription = areaDescription }
}
