public import Model

/// Where people vote, or the centre of a town that stands for its stations: a row of
/// `polling.tsv`.
public struct PollingPlace: Sendable, Equatable {
  public let id: String
  public let name: String
  public let coordinates: Coordinates
  /// Id of the place it belongs to.
  public let placeID: String
}
