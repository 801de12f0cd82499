public import Model

/// What a word or phrase of a sentence does, for the reader of tolls and of who did what.
public enum WordTag: UInt8, CaseIterable, Sendable {
  case none
  // Counting.
  case number, quantity, people, households, things, harm
  case atLeast, about, atMost, between, to, rather, revised, other, subset, side, toll
  // Grammar.
  case one, many, of, and, or, no, have, be, had, agent, with, against, who, heOrShe, they, towards
  // Scope.
  case attempt, cumulative, historical, hypothetical, future, negated
  // Attribution.
  case claim, deny, suspect, speech
  // Time.
  case month, weekday, day, part, last, next, this, night, ago, hour, clock, span, year
  /// Swallows words that look like something else: “peine de mort”.
  case void
  /// A verb of doing, whose subject stands before it and whose object after it.
  case act
}

/// How a word of harm stands to the people it counts.
public enum HarmForm: UInt8, CaseIterable, Sendable {
  /// A participle, `tué`: they stand before it, or after it behind `have`.
  case done
  /// A verb, `tuant`: they stand after it.
  case doing
  /// A noun that counts, `morts`: the number stands before it.
  case count
  /// A noun of the deed, `mort de`: they stand after it.
  case deed
  /// A verb of those who suffer it, `ont péri`: they stand before it.
  case undergo
  /// `killed`, which is participle and verb alike.
  case either
  /// Somebody who blew himself up: one attacker is dead.
  case selfInflicted
  /// `casualties`: says something only where there are none.
  case nobody
}

/// One entry of a pack's words.
public struct WordSense: Sendable, Equatable {
  public var tag: WordTag
  /// A harm (3 displaced, 4 something else that people suffer), a party, a month, a weekday.
  public var code: UInt8 = 0
  public var form = HarmForm.done
  /// More than one, by its ending.
  public var isPlural = false
  public var low: Int32 = 0
  public var best: Int32 = 0
  public var high: Int32 = 0

  public init(_ tag: WordTag) { self.tag = tag }

  /// `code` of harms beyond `Harm`.
  public static let displaced: UInt8 = 3
  public static let elsewise: UInt8 = 4
}

/// What a word or phrase says of the happening.
public struct SceneSense: Sendable, Equatable {
  public var subEvent = SubEventType.unknown
  public var tactics = CodeSet<Tactic>()
  public var weapons = CodeSet<Weapon>()
  public var targets = CodeSet<TargetClass>()

  public init() {}
}
