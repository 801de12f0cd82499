import Testing

@testable import Model

/// Coordinates as people write them, and what is no coordinates.
@Suite struct CoordinateTextSuite {
  static func read(_ text: String) -> CoordinateText? {
    var text = text
    return text.withUTF8 { CoordinateText(UnsafeRawBufferPointer($0)) }
  }

  @Test(arguments: [
    ("14.5274, -4.0934", 14_527_400, -4_093_400), ("14,5274 ; -4,0934", 14_527_400, -4_093_400),
    ("N14.5274 W4.0934", 14_527_400, -4_093_400), ("14.5274N 4.0934O", 14_527_400, -4_093_400),
    ("14°31'38\"N 4°05'36\"O", 14_527_222, -4_093_333),
    ("14°31’38”N, 4°05’36”W", 14_527_222, -4_093_333),
    ("14 31 38 N 004 05 36 W", 14_527_222, -4_093_333),
    ("14d31m38sN 4d5m36sW", 14_527_222, -4_093_333),
    ("14 31.65 N 004 05.6 W", 14_527_500, -4_093_333),
    ("4°05'36\"W 14°31'38\"N", 14_527_222, -4_093_333),
    ("lat 14.5 long -4.1", 14_500_000, -4_100_000), ("15.9182 2.4022", 15_918_200, 2_402_200),
    ("14.5/−4.1", 14_500_000, -4_100_000), ("16.27167,-0.04472", 16_271_670, -44_720),
    ("30P 391000 1612000", 14_578_958, -4_011_884),
    ("30N 391000mE 1612000mN", 14_578_958, -4_011_884),
  ])
  func `reads degrees, minutes, seconds and metres`(
    _ text: String, _ latitude: Int32, _ longitude: Int32
  ) throws {
    let read = try #require(Self.read(text), "\(text)")
    #expect(read.coordinates == Coordinates(latitude: latitude, longitude: longitude))
    #expect(read.radius >= 1_000)
    #expect(!read.isGrid)
  }

  @Test(arguments: [
    "", "Gao", "14.5", "14°75'N 4°05'W", "14N 15N", "95.5, 4.1", "14.5, 400.1", "14.5 -4.1 Gao",
    "14.5, 4.1, 7.2", "30XVB8245", "30PVB824", "30PAB8245", "30PVB8245 x", "61PVB8245",
    "30P 39100 9912000", "45 km de Douentza", "30IVB8245", "30POB8245",
  ])
  func `says nothing of what is no coordinates or impossible`(_ text: String) {
    #expect(Self.read(text) == nil)
  }

  @Test(arguments: [("14.5, -4.1", 8_325), ("14.53, -4.10", 1_000), ("14, -4", 83_250)])
  func `fewer digits are a larger radius`(_ text: String, _ radius: Int32) throws {
    #expect(try #require(Self.read(text)).radius == radius)
  }

