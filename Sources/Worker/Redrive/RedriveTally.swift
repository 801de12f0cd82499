public import Model

/// What was found among the rejections, and what was done.
public struct RedriveTally: Sendable, Equatable {
  /// A bar of the histogram: rejections of one reason under one schema from one topic.
  public struct Kind: Hashable, Comparable, Sendable {
    public let reason: String
    public let schema: String
    public let topic: String

    public static func < (left: Kind, right: Kind) -> Bool {
      (left.reason, left.schema, left.topic) < (right.reason, right.schema, right.topic)
    }
  }

  /// A record that was tried too often, and its last reason.
  public struct Left: Sendable, Equatable {
    public let position: RejectionPosition
    public let reason: RejectionReason
    public let attempts: Int32
  }

  /// Rejections read. Each is exactly one of the six that follow.
  public var read = 0
  public var notSelected = 0
  /// Sent through again by this run or an earlier one.
  public var done = 0
  public var sent = 0
  /// Selected and not sent: by a dry run, or beyond the limit of volume.
  public var waiting = 0
  public var left = 0
  /// Not a rejection that this version can read.
  public var unreadable = 0
  /// Those selected, sent or waiting, by kind.
  public var kinds: [Kind: Int] = [:]
  /// The first of those left, at most `leftMax`.
  public var leftRecords: [Left] = []

  public static let leftMax = 1000

  public init() {}

  mutating func select(_ rejection: Rejection) {
    let kind = Kind(
      reason: "\(rejection.reason.name)", schema: rejection.schema ?? "",
      topic: rejection.position.topic)
    kinds[kind, default: 0] += 1
  }

  mutating func leave(_ rejection: Rejection) {
    left += 1
    guard leftRecords.count < Self.leftMax else { return }
    leftRecords.append(
      Left(
        position: rejection.position, reason: rejection.reason, attempts: rejection.attempts))
  }
}
