/// One message from one source about the ground, after validation and normalisation.
///
/// Flat and reused: text lives in one buffer (`storage`) and everything else refers into it, so
/// that filling the next report allocates nothing. `Report+Write` and `Report+Read` give its one
/// written form, `report/1`.
public struct Report: Sendable {
  /// The bytes of every text in this report, UTF-8.
  public var storage: [UInt8] = []

  /// Digest of source and source's own id: the same for every revision of one report.
  public var id = Fingerprint.zero
  public var revision: Int32 = 1
  /// Registered id of who said it, and the id the source gave its report.
  public var source = Extent.none
  public var sourceReport = Extent.none
  /// The source's id of an earlier report that this one replaces, retracts or speaks about.
  public var refersTo = Extent.none
  /// Where the source had it from; two reports with one origin corroborate nothing.
  public var origin = Extent.none
  /// Stands for the person who reported: the same for the same person as long as the operator's key
  /// is, and worth nothing without it. None without a key.
  public var pseudonym = Extent.none
  /// The inbound schema, `field-report/3`.
  public var inbound = Extent.none

  public var kind = ReportKind.security
  public var assertion = Assertion.asserted
  public var subEvent = SubEventType.unknown
  public var tactics = CodeSet<Tactic>()
  public var weapons = CodeSet<Weapon>()
  public var targets = CodeSet<TargetClass>()
  public var themes = CodeSet<Theme>()
  /// False for an attempt that failed or was foiled.
  public var isSuccess = true
  /// The source says outright that this is another one: "a second attack".
  public var isAnother = false
  /// Of a decision or an acknowledgement: what was decided, and about which incidents (`i-…`),
  /// reports (`r-…`) or alerts (`a-…`), written as they stand.
  public var verdict: Verdict?
  public var subjects: [Extent] = []

  public var occurred = TimeSpan(
    earliest: Instant(seconds: 0), latest: Instant(seconds: 0), precision: .year)
  /// Another time that the report gives for the same happening, where the two cannot both be true.
  public var disputed: TimeSpan?
  public var observed: Instant?
  public var submitted = Instant(seconds: 0)

  public var place = ReportPlace()
  /// The places that an ambiguous name may mean, the likeliest first; at most `placeOptionsMax`.
  public var placeOptions: [ReportPlaceOption] = []
  /// Places that the report names but where it did not happen.
  public var mentioned: [ReportMention] = []
  /// Where people came from and where they went, for displacement; `place` is where they were
  /// counted.
  public var movedFrom: ReportPlace?
  public var movedTo: ReportPlace?
  public var actors: [ReportActor] = []
  public var candidates: [ActorCandidate] = []
  public var tolls = Tolls()
  public var measures = Measures()

  /// STANAG 2511: `A`…`F` and 1…6; `F` and 6 mean "cannot be judged".
  public var reliability = UInt8(ascii: "F")
  public var credibility: UInt8 = 6

  /// ISO 639-1 of the free text: `fr`, `en`, or none.
  public var language = Extent.none
  public var title = Extent.none
  public var description = Extent.none
  /// What was read from the text, in the order of reading.
  public var evidence: [ReportEvidence] = []
  /// Members that are not for everybody (CloudEvents `dataclassification`).
  public var restricted = CodeSet<RestrictedMember>()
  public var flags = CodeSet<Flag>()

  /// Of an ambiguous name so many places are listed.
  public static let placeOptionsMax = 8

  public init() {}

  /// Back to empty; keeps every buffer's capacity, and touches only what may have been set.
  public mutating func clear() {
    storage.removeAll(keepingCapacity: true)
    if !mentioned.isEmpty { mentioned.removeAll(keepingCapacity: true) }
    if !subjects.isEmpty { subjects.removeAll(keepingCapacity: true) }
    if !placeOptions.isEmpty { placeOptions.removeAll(keepingCapacity: true) }
    movedFrom = nil
    movedTo = nil
    actors.removeAll(keepingCapacity: true)
    candidates.removeAll(keepingCapacity: true)
    if !evidence.isEmpty { evidence.removeAll(keepingCapacity: true) }
    tolls.clear()
    measures.clear()
    id = .zero
    revision = 1
    source = .none
    sourceReport = .none
    refersTo = .none
    origin = .none
    pseudonym = .none
    inbound = .none
    kind = .security
    assertion = .asserted
    subEvent = .unknown
    tactics = CodeSet()
    weapons = CodeSet()
    targets = CodeSet()
    themes = CodeSet()
    isSuccess = true
    isAnother = false
    verdict = nil
    let epoch = Instant(seconds: 0)
    occurred = TimeSpan(earliest: epoch, latest: epoch, precision: .year)
    disputed = nil
    observed = nil
    submitted = epoch
    place = ReportPlace()
    reliability = UInt8(ascii: "F")
    credibility = 6
    language = .none
    title = .none
    description = .none
    restricted = CodeSet()
    flags = CodeSet()
  }
}

/// A part of a report's `storage`.
@frozen
public struct Extent: Hashable, Sendable {
  public var start: UInt32
  public var count: UInt32

  @inlinable
  public init(start: Int, count: Int) {
    self.start = UInt32(truncatingIfNeeded: start)
    self.count = UInt32(truncatingIfNeeded: count)
  }

  @inlinable
  public static var none: Extent { Extent(start: 0, count: 0) }

  @inlinable
  public var isEmpty: Bool { count == 0 }

  @inlinable
  public var range: Range<Int> { Int(start)..<Int(start) + Int(count) }
}

/// Somebody who had a part, with one or more candidates for who it was.
@frozen
public struct ReportActor: Sendable, Equatable {
  public var role = ActorRole.perpetrator
  public var attribution = Attribution.reported
  /// Into `Report.candidates`.
  public var firstCandidate: Int32 = 0
  public var candidateCount: Int32 = 0

  public init() {}
}

/// One answer to "who was it?".
@frozen
public struct ActorCandidate: Sendable, Equatable {
  /// The registry's id; none when the registry does not know the name.
  public var id = Extent.none
  /// As the source wrote it.
  public var written = Extent.none
  /// 0…100; candidates of one actor need not add up to 100, the rest is "somebody else".
  public var percent: UInt8 = 100

  public init() {}
}
