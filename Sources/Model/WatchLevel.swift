public import JSON

/// How closely a unit should be watched: a version of it, `watch/1`. A map can be coloured with it.
public struct WatchLevel: Sendable, Equatable {
  /// `ML/Mopti`, the record's key after `w-`.
  public var area = ""
  public var version: Int32 = 1
  public var name = ""
  public var country = ""
  public var admin1 = ""
  /// The unit's centre.
  public var coordinates: Coordinates?
  /// 0 is calm; how many there are, the theatre's rule says.
  public var level: Int32 = 0
  public var points: Int32 = 0
  /// Log time.
  public var since = Instant(seconds: 0)
  /// What the points are made of, those that count.
  public var terms: [WatchTerm] = []

  public init() {}

  /// The record's key.
  public var key: String { "w-\(area)" }
}

/// One part of a level's points.
public struct WatchTerm: Sendable, Equatable {
  public var name: String
  public var points: Int64

  public init(_ name: String, _ points: Int64) {
    self.name = name
    self.points = points
  }
}

extension WatchLevel {
  /// Appends this level as `watch/1`, canonical.
  public func write(to writer: inout Writer) {
    writer.beginObject()
    writer.name("schema")
    writer.string("watch/1")
    writer.member("area", area)
    writer.name("version")
    writer.integer(Int64(version))
    writer.member("name", name)
    writer.member("country", country)
    writer.member("admin1", admin1)
    if let coordinates { writer.members(coordinates) }
    writer.name("level")
    writer.integer(Int64(level))
    writer.name("points")
    writer.integer(Int64(points))
    writer.member("since", since)
    writer.name("terms")
    writer.beginArray()
    for term in terms {
      writer.beginObject()
      writer.member("name", term.name)
      writer.name("points")
      writer.integer(term.points)
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
  }
}
