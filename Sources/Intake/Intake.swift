internal import JSON
internal import Model
internal import Reading
public import Theatre

/// The first stage: a pure function from a raw record to a report or a rejection.
///
/// Nothing is remembered from one record to the next, and no clock, file or network is read, so the
/// same record gives the same bytes on any machine. One instance per thread: its buffers are
/// reused, and an accepted record costs no allocation once they have grown.
public final class Intake {
  public let catalogue: SchemaCatalogue
  public let theatre: Theatre
  public let limits: IntakeLimits

  let parser: Parser
  let pack: PackText
  let placeReader: PlaceReader
  /// None without a key.
  let pseudonym: Pseudonym?
  let setting: UnsafeMutablePointer<MappingSetting>
  /// What the walk of the mapping catches, long enough for every plan of the catalogue.
  let slots: UnsafeMutablePointer<Value?>
  /// What a registry answered; empty without one.
  var registered: [RegisteredName: RegisteredSchema] = [:]
  /// Buffers, reused; behind a pointer, since the access to a variable of a class is tracked.
  let work: UnsafeMutablePointer<IntakeWork>

  /// By `pseudonymKey` reporters are recognised from report to report (`Report.pseudonym`); without
  /// one they are not.
  public init(
    catalogue: SchemaCatalogue, theatre: Theatre, limits: IntakeLimits = IntakeLimits(),
    pseudonymKey: [UInt8] = []
  ) {
    self.catalogue = catalogue
    self.theatre = theatre
    self.limits = limits
    parser = Parser(limits: limits.document, vocabulary: catalogue.vocabulary)
    pack = PackText(of: theatre)
    placeReader = PlaceReader(theatre)
    pseudonym = Pseudonym(key: pseudonymKey)
    setting = UnsafeMutablePointer<MappingSetting>.allocate(capacity: 1)
    setting.initialize(
      to: MappingSetting(
        limits: limits, localOffset: theatre.localOffset, words: theatre.words))
    let count = catalogue.inbound.map(\.plan.slotCount).max() ?? 0
    // Safe because slots are trivial values, written before they are read, and freed in deinit.
    slots = UnsafeMutablePointer<Value?>.allocate(capacity: max(count, 1))
    slots.initialize(repeating: nil, count: max(count, 1))
    work = UnsafeMutablePointer<IntakeWork>.allocate(capacity: 1)
    work.initialize(to: IntakeWork(theatre))
  }

  deinit {
    slots.deallocate()
    setting.pointee.room.deallocate()
    setting.deinitialize(count: 1)
    setting.deallocate()
    work.deinitialize(count: 1)
    work.deallocate()
  }

  /// Turns one record into a report or a rejection.
  ///
  /// The value of a report depends on the record's value, its header `schema`, the catalogue and
  /// the pack, not on position or timestamp: a replayed file gives the bytes that Kafka gave.
  public func process(_ record: RawRecord, into output: inout IntakeOutput) {
    output.clear()
    do throws(Refusal) {
      let payload = try decode(record)
      let schema = try chooseSchema(record, payload, &output)
      try validateAndMap(payload, schema, into: &output.draft)
      if output.isDeprecated { output.draft.report.flags.insert(.schemaDeprecated) }
      output.draft.repair()
      protect(&output.draft)
      identify(&output.draft)
      readFacts(&output.draft)
      normalise(&output.draft)
      route(&output)
      write(record, &output)
    } catch {
      reject(record, error, &output)
    }
  }
}

@available(*, unavailable)
extension Intake: Sendable {}
