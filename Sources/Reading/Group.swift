import Model

/// People that a sentence counts: “trois soldats”, “le maire”, “une dizaine d'hommes armés”.
struct Group {
  /// Items, the determiner or number included.
  var start: Int
  var end: Int
  var range: TollRange
  /// `all` when the words do not say whose they are.
  var party = Party.all
  var kind = Kind.people
  var strength = Strength.counted
  /// Behind `par`: who did it.
  var isAgent = false
  /// Behind `dont`: some of those before.
  var isSubset = false
  /// `autres`: like those before.
  var isOther = false
  /// A number without a noun of its own.
  var isBare = false
  var sentence: Int32 = 0
  /// Index of the harm that it suffers, or −1.
  var harm = -1
  /// Groups that one harm takes together are one chain.
  var chain = -1

  enum Kind { case people, households, things }

  /// How sure it is that it counts people: with a number, with an article, or the bare noun.
  enum Strength: Int { case named, definite, counted }
}

/// A word of harm where it stands.
struct HarmWord {
  var item: Int
  /// `Harm`'s value, or `displaced` or `elsewise` of `WordSense`.
  var code: UInt8
  var reach: Reach
  var sentence: Int32
  /// It was not, may be or was long ago: it counts nobody.
  var isVoid = false
  var isZero = false

  enum Reach { case left, right, count, oneself }
}
