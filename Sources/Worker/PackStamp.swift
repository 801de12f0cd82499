internal import Foundation
internal import JSON
public import Model

/// Which pack and which schemas a process works with, by the digests of their files.
///
/// Memory records from which position on a pack was in force: whoever wonders why an alert of last
/// month was not raised sees whether the rules of then were those of now.
public struct PackStamp: Sendable, Equatable {
  public let theatre: String
  public let pack: Fingerprint
  public let schemas: Fingerprint

  public init(theatre: String, pack: Fingerprint, schemas: Fingerprint) {
    self.theatre = theatre
    self.pack = pack
    self.schemas = schemas
  }

  /// Of the files in a directory, by name and content; nil when one cannot be read. What is only
  /// for people (`.md`) and what is hidden does not count.
  public static func digest(ofFilesIn directory: String) -> Fingerprint? {
    var all: [UInt8] = []
    for name in files(in: directory) {
      var isDirectory: ObjCBool = false
      let path = directory + "/" + name
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
        return nil
      }
      guard !isDirectory.boolValue else { continue }
      guard let content = FileManager.default.contents(atPath: path) else { return nil }
      all += Array("\(name) \(Fingerprint(of: Array(content)))\n".utf8)
    }
    return all.isEmpty ? nil : Fingerprint(of: all)
  }

  /// The names of what counts, directories too, in their order; empty where there is no such
  /// directory.
  static func files(in directory: String) -> [String] {
    // An enumerator does not walk into a link, and releases are often switched by one.
    let directory = URL(filePath: directory).resolvingSymlinksInPath().path(percentEncoded: false)
    guard let walker = FileManager.default.enumerator(atPath: directory) else { return [] }
    return walker.compactMap { $0 as? String }.filter { name in
      !name.hasSuffix(".md") && !name.split(separator: "/").contains { $0.hasPrefix(".") }
    }.sorted()
  }
}

/// The record of `memory` that says from which position on a pack was in force.
struct PackRecord: Equatable {
  let stamp: PackStamp
  /// The next offset of `reports.accepted` when it came into force.
  let from: Int64

  /// Its keys sort as positions do; one that came into force twice at a position is told once.
  var key: [UInt8] {
    let digits = String(from)
    return Self.prefix + Array(String(repeating: "0", count: 19 - digits.count).utf8)
      + Array(digits.utf8)
  }

  static let prefix = Array("pack/".utf8)

  static func isKey(_ key: UnsafeRawBufferPointer) -> Bool { key.starts(with: prefix) }

  var value: [UInt8] {
    var writer = Writer()
    writer.beginObject()
    writer.name("memory")
    writer.integer(3)
    writer.name("pack")
    writer.beginObject()
    writer.member("theatre", stamp.theatre)
    writer.name("digest")
    writer.string("\(stamp.pack)")
    writer.name("schemas")
    writer.string("\(stamp.schemas)")
    writer.name("from")
    writer.integer(from)
    writer.endObject()
    let check = writer.withBytes { Fingerprint(of: $0).low & 0xffff_ffff }
    writer.name("check")
    writer.integer(Int64(check))
    writer.endObject()
    return writer.bytes
  }

  init(stamp: PackStamp, from: Int64) {
    self.stamp = stamp
    self.from = from
  }

  /// Nil when it is not as Vigie writes it.
  init?(reading value: UnsafeRawBufferPointer) {
    let parser = Parser()
    let read: PackRecord? = withExtendedLifetime(parser) {
      guard let pack = (try? parser.parse(value).root)?["pack"],
        let theatre = pack["theatre"]?.text?.string, let digest = pack["digest"]?.text?.string,
        let schemas = pack["schemas"]?.text?.string, let from = pack["from"]?.int64, from >= 0,
        let one = Self.fingerprint(digest), let two = Self.fingerprint(schemas)
      else { return nil }
      return PackRecord(
        stamp: PackStamp(theatre: theatre, pack: one, schemas: two), from: from)
    }
    guard let read, value.elementsEqual(read.value) else { return nil }
    self = read
  }

  private static func fingerprint(_ text: String) -> Fingerprint? {
    Array(text.utf8).withUnsafeBytes { Fingerprint(text: $0) }
  }
}
