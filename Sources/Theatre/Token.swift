/// One word of a sentence: a run of letters and digits.
public struct Token: Sendable {
  /// Bytes in the text.
  public var start: Int32 = 0
  public var end: Int32 = 0
  /// Bytes in the frame's folded letters.
  public var foldedStart: Int32 = 0
  public var foldedEnd: Int32 = 0
  /// The value of a word of digits; −1 for any other.
  public var number: Int32 = -1
  public var marks = Marks()

  public init() {}

  /// How a word is spelled, and what stands between it and the word before.
  public struct Marks: OptionSet, Sendable {
    public let rawValue: UInt16

    public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let comma = Marks(rawValue: 1)
    /// The end of a sentence, or of a line.
    public static let stop = Marks(rawValue: 1 << 1)
    public static let colon = Marks(rawValue: 1 << 2)
    public static let opening = Marks(rawValue: 1 << 3)
    public static let closing = Marks(rawValue: 1 << 4)
    /// A dash between spaces, or a long one.
    public static let dash = Marks(rawValue: 1 << 5)
    /// A hyphen or an apostrophe, and no space.
    public static let joined = Marks(rawValue: 1 << 6)
    public static let slash = Marks(rawValue: 1 << 7)
    /// A full stop or a comma, and no space: `1.200`, `12.03.18`.
    public static let point = Marks(rawValue: 1 << 8)
    /// Begins with a capital letter.
    public static let capital = Marks(rawValue: 1 << 9)
    /// Two or more letters, all capitals.
    public static let capitals = Marks(rawValue: 1 << 10)
    /// Ends in an accented letter, a feminine or plural ending aside: `tué`, `tuées`, `à`.
    public static let accented = Marks(rawValue: 1 << 11)
    /// Begins with a digit: `33e`, `14h30`.
    public static let digit = Marks(rawValue: 1 << 12)
    /// A semicolon.
    public static let pause = Marks(rawValue: 1 << 13)
    /// Before a word of digits, a colon and no space: `14:30`.
    public static let clock = Marks(rawValue: 1 << 14)

    /// Whether nothing but space stands between a word and the one before.
    public var isOpen: Bool {
      isDisjoint(with: [
        .comma, .stop, .colon, .opening, .closing, .dash, .slash, .point, .pause, .clock,
      ])
    }
  }
}
