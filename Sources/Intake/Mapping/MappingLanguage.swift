internal import Model

/// The language of `mapping.yaml`: how documents of one schema become reports. Data, not code.
///
/// ```yaml
/// mapping: 1                       # version of this language
/// description: …                   # for people
/// tables:                          # value tables, used by name
///   violence: {"1": armed_clash, "State-based violence": armed_clash}
/// report:                          # targets, named as in report/1, and their rules
///   sourceReport: /id                          # a JSON pointer
///   refersTo: [/replaces, /retracts]           # alternatives: the first that is there
///   subEvent: {from: /type_of_violence, table: violence}
///   source: {value: ucdp-ged}                  # a constant
///   kind: {from: /kind, default: security}     # a constant when nothing is there
///   sourceReport: {from: /id, as: integer}     # 7.0 and "7.0" are kept as 7
///   targets: {from: /what, split: ","}         # several values in one text
///   occurred: {earliest: /start, latest: /end, precision: /precision}
///   place: {written: /village, coordinates: /gps}  # “14°31'N 4°05'W”, “30PVB8245”, “14.5, -4.1”
///   tolls:
///     killed: {all: {low: /low, best: /best, high: /high}, civilians: /dead_civilians}
///   actors:                                    # a list; one mapping is a list of one
///     - each: /actors                          # once for each element of an array,
///       role: /role                            #   pointers start at the element
///       candidates: {each: /names, written: "", probability: /p}   # "" is the element itself
///     - role: {value: other}                   # without each: one actor
///       written: {from: /side_b, split: ",", ignore: [Civilians]}
///       when: {/type_of_violence: ["1", "2"]}  # only if the pointer has one of the values
///   withhold: {name: /reporter/name, phone: [/reporter/phone, /phone2]}
/// ```
///
/// A rule is a pointer, a list or a mapping of settings; Docs/feeds.md explains each. Null, a
/// missing member, an empty text and an ignored value are all "not there". What needs more than
/// one value and one condition is compiled into a `MappingExtra`, which other rules do not pay for.
///
/// `facts` names the text that carries the facts: what no other rule gives is read from it by the
/// pack's words, and it is the description unless there is another. A time may also be written as
/// people write it: `12/03/2018` (day first), `12 mars 2018`, `hier`.
///
/// Checked at load, with file and line: unknown targets and settings, pointers that the schema
/// cannot produce, words and types that it allows and the target cannot take, constants that
/// cannot be read, required targets that may be left empty.
enum MappingLanguage {
  static let version: Int64 = 1
  static let documentKeys = [
    "mapping", "admission", "description", "tables", "report",
  ]
  static let ruleKeys = [
    "from", "value", "default", "template", "sum", "table", "else", "format", "numberBefore",
    "times", "split", "at", "as", "ignore", "when",
  ]
  static let rowKeys = ["each", "where", "when", "harm", "party", "measure", "count"]

  /// Targets that stand alone.
  static let plain: [(name: String, target: MappingTarget)] = [
    ("source", .source), ("sourceReport", .sourceReport), ("revision", .revision),
    ("refersTo", .refersTo), ("origin", .origin), ("kind", .kind), ("assertion", .assertion),
    ("subEvent", .type), ("success", .success), ("another", .another), ("tactics", .tactics),
    ("weapons", .weapons), ("targets", .targets), ("themes", .themes),
    ("observed", .observed), ("submitted", .submitted), ("mentioned", .mentions),
    ("reliability", .reliability),
    ("credibility", .credibility), ("language", .language), ("title", .title),
    ("description", .description), ("facts", .facts), ("verdict", .verdict),
    ("subjects", .subjects),
  ]

  /// Targets that stand in a group.
  static let grouped: [(group: String, targets: [(name: String, target: MappingTarget)])] = [
    (
      "occurred",
      [
        ("earliest", .occurredEarliest), ("latest", .occurredLatest),
        ("precision", .occurredPrecision),
      ]
    ),
    (
      "place",
      [
        ("written", .placeName), ("latitude", .placeLatitude), ("longitude", .placeLongitude),
        ("coordinates", .placeCoordinates), ("precision", .placePrecision),
        ("radius", .placeRadius), ("country", .placeCountry), ("admin1", .placeAdmin1),
        ("admin2", .placeAdmin2),
      ]
    ),
    (
      "movedFrom",
      [
        ("written", .movedFrom(.written)), ("country", .movedFrom(.country)),
        ("admin1", .movedFrom(.admin1)), ("admin2", .movedFrom(.admin2)),
      ]
    ),
    (
      "movedTo",
      [
        ("written", .movedTo(.written)), ("country", .movedTo(.country)),
        ("admin1", .movedTo(.admin1)), ("admin2", .movedTo(.admin2)),
      ]
    ),
    (
      "withhold",
      [("name", .withheldName), ("phone", .withheldPhone), ("email", .withheldEmail)]
    ),
  ]

  static let actor: [(name: String, target: MappingTarget)] = [
    ("role", .role), ("attribution", .attribution),
  ]
  static let candidate: [(name: String, target: MappingTarget)] = [
    ("written", .name), ("probability", .probability), ("percent", .percent),
  ]

  static let targetNames: [String] =
    plain.map(\.name) + grouped.map(\.group) + ["tolls", "measures", "actors"]
}
