/// Cuts a text into words and folds them once, for everything that reads sentences.
///
/// The letters are those of `Folding`; behind the letters of an accented word stands one byte
/// more, `accentMark`, so that `tué` and `tue` can be told apart. About two nanoseconds a byte.
public enum WordScanner {
  public static let accentMark: UInt8 = 1
  /// Words beyond this are not read.
  public static let wordsMax = 1_024

  /// Returns whether any letter carries an accent.
  @discardableResult
  public static func scan(
    _ text: UnsafeRawBufferPointer, tokens: inout [Token], folded: inout [UInt8]
  ) -> Bool {
    tokens.removeAll(keepingCapacity: true)
    folded.removeAll(keepingCapacity: true)
    var state = State()
    var at = 0
    let end = text.count
    while at < end, tokens.count < wordsMax {
      let byte = text[at]
      if byte < 0x80 {
        let lower = byte | 0x20
        if lower &- 97 < 26 {
          state.letter(lower, isCapital: byte < 97, isAccented: false, at, &folded)
        } else if byte &- 48 < 10 {
          state.digit(byte, at, &folded)
        } else {
          state.separator(byte, text, at, &tokens, &folded)
        }
        at &+= 1
        continue
      }
      let (scalar, length) = Folding.decode(text, at)
      let letters = FoldedLetters.of(scalar)
      if letters == FoldedLetters.dropped {
        // A combining accent belongs to the letter before.
        if scalar &- 0x300 < 0x70 { state.combine() }
      } else if letters == FoldedLetters.separator {
        state.sign(scalar, text, at, &tokens, &folded)
      } else if letters == FoldedLetters.kept {
        state.begin(at, isCapital: false, folded.count)
        for index in at..<at + length { folded.append(text[index]) }
        state.other()
      } else {
        let isCapital = scalar < 0x100 ? scalar &- 0xC0 < 0x1F : scalar & 1 == 0
        state.letter(
          UInt8(truncatingIfNeeded: letters), isCapital: isCapital, isAccented: true, at, &folded)
        if letters > 0xFF { folded.append(UInt8(truncatingIfNeeded: letters >> 8)) }
      }
      at &+= length
    }
    state.close(min(at, end), &tokens, &folded)
    return state.hasAccents
  }

  /// A word in the making.
  private struct State {
    private var token = Token()
    private var isIn = false
    private var between = Token.Marks()
    private var letters = 0
    private var capitals = 0
    private var digits = 0
    private var number: Int64 = 0
    private var last: UInt8 = 0
    /// Whether the last letters are an accented one with nothing but `e` and `s` behind.
    private var isEndAccented = false
    private(set) var hasAccents = false

    @inline(__always)
    mutating func begin(_ at: Int, isCapital: Bool, _ folded: Int) {
      guard !isIn else { return }
      isIn = true
      token = Token()
      token.start = Int32(truncatingIfNeeded: at)
      token.foldedStart = Int32(truncatingIfNeeded: folded)
      token.marks = between
      if isCapital { token.marks.insert(.capital) }
      (letters, capitals, digits, number, last) = (0, 0, 0, 0, 0)
      isEndAccented = false
    }

    @inline(__always)
    mutating func letter(
      _ byte: UInt8, isCapital: Bool, isAccented: Bool, _ at: Int, _ folded: inout [UInt8]
    ) {
      begin(at, isCapital: isCapital, folded.count)
      folded.append(byte)
      letters &+= 1
      capitals &+= isCapital ? 1 : 0
      if isAccented {
        hasAccents = true
        isEndAccented = true
      } else if isEndAccented {
        isEndAccented =
          byte == UInt8(ascii: "s") && last != UInt8(ascii: "s")
          || byte == UInt8(ascii: "e") && last != UInt8(ascii: "s")
      }
      last = byte
    }

    mutating func combine() {
      hasAccents = true
      if isIn { isEndAccented = true }
    }

    mutating func other() { letters &+= 1 }

    @inline(__always)
    mutating func digit(_ byte: UInt8, _ at: Int, _ folded: inout [UInt8]) {
      if !isIn {
        begin(at, isCapital: false, folded.count)
        token.marks.insert(.digit)
      }
      folded.append(byte)
      digits &+= 1
      if number < 100_000_000 { number = number &* 10 &+ Int64(byte &- 48) }
      isEndAccented = false
    }

    mutating func separator(
      _ byte: UInt8, _ text: UnsafeRawBufferPointer, _ at: Int, _ tokens: inout [Token],
      _ folded: inout [UInt8]
    ) {
      close(at, &tokens, &folded)
      let next = at &+ 1 < text.count ? text[at &+ 1] : 32
      let isTight = next > 32
      switch byte {
      case UInt8(ascii: ","):
        between.insert(isTight && next &- 48 < 10 ? .point : .comma)
      case UInt8(ascii: "."):
        // `U.N.`, `M. Diallo`, `12.03.2018` end no sentence.
        let isInitial = tokens.last.map { $0.end &- $0.start == 1 && $0.number < 0 } ?? true
        if isTight {
          between.insert(.point)
        } else if !isInitial {
          between.insert(.stop)
        }
      case UInt8(ascii: "!"), UInt8(ascii: "?"), 10: between.insert(.stop)
      case UInt8(ascii: ";"): between.insert(.pause)
      case UInt8(ascii: ":"): between.insert(isTight && next &- 48 < 10 ? .clock : .colon)
      case UInt8(ascii: "("), UInt8(ascii: "["): between.insert(.opening)
      case UInt8(ascii: ")"), UInt8(ascii: "]"): between.insert(.closing)
      case UInt8(ascii: "/"): between.insert(.slash)
      case UInt8(ascii: "&"), UInt8(ascii: "+"): between.insert(.comma)
      case UInt8(ascii: "-"):
        let before = at > 0 ? text[at &- 1] : 32
        between.insert(isTight && before > 32 ? .joined : .dash)
      case UInt8(ascii: "'"): between.insert(.joined)
      default: break
      }
    }

    mutating func sign(
      _ scalar: UInt32, _ text: UnsafeRawBufferPointer, _ at: Int, _ tokens: inout [Token],
      _ folded: inout [UInt8]
    ) {
      close(at, &tokens, &folded)
      switch scalar {
      case 0x2019, 0x2018, 0x02BC, 0x2010, 0x2011: between.insert(.joined)
      case 0x2012...0x2015, 0x2022: between.insert(.dash)
      case 0x2026: between.insert(.stop)
      case 0x060C: between.insert(.comma)
      default: break
      }
    }

    mutating func close(_ at: Int, _ tokens: inout [Token], _ folded: inout [UInt8]) {
      guard isIn else { return }
      isIn = false
      between = Token.Marks()
      token.end = Int32(truncatingIfNeeded: at)
      token.foldedEnd = Int32(truncatingIfNeeded: folded.count)
      if digits > 0, letters == 0, digits <= 8 { token.number = Int32(number) }
      if letters > 1, capitals == letters { token.marks.insert(.capitals) }
      if isEndAccented { token.marks.insert(.accented) }
      folded.append(WordScanner.accentMark)
      tokens.append(token)
    }
  }
}
