/// Unicode's general categories as bits, for `\p{…}`.
enum GeneralCategory {
  /// Short and long names by bit; the order is Unicode's.
  private static let names: [(short: String, long: String)] = [
    ("Lu", "Uppercase_Letter"), ("Ll", "Lowercase_Letter"), ("Lt", "Titlecase_Letter"),
    ("Lm", "Modifier_Letter"), ("Lo", "Other_Letter"), ("Mn", "Nonspacing_Mark"),
    ("Mc", "Spacing_Mark"), ("Me", "Enclosing_Mark"), ("Nd", "Decimal_Number"),
    ("Nl", "Letter_Number"), ("No", "Other_Number"), ("Pc", "Connector_Punctuation"),
    ("Pd", "Dash_Punctuation"), ("Ps", "Open_Punctuation"), ("Pe", "Close_Punctuation"),
    ("Pi", "Initial_Punctuation"), ("Pf", "Final_Punctuation"), ("Po", "Other_Punctuation"),
    ("Sm", "Math_Symbol"), ("Sc", "Currency_Symbol"), ("Sk", "Modifier_Symbol"),
    ("So", "Other_Symbol"), ("Zs", "Space_Separator"), ("Zl", "Line_Separator"),
    ("Zp", "Paragraph_Separator"), ("Cc", "Control"), ("Cf", "Format"), ("Cs", "Surrogate"),
    ("Co", "Private_Use"), ("Cn", "Unassigned"),
  ]

  private static let groups: [(short: Character, long: String)] = [
    ("L", "Letter"), ("M", "Mark"), ("N", "Number"), ("P", "Punctuation"), ("S", "Symbol"),
    ("Z", "Separator"), ("C", "Other"),
  ]

  /// Further names which Unicode has for some of them.
  private static let aliases = [
    "digit": "Nd", "punct": "P", "cntrl": "Cc", "Combining_Mark": "M",
  ]

  static let all: UInt32 = (1 << 30) - 1

  /// The bits of a category or a group of them; nil for other names.
  static func bits(named name: String) -> UInt32? {
    if let name = aliases[name] { return bits(named: name) }
    if name == "LC" || name == "Cased_Letter" { return 0b111 }
    if let at = names.firstIndex(where: { $0.short == name || $0.long == name }) {
      return 1 << UInt32(at)
    }
    guard let group = groups.first(where: { String($0.short) == name || $0.long == name }) else {
      return nil
    }
    var bits: UInt32 = 0
    for (at, entry) in names.enumerated() where entry.short.first == group.short {
      bits |= 1 << UInt32(at)
    }
    return bits
  }

  static func shortNames(of bits: UInt32) -> [String] {
    names.enumerated().filter { bits >> UInt32($0.offset) & 1 == 1 }.map { $0.element.short }
  }

  static func bit(of scalar: UInt32) -> UInt32 {
    guard let scalar = Unicode.Scalar(scalar) else { return 1 << 27 }
    let place: UInt32 =
      switch scalar.properties.generalCategory {
      case .uppercaseLetter: 0
      case .lowercaseLetter: 1
      case .titlecaseLetter: 2
      case .modifierLetter: 3
      case .otherLetter: 4
      case .nonspacingMark: 5
      case .spacingMark: 6
      case .enclosingMark: 7
      case .decimalNumber: 8
      case .letterNumber: 9
      case .otherNumber: 10
      case .connectorPunctuation: 11
      case .dashPunctuation: 12
      case .openPunctuation: 13
      case .closePunctuation: 14
      case .initialPunctuation: 15
      case .finalPunctuation: 16
      case .otherPunctuation: 17
      case .mathSymbol: 18
      case .currencySymbol: 19
      case .modifierSymbol: 20
      case .otherSymbol: 21
      case .spaceSeparator: 22
      case .lineSeparator: 23
      case .paragraphSeparator: 24
      case .control: 25
      case .format: 26
      case .surrogate: 27
      case .privateUse: 28
      case .unassigned: 29
      @unknown default: 29
      }
    return 1 << place
  }
}
