public import JSON

/// A named reason for or against two reports telling of one happening, with its points.
///
/// A score is the sum of the points of its reasons. Points and thresholds are data of the theatre
/// (`EvidenceWeights`); those here stand where a pack has none. Reasons of 0 points are vetoes:
/// they keep apart whatever the sum.
public enum IncidentEvidence: UInt8, Code {
  case
    founder, placeSame, placeWithin, placeNear, placeVague, timeSame, timeOverlap, timeVague,
    timeStraddles, timeApart, eventSame, eventCompatible, eventDiffers, targetsShared,
    targetsDiffer, actorShared, actorDiffers, meansShared, tollCompatible, tollDiffers,
    originShared, referred, sameSource, another, siteDiffers, contradicts, ambiguous, decided,
    decidedApart

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
    // Veto: it fits one report of the incident and contradicts another one, in kind, place or time.
    ("contradicts", 0),
    // Veto: a vague report fits several incidents as well; it identifies none.
    ("ambiguous", 0),
    // An analyst decided that they are one; outranks everything.
    ("decided", 200),
    // Veto: an analyst decided that they are two.
    ("decided_apart", 0),
  ]

  public var name: StaticString { Self.weights[Int(rawValue)].name }
  public static let table = NameTable(names)
  public static let every = Array(allCases)

  public var points: Int { Int(Self.weights[Int(rawValue)].points) }

  public static let vetoes = CodeSet<Self>([
    .sameSource, .another, .siteDiffers, .contradicts, .ambiguous, .decidedApart,
  ])
}

extension CodeSet<IncidentEvidence> {
  public var isVetoed: Bool { !intersection(IncidentEvidence.vetoes).isEmpty }
}
