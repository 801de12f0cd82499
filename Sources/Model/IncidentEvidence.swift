public import JSON

/// A named reason for or against two reports telling of one happening, with its points.
///
/// A score is the sum of the points of its reasons: 60 is the same happening, 40 may be, less is
/// another one. The points are this project's proposal (DOMAIN D3 leaves them to be measured); they
/// are set so that place and day alone never merge (50), and that place, day and kind of act do.
/// Reasons of 0 points are vetoes: they keep apart whatever the sum.
public enum IncidentEvidence: UInt8, Code {
  case
    founder, placeSame, placeWithin, placeNear, placeVague, timeSame, timeOverlap, timeVague,
    timeStraddles, timeApart, eventSame, eventCompatible, eventDiffers, targetsShared,
    targetsDiffer, actorShared, actorDiffers, meansShared, tollCompatible, tollDiffers,
    originShared, referred, sameSource, another, siteDiffers, tooWide, ambiguous

  private static let weights: [(name: StaticString, points: Int16)] = [
    // Its report began the incident; nothing was compared.
    ("founder", 0),
    // Both points are good to 10 km and lie within 5 km plus the smaller radius.
    ("place_same", 30),
    // One point lies inside the other's radius of at most 50 km.
    ("place_within", 22),
    // Within 5 km plus both radii (xSub's wider window; DOMAIN D3).
    ("place_near", 14),
    // Within reach, but one is a whole region: says little.
    ("place_vague", 8),
    // Spans of at most twelve hours overlap.
    ("time_same", 25),
    // Spans overlap, one is a whole day or two.
    ("time_overlap", 20),
    // Spans overlap, one is a week or a month: says little.
    ("time_vague", 8),
    // At most six hours apart and one of them is a part of a day: the night over midnight.
    ("time_straddles", 10),
    // Another day: events are atomic by day (ACLED), a repeat is another event.
    ("time_apart", -25),
    ("event_same", 15),
    // Another word for it (attack and armed clash), or the same event type.
    ("event_compatible", 8),
    ("event_differs", -12),
    ("targets_shared", 12),
    // Different victims can be of one attack: a patrol and passers-by.
    ("targets_differ", -8),
    ("actor_shared", 15),
    ("actor_differs", -15),
    // A weapon or a tactic in common.
    ("means_shared", 5),
    ("toll_compatible", 6),
    // More than three times, and more than ten.
    ("toll_differs", -8),
    // Both print one wire.
    ("origin_shared", 8),
    // The report itself names the other one.
    ("referred", 40),
    // Veto: one source's two reports are two happenings unless it says that one replaces the other.
    ("same_source", 0),
    // Veto: the source says that this is another one.
    ("another", 0),
    // Veto: two different sites of one town on one day (Ouagadougou, March 2018).
    ("site_differs", 0),
    // Veto: the incident would span more than 30 km or three days.
    ("too_wide", 0),
    // Veto: a vague report fits several incidents as well; it identifies none.
    ("ambiguous", 0),
  ]

  public var name: StaticString { Self.weights[Int(rawValue)].name }
  public static let table = NameTable(names)
  public static let every = Array(allCases)

  public var points: Int { Int(Self.weights[Int(rawValue)].points) }

  /// Points from which two are the same, or may be.
  public static let same = 60
  public static let possible = 40

  public static let vetoes = CodeSet<Self>([
    .sameSource, .another, .siteDiffers, .tooWide, .ambiguous,
  ])
}

extension CodeSet<IncidentEvidence> {
  /// The sum of the points.
  public var score: Int {
    var sum = 0
    var rest = bits
    while rest != 0 {
      if let reason = IncidentEvidence(rawValue: UInt8(rest.trailingZeroBitCount)) {
        sum += reason.points
      }
      rest &= rest - 1
    }
    return sum
  }

  public var isVetoed: Bool { !intersection(IncidentEvidence.vetoes).isEmpty }
}
