import CAP
import Model
import Testing

@Suite struct WritingTests {
  @Test func `writes elements in the schema's order, each on a line of its own`() {
    var message = CAPMessage(
      identifier: "a-1", sender: "vigie.example.org", sent: Instant(seconds: 0), type: .update)
    message.references = [
      CAPReference(sender: "vigie.example.org", identifier: "a-0", sent: Instant(seconds: -1))
    ]
    var info = CAPInfo(
      language: "fr", categories: [.security], event: "Attaque", urgency: .immediate,
      severity: .extreme, certainty: .likely)
    info.areas = [CAPArea("Sévaré")]
    info.areas[0].circles = [CAPCircle(center: Sample.point(14_533_000, -4_100_000), radius: 500)]
    message.infos = [info]
    #expect(
      Sample.text(message) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
          <identifier>a-1</identifier>
          <sender>vigie.example.org</sender>
          <sent>1970-01-01T00:00:00-00:00</sent>
          <status>Actual</status>
          <msgType>Update</msgType>
          <scope>Public</scope>
          <references>vigie.example.org,a-0,1969-12-31T23:59:59-00:00</references>
          <info>
            <language>fr</language>
            <category>Security</category>
            <event>Attaque</event>
            <urgency>Immediate</urgency>
            <severity>Extreme</severity>
            <certainty>Likely</certainty>
            <area>
              <areaDesc>Sévaré</areaDesc>
              <circle>14.533,-4.1 0.5</circle>
            </area>
          </info>
        </alert>

        """)
  }

  @Test(
    arguments: [
      (1_532_428_200, "2018-07-24T10:30:00-00:00"),
      (1_532_390_399, "2018-07-23T23:59:59-00:00"),
      (951_782_400, "2000-02-29T00:00:00-00:00"),
      (-62_135_596_800, "0001-01-01T00:00:00-00:00"),
      (253_402_300_799, "9999-12-31T23:59:59-00:00"),
    ] as [(Int64, String)])
  func `writes times without a Z`(_ seconds: Int64, _ expected: String) {
    let message = CAPMessage(identifier: "i", sender: "s", sent: Instant(seconds: seconds))
    #expect(Sample.text(message).contains("<sent>\(expected)</sent>"))
  }

  @Test(
    arguments: [
      (14_533_000, -4_100_000, 25_500, "14.533,-4.1 25.5"),
      (0, 0, 1, "0,0 0.001"),
      (-500_000, 500_000, 1000, "-0.5,0.5 1"),
      (1, -1, 123_456, "0.000001,-0.000001 123.456"),
      (-90_000_000, 180_000_000, 0, "-90,180 0"),
    ] as [(Int32, Int32, Int, String)])
  func `writes degrees and kilometres exactly`(
    _ latitude: Int32, _ longitude: Int32, _ radius: Int, _ expected: String
  ) {
    var message = Sample.alert
    message.infos[0].areas[0].circles = [
      CAPCircle(center: Sample.point(latitude, longitude), radius: radius)
    ]
    #expect(Sample.text(message).contains("<circle>\(expected)</circle>"))
  }

  @Test func `writes addresses with spaces in quotes and cannot be tricked by a quote`() {
    var message = Sample.alert
    message.addresses = ["ops@example.org", "Cellule de Bamako", "a\" b"]
    #expect(
      Sample.text(message).contains(
        "<addresses>ops@example.org \"Cellule de Bamako\" \"a b\"</addresses>"))
  }

  @Test func `writes polygons as pairs, first and last the same`() {
    #expect(Sample.text(Sample.alert).contains("<polygon>14,-5 15,-5 15,-4 14,-4 14,-5</polygon>"))
  }

  @Test func `leaves out what is absent`() {
    let text = Sample.text(CAPMessage(identifier: "i", sender: "s", sent: Sample.noon))
    for name in ["source", "restriction", "addresses", "note", "references", "incidents", "info"] {
      #expect(!text.contains("<\(name)>"))
    }
  }

  @Test func `writes equal messages as the same bytes`() {
    #expect(Sample.cancel.xml() == Sample.cancel.xml())
  }
}
