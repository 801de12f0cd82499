public import Model

/// Somebody who does or suffers things in a theatre: one entry of `actors.yaml`.
public struct Actor: Sendable, Equatable {
  /// Stable within the pack: `jnim`.
  public let id: String
  /// What it is called in each of the theatre's languages.
  public let name: LocalText
  public let category: ActorCategory
  /// ACLED's inter code, 1…8, when no alignment says otherwise.
  public let inter: UInt8
  public let force: ForceKind
  /// Index of the actor it belongs to, or −1.
  public let parent: Int32
  /// False for a label such as "unknown gunmen": two reports that carry it do not mean one group,
  /// so
  /// it speaks neither for nor against two happenings being one.
  public let isIdentified: Bool
  /// A community of people: who belongs to it is sensitive, and never told to the public.
  public let isCommunity: Bool
  /// Index of the community it fights for, or −1.
  public let fightsFor: Int32
  /// Spellings by which it is recognised, as written.
  public let aliases: [String]
  /// In the order of the file.
  public let alignments: [Alignment]
}

/// Which side an actor stood on, and when.
public struct Alignment: Sendable, Equatable {
  public let from: Instant?
  /// Exclusive.
  public let until: Instant?
  public let stance: Stance
  /// An inter code that holds for these dates only.
  public let inter: UInt8?

  public func holds(at instant: Instant) -> Bool {
    if let from, instant < from { return false }
    if let until, instant >= until { return false }
    return true
  }
}

extension Actor {
  /// The alignment at a time; the last in the file of those that hold.
  public func alignment(at instant: Instant) -> Alignment? {
    alignments.last { $0.holds(at: instant) }
  }

  /// ACLED's inter code at a time.
  public func inter(at instant: Instant) -> UInt8 { alignment(at: instant)?.inter ?? inter }
}
