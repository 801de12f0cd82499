import CSimdjson

/// Reads JSON texts, one after the other, reusing its buffers.
///
/// simdjson's first stage checks UTF-8 and finds the structure; our second stage checks the grammar
/// and writes a flat tape that keeps source offsets, number spellings and duplicates, which
/// simdjson's own tape loses. The input is copied once. Not for sharing between threads: one parser
/// each. Keeps memory for the largest text so far, about 21 bytes for each byte of it at worst.
public final class Parser {
  /// What it accepts at most.
  public let limits: Limits

  // Safe because only this object uses these pointers, and `deinit` frees them.
  let scanner: OpaquePointer?
  var bytes: UnsafeMutablePointer<UInt8>
  var bytesCapacity: Int
  var tape: UnsafeMutablePointer<Node>
  var tapeCapacity: Int
  let open: UnsafeMutablePointer<UInt32>
  let depthMax: Int
  /// Behind pointers, since the access to a variable of a class is tracked.
  private let names: UnsafeMutablePointer<NameReader>
  private let duplicates: UnsafeMutablePointer<NameSet>

  /// Makes a parser; the members of its documents bear the numbers of the vocabulary.
  public init(limits: Limits = .init(), vocabulary: Vocabulary = .none) {
    self.limits = limits
    depthMax = min(max(limits.depthMax, 1), Limits.depthCeiling)
    scanner = csimdjson_create()
    bytesCapacity = 8_192
    bytes = .allocate(capacity: bytesCapacity + Self.padding)
    tapeCapacity = 1_024
    tape = Self.allocateTape(tapeCapacity)
    open = .allocate(capacity: depthMax)
    names = .allocate(capacity: 1)
    names.initialize(to: NameReader(vocabulary))
    duplicates = .allocate(capacity: 1)
    duplicates.initialize(to: NameSet())
  }

  deinit {
    csimdjson_destroy(scanner)
    bytes.deallocate()
    (tape - Self.nodesBefore).deallocate()
    open.deallocate()
    names.pointee.deallocate()
    names.deallocate()
    duplicates.pointee.deallocate()
    duplicates.deallocate()
  }

  /// The name of the simdjson implementation chosen for this processor, such as `haswell`.
  public static var implementation: String { String(cString: csimdjson_implementation()) }

  /// Parses a text. The document and everything read from it is valid until the next parse, and not
  /// beyond this parser's life.
  ///
  /// Cost: about half a microsecond for a kilobyte; no allocation once the buffers have grown. On
  /// failure the text is read again slowly to name the first fault.
  public func parse(_ input: UnsafeRawBufferPointer) throws(Fault) -> Document {
    let count = input.count
    guard count > 0, let source = input.baseAddress else {
      throw Fault(reason: .empty, offset: 0)
    }
    let bytesMax = min(max(limits.bytesMax, 0), Limits.bytesCeiling)
    guard count <= bytesMax else { throw Fault(reason: .oversize, offset: bytesMax) }
    reserveBytes(count)
    // Safe because the buffer has room for `count` bytes and the padding.
    UnsafeMutableRawPointer(bytes).copyMemory(from: source, byteCount: count)
    (bytes + count).update(repeating: 0, count: Self.padding)

    var indexes: UnsafePointer<UInt32>?
    var indexCount = 0
    switch csimdjson_scan(scanner, bytes, count, &indexes, &indexCount) {
    case CSimdjsonClean: break
    case CSimdjsonNoMemory: throw Fault(reason: .oversize, offset: bytesMax)
    default: throw diagnose(count, otherwise: Fault(reason: .unexpectedByte, offset: 0))
    }
    guard let indexes else { throw Fault(reason: .empty, offset: count) }
    reserveTape(indexCount)
    do throws(Fault) {
      try walk(indexes, indexCount, count)
    } catch {
      throw diagnose(count, otherwise: error)
    }
    return Document(root: Value(bytes: bytes, tape: tape, index: 0))
  }

  /// Parses a text held in an array.
  public func parse(_ input: [UInt8]) throws(Fault) -> Document {
    let result = input.withUnsafeBytes { bytes -> Result<Document, Fault> in
      do throws(Fault) {
        return .success(try parse(bytes))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// The bytes readable after a text; simdjson needs 64.
  static let padding = max(csimdjson_padding(), 64)

  private func diagnose(_ count: Int, otherwise fault: Fault) -> Fault {
    Diagnosis(bytes: bytes, count: count, depthMax: depthMax, acceptsNul: limits.acceptsNul)
      .firstFault() ?? fault
  }

  private func reserveBytes(_ count: Int) {
    guard count > bytesCapacity else { return }
    bytes.deallocate()
    bytesCapacity = max(count, min(bytesCapacity * 2, Limits.bytesCeiling))
    bytes = .allocate(capacity: bytesCapacity + Self.padding)
  }

  /// Every node stands for one structural index, so this is room for any tape.
  private func reserveTape(_ count: Int) {
    guard count > tapeCapacity else { return }
    (tape - Self.nodesBefore).deallocate()
    tapeCapacity = max(count, tapeCapacity * 2)
    tape = Self.allocateTape(tapeCapacity)
  }

  /// A walk begins in a container that is none, and looks at the node before a container's.
  private static let nodesBefore = 2

  private static func allocateTape(_ capacity: Int) -> UnsafeMutablePointer<Node> {
    let memory = UnsafeMutablePointer<Node>.allocate(capacity: capacity + nodesBefore)
    for index in 0..<nodesBefore {
      (memory + index).initialize(offset: 0, length: 0, kind: .null, flags: 0)
    }
    return memory + nodesBefore
  }

  private func walk(
    _ indexes: UnsafePointer<UInt32>, _ indexCount: Int, _ length: Int
  ) throws(Fault) {
    names.pointee.begin(nodesMax: indexCount)
    var walk = Walk(
      bytes: bytes, length: length, last: indexes + indexCount, tape: tape, open: open,
      depthMax: depthMax, acceptsNul: limits.acceptsNul, names: names, duplicates: duplicates,
      next: indexes, node: tape,
      container: tape - 1, row: names.pointee.row(0),
      backslash: Walk.firstBackslash(bytes, from: 0, to: length))
    guard walk.document() else { throw walk.fault }
  }
}

@available(*, unavailable)
extension Parser: Sendable {}
