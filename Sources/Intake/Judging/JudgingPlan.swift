internal import JSON
internal import JSONSchema

/// A schema and its mapping in one plan, so that a document is judged and mapped in one walk.
///
/// The walk follows the mapping's tree of names. At each object of the tree it knows every member
/// that the schema speaks of and every one that the mapping wants: how it is judged, and what
/// becomes of it. What the schema says in more complicated ways it is asked itself
/// (`SchemaParts`). The walk may only ever find that a document is accepted and mapped; in any
/// doubt the schema and the mapping each walk by themselves, and explain. Immutable once bound.
///
// Safe because `bind` is called once, before the plan is shared, and the tables are only read until
// `deinit` frees them.
final class JudgingPlan: @unchecked Sendable {
  /// How a member is judged by a glance. When that does not suffice its schema is asked.
  enum Check: UInt8 {
    case anything, text, word, integer, number, object, words, group
    /// `2018-07-29T08:00:00Z`, which the schema takes whatever its digits.
    case time
    /// Two small letters, whichever.
    case language
    /// A count, or an object of `low`, `best` and `high`.
    case range
    /// Only the schema can tell.
    case part
    case refused
  }

  /// A member that may stand in an object.
  struct Known {
    var check = Check.anything
    /// The text goes into the report as it stands.
    var isPlainText = false
    /// The rule of the mapping to run, or −1.
    var step: Int16 = -1
    /// Where the mapping wants the value, or −1.
    var slot: Int16 = -1
    /// Where the mapping's walk goes on below, or −1.
    var node: Int16 = -1
    /// The object that the value is, or that the elements of a group are.
    var object: Int32 = -1
    var part = SchemaParts.Part.anything
    /// Its bit among the members seen.
    var bit: UInt64 = 0
    /// Bytes of a text, the value of an integer, the count of a list.
    var least: Int64 = 0
    var most: Int64 = 0
    var words = WordTables.List()
    /// The numbers of the names `low`, `best` and `high`.
    var bounds: (low: UInt16, best: UInt16, high: UInt16) = (0, 0, 0)
    /// The group makes actors, and not candidates.
    var isActor = false
  }

  /// An object of the tree.
  struct Object {
    /// Its row in `rows`: for each number of the vocabulary the place in `known`, or −1.
    var row = 0
    var part = SchemaParts.Part.anything
    var isClosed = false
    var hasMore = false
    var required: UInt64 = 0
    var countMin = 0
    var countMax = Int.max
  }

  /// A trivial value, so that a walk counts no reference.
  struct Tables {
    let known: UnsafeMutableBufferPointer<Known>
    let objects: UnsafeMutableBufferPointer<Object>
    let rows: UnsafeMutableBufferPointer<Int16>
    let words: WordTables.Frozen
    /// The groups whose elements the walk maps, one bit each.
    let groupsRun: UInt64
    let root: Int
    let parts: SchemaParts
  }

  /// Nil for a schema whose documents cannot be judged so.
  private(set) var tables: Tables?

  func bind(to vocabulary: Vocabulary, _ schema: Schema, _ plan: MappingPlan) {
    var compiler = JudgingCompiler(vocabulary, schema, plan)
    tables = compiler.compile()
  }

  /// Back to two walks.
  func unbind() {
    guard let tables else { return }
    tables.known.deallocate()
    tables.objects.deallocate()
    tables.rows.deallocate()
    tables.words.deallocate()
    self.tables = nil
  }

  deinit { unbind() }
}