  /// Squares, sides and middles from GEOTRANS and PROJ: towns, both sides of the meridians and
  /// parallels where zones 29 to 31 and bands P and Q meet, coarse squares, random points.
  static let squares: [(text: String, side: Int32, latitude: Int32, longitude: Int32)] = [
    ("30PUB8148206960", 1, 14533002, -4100001),
    ("30QZD1587801270", 1, 16271671, -44717),
    ("30QVD9904054775", 1, 16776002, -3009004),
    ("31PDT3601359978", 1, 15918198, 2402200),
    ("30PXU6090468023", 1, 12370996, -1519997),
    ("31QBB7641454218", 1, 19469996, 870002),
    ("29PRT2188615882", 1, 15499996, -6000011),
    ("30PSC7811315882", 1, 15499996, -5999989),
    ("30PZC2188615882", 1, 15499996, -11),
    ("31PAT7811315882", 1, 15499996, 11),
    ("30PVC7860168944", 1, 15999989, -3200001),
    ("30QVC7860168946", 1, 16000007, -3200001),
    ("30PTP7955884834", 1, 8000009, -4999998),
    ("31QBG9654955670", 1, 23999994, 999995),
    ("30PZC2109871252", 1, 15999986, -14),
    ("31QAT7890171255", 1, 16000014, 14),
    ("30PWU0000026553", 1, 11999999, -3000005),
    ("29PNP0000026553", 1, 11999999, -8999995),
    ("30PUB80", 10000, 14515430, -4067273),
    ("30PUB8106", 1000, 14528840, -4099818),
    ("30PUB814069", 100, 14532906, -4100302),
    ("30PUB81480696", 10, 14533043, -4099978),
    ("30QZD10", 10000, 16305456, -52425),
    ("30QZD1501", 1000, 16273792, -48224),
    ("30QZD158012", 100, 16271490, -44986),
    ("30QZD15870127", 10, 16271712, -44749),
    ("30QVD95", 10000, 16778026, -3046919),
    ("30QVD9954", 1000, 16773511, -3004692),
    ("30QVD990547", 100, 16775771, -3008914),
    ("30QVD99045477", 10, 16775997, -3008961),
    ("31PDT35", 10000, 15873166, 2392867),
    ("31PDT3659", 1000, 15913885, 2406758),
    ("31PDT360599", 100, 15917941, 2402542),
    ("31PDT36015997", 10, 15918167, 2402214),
    ("30PXU66", 10000, 12343456, -1482493),
    ("30PXU6068", 1000, 12375324, -1523692),
    ("30PXU609680", 100, 12371233, -1519577),
    ("30PXU60906802", 10, 12371010, -1519992),
    ("31QBB75", 10000, 19476895, 856441),
    ("31QBB7654", 1000, 19472548, 870783),
    ("31QBB764542", 100, 19470285, 870336),
    ("31QBB76415421", 10, 19469965, 870007),
    ("31QCA2528", 1000, 18339152, 1348636),
    ("31QCD931894", 100, 21604896, 1967717),
    ("31QFA2871", 1000, 18730977, 4218885),
    ("31PES6807911624", 1, 14576899, 3632017),
    ("30QXD4197", 1000, 17157832, -1669634),
    ("30QUH270087", 100, 19967618, -4652844),
    ("31QCF750158", 100, 22745408, 1783091),
    ("29QLC2209259866", 1, 20428879, -10705226),
    ("29PJN7506", 1000, 10899884, -11968180),
    ("29PNP956423", 100, 12141456, -8120912),
    ("29QQE277440", 100, 22086486, -6792619),
    ("31QBU021914", 100, 17088192, 201410),
    ("31PGN653972", 100, 11724629, 5434434),
    ("31QFF11029912", 10, 23498496, 4087355),
  ]

  @Test func `a square of the military grid is an area around its middle`() throws {
    for square in Self.squares {
      let read = try #require(Self.read(square.text), "\(square.text)")
      let middle = Coordinates(latitude: square.latitude, longitude: square.longitude)
      // The table is rounded to a millionth of a degree.
      #expect(read.coordinates.meters(to: middle) <= 1, "\(square.text)")
      #expect(read.isGrid)
      let diagonal = (Double(square.side) * Double(square.side) / 2).squareRoot()
      #expect(read.radius == max(1_000, Int32(diagonal.rounded(.up))), "\(square.text)")
    }
  }

  @Test func `digits are cut off and never rounded`() throws {
    // 9 in the last place belongs to the same square of the next coarser reference.
    let fine = try #require(Self.read("30PUB8999906999"))
    let coarse = try #require(Self.read("30PUB8906"))
    #expect(fine.coordinates.meters(to: coarse.coordinates) < 1_000)
    #expect(coarse.coordinates.latitude < fine.coordinates.latitude)
    #expect(coarse.coordinates.longitude < fine.coordinates.longitude)
  }

  @Test func `spaces and small letters make no difference`() throws {
    let plain = try #require(Self.read("30PUB8148206960"))
    for text in ["30P UB 81482 06960", "30 P UB 8148206960", "30pub8148206960"] {
      #expect(Self.read(text) == plain)
    }
  }

  @Test func `random bytes never stop it`() {
    var random = Seeded(seed: 11)
    let letters = Array("0123456789NSEWOPQVB .,°'\"-;30".utf8)
    for _ in 0..<20_000 {
      let bytes = (0..<random.below(24)).map { _ in letters[random.below(letters.count)] }
      if let read = bytes.withUnsafeBytes({ CoordinateText($0) }) {
        #expect(abs(read.coordinates.latitude) <= 90_000_000)
        #expect(abs(read.coordinates.longitude) <= 180_000_000)
      }
    }
  }
}
