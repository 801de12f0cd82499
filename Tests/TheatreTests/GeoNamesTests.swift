import Model
import Testing

@testable import Theatre

/// GeoNames' dumps become rows of a pack.
struct GeoNamesTests {
  static func row(
    _ id: String, _ name: String, _ aliases: String, _ at: (String, String), _ code: String,
    _ units: (String, String), population: Int = 0
  ) -> String {
    let cells = [
      id, name, name, aliases, at.0, at.1, "P", code, "ML", "", units.0, units.1, "", "",
      "\(population)", "", "300", "Africa/Bamako", "2018-01-01",
    ]
    return cells.joined(separator: "\t")
  }

  static let lists = """
    ML.04\tMopti\tMopti\t2453348
    ML.04.7\tDouentza\tDouentza\t7909060
    """
  static let dump = [
    row("9000001", "Zzimbolo", "Zimbolo,Zimbolle,زيمبولو", ("15.1", "-2.9"), "PPL", ("04", "7")),
    row("9000002", "Zzaville", "", ("15.2", "-2.8"), "PPL", ("04", "7"), population: 12_000),
    row("9000003", "Puits Zzed", "", ("17.2", "-2.8"), "WLL", ("04", "")),
    row("9000004", "Colline Zzed", "", ("17.2", "-2.8"), "HLL", ("04", "")),
    row("9000005", "Zznulle", "", ("0", "abc"), "PPL", ("04", "")),
    row("9000006", "Zzloin", "", ("48.8", "2.3"), "PPL", ("04", "")),
    "a line that is none",
  ].joined(separator: "\n")

  @Test func `keeps places with their units, and says what it leaves out`() throws {
    let theatre = try Pack.theatre()
    var file = GeoNamesFile(pack: theatre.gazetteer)
    let areRead = [file.read(Self.lists), file.read(Self.dump)]
    #expect(areRead == [true, true])
    let lines = file.table(within: theatre.box).split(separator: "\n").map(String.init)
    #expect(lines.count == 4)
    #expect(
      lines[1]
        == "gn-9000001\tZzimbolo\t15.1\t-2.9\t5000\tvillage\tML\tMopti\tDouentza\t"
        + "Zimbolo|Zimbolle|زيمبولو\tGeoNames 9000001\t")
    #expect(lines[2].contains("\ttown\tML\tMopti\tDouentza\t"))
    #expect(lines[2].hasSuffix("\t12000"))
    #expect(lines[3].contains("\tvillage\tML\tMopti\t\t"))
    // A hill and what lies outside the box were left, the point that is none and the line refused.
    #expect(
      file.counts
        == GeoNamesFile.Counts(rows: 6, places: 3, units: 0, known: 0, left: 2, malformed: 2))
  }

  @Test func `a pack with an import finds both its own places and those`() throws {
    var file = GeoNamesFile(pack: try Pack.theatre().gazetteer)
    _ = file.read(Self.lists)
    _ = file.read(Self.dump)
    let pack = try BrokenPack(changes: [])
    defer {
      pack.delete(GazetteerFile.imported)
      pack.remove()
    }
    // Without a box Paris is in the table, and the pack says where.
    let wide = [GazetteerFile.imported: Array(file.table(within: nil).utf8)]
    let fault = #expect(throws: PackFault.self) {
      try Theatre.load(directory: pack.directory, trying: wide)
    }
    #expect(fault?.problems.map(\.file) == [GazetteerFile.imported])
    pack.write(
      GazetteerFile.imported, Array(file.table(within: try Pack.theatre().box).utf8))
    let theatre = try Theatre.load(directory: pack.directory)
    let gazetteer = theatre.gazetteer
    #expect(gazetteer.find("Gao") == .one(gazetteer.place(id: "gao")))
    #expect(gazetteer.find("زيمبولو") == .one(gazetteer.place(id: "gn-9000001")))
    #expect(gazetteer.find("ZIMBOLO") == .one(gazetteer.place(id: "gn-9000001")))
    // Imported again beside its first import, nothing of it is taken for the pack's own.
    var again = GeoNamesFile(pack: gazetteer)
    _ = again.read(Self.lists)
    _ = again.read(Self.dump)
    #expect(again.table(within: theatre.box) == file.table(within: theatre.box))
  }

  @Test func `a file that is neither is refused`() {
    var file = GeoNamesFile()
    let areRead = [file.read("id,name\n1,Gao"), file.read("")]
    #expect(areRead == [false, false])
  }

  /// Three countries, when the data is there; the pack's own places go before.
  @Test(.enabled(if: SharedData.has("geonames/ML.txt")))
  func `imports three countries`() throws {
    var file = GeoNamesFile(pack: try Pack.theatre().gazetteer)
    let names = ["admin1CodesASCII.txt", "admin2Codes.txt", "ML.txt", "BF.txt", "NE.txt"]
    for name in names {
      let isRead = file.read(try SharedData.text("geonames/\(name)"))
      #expect(isRead, "\(name)")
    }
    let table = file.table(within: try Pack.theatre().box)
    #expect(file.counts.malformed == 0)
    #expect(file.counts.places > 30_000)
    #expect(table.utf8.count > 3_000_000)
  }
}
