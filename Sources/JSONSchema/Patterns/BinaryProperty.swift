/// The properties that `\p{…}` of ECMA-262 may name beside general categories.
enum BinaryProperty {
  /// How PCRE2 spells the property; nil for a name that ECMA-262 does not have.
  ///
  /// PCRE2 is lenient about case, ECMA-262 is not; whether a script exists only PCRE2 knows.
  static func foreignName(of name: String) -> String? {
    for (prefix, kind) in [
      ("Script=", "sc"), ("sc=", "sc"), ("Script_Extensions=", "scx"), ("scx=", "scx"),
    ] where name.hasPrefix(prefix) {
      let script = name.dropFirst(prefix.count)
      guard let first = script.utf8.first, UInt8(ascii: "A")...UInt8(ascii: "Z") ~= first,
        script.utf8.allSatisfy({ FormatScanner.isLetter($0) || $0 == UInt8(ascii: "_") }),
        ForeignPattern.knows(property: "\(kind):\(script)")
      else { return nil }
      return "\(kind):\(script)"
    }
    if name == "Assigned" { return "^Cn" }
    return names.contains(name) ? name : nil
  }

  /// ECMA-262, table 66: long and short names.
  private static let names: Set<String> = [
    "ASCII", "ASCII_Hex_Digit", "AHex", "Alphabetic", "Alpha", "Any", "Bidi_Control", "Bidi_C",
    "Bidi_Mirrored", "Bidi_M", "Case_Ignorable", "CI", "Cased", "Changes_When_Casefolded", "CWCF",
    "Changes_When_Casemapped", "CWCM", "Changes_When_Lowercased", "CWL",
    "Changes_When_NFKC_Casefolded", "CWKCF", "Changes_When_Titlecased", "CWT",
    "Changes_When_Uppercased", "CWU", "Dash", "Default_Ignorable_Code_Point", "DI", "Deprecated",
    "Dep", "Diacritic", "Dia", "Emoji", "Emoji_Component", "EComp", "Emoji_Modifier", "EMod",
    "Emoji_Modifier_Base", "EBase", "Emoji_Presentation", "EPres", "Extended_Pictographic",
    "ExtPict", "Extender", "Ext", "Grapheme_Base", "Gr_Base", "Grapheme_Extend", "Gr_Ext",
    "Hex_Digit", "Hex", "IDS_Binary_Operator", "IDSB", "IDS_Trinary_Operator", "IDST",
    "ID_Continue", "IDC", "ID_Start", "IDS", "Ideographic", "Ideo", "Join_Control", "Join_C",
    "Logical_Order_Exception", "LOE", "Lowercase", "Lower", "Math", "Noncharacter_Code_Point",
    "NChar", "Pattern_Syntax", "Pat_Syn", "Pattern_White_Space", "Pat_WS", "Quotation_Mark",
    "QMark", "Radical", "Regional_Indicator", "RI", "Sentence_Terminal", "STerm", "Soft_Dotted",
    "SD", "Terminal_Punctuation", "Term", "Unified_Ideograph", "UIdeo", "Uppercase", "Upper",
    "Variation_Selector", "VS", "White_Space", "space", "XID_Continue", "XIDC", "XID_Start",
    "XIDS",
  ]
}
