import CAP
import Model

extension Spoiling {
  static let all: [Spoiling] = header + texts + dates + areas

  private static let header: [Spoiling] = [
    Spoiling(.identifierInvalid, "alert/identifier") { $0.identifier = "a,b" },
    Spoiling(.identifierInvalid, "alert/identifier") { $0.identifier = "" },
    Spoiling(.identifierInvalid, "alert/identifier") { $0.identifier = "a\u{A0}b" },
    Spoiling(.senderInvalid, "alert/sender") { $0.sender = "a&b" },
    Spoiling(.senderInvalid, "alert/sender") { $0.sender = "a<b" },
    Spoiling(.dateInvalid, "alert/references[1]") {
      $0.references[0].sent = Instant(seconds: -70_000_000_000)
    },
    Spoiling(.restrictionScopeMismatch, "alert/restriction") { $0.scope = .restricted },
    Spoiling(.restrictionScopeMismatch, "alert/restriction") { $0.restriction = "x" },
    Spoiling(.addressesMissing, "alert/addresses") { $0.scope = .private },
    Spoiling(.addressesMissing, "alert/addresses") {
      $0.scope = .private
      $0.addresses = [" "]
    },
    Spoiling(.noteMissing, "alert/note") { $0.status = .exercise },
    Spoiling(.notForPublishing, "alert/status") { $0.status = .test },
    Spoiling(.notForPublishing, "alert/msgType") { $0.type = .acknowledgement },
    Spoiling(.updateOrCancelMustReference, "alert/references") { $0.references = [] },
    Spoiling(.updateOrCancelMustReference, "alert/references") {
      $0.type = .cancel
      $0.references = []
    },
    Spoiling(.referenceInvalid, "alert/references[1]") { $0.references[0].identifier = "a b" },
    Spoiling(.referenceInvalid, "alert/references[1]") { $0.references[0].sender = "" },
    Spoiling(.circularReference, "alert/references[2]") { $0.references.append($0.reference) },
    Spoiling(.postdatedReference, "alert/references[1]") {
      $0.references[0].sent = $0.sent.advanced(by: 1)
    },
    Spoiling(.infoMissing, "alert") { $0.infos = [] },
  ]

  private static let texts: [Spoiling] = [
    Spoiling(.languageInvalid, "alert/info[1]/language") { $0.infos[0].language = "fr_ML" },
    Spoiling(.languageInvalid, "alert/info[1]/language") { $0.infos[0].language = "" },
    Spoiling(.languageRepeated, "alert/info[2]/language") { $0.infos[1].language = "FR" },
    Spoiling(.sameTextDifferentLanguage, "alert/info[2]/instruction") {
      $0.infos[1].instruction = $0.infos[0].instruction
    },
    Spoiling(.categoryMissing, "alert/info[1]/category") {
      $0.infos.removeLast()
      $0.infos[0].categories = []
    },
    Spoiling(.categoriesMustMatch, "alert/info[2]/category") {
      $0.infos[1].categories = [.security]
    },
    Spoiling(.eventCodesMustMatch, "alert/info[2]/eventCode") { $0.infos[1].eventCodes = [] },
    Spoiling(.textMissing, "alert/info[1]/event") { $0.infos[0].event = " \u{0}" },
    Spoiling(.textMissing, "alert/info[1]/description") { $0.infos[0].description = nil },
    Spoiling(.textMissing, "alert/info[1]/area[1]/areaDesc") {
      $0.infos[0].areas[0].areaDescription = ""
    },
    Spoiling(.textMissing, "alert/info[1]/parameter[1]/value") {
      $0.infos[0].parameters[0].value = ""
    },
    Spoiling(.markupInText, "alert/info[1]/headline") { $0.infos[0].headline = "<b>Tirs</b>" },
    Spoiling(.markupInText, "alert/info[1]/description") {
      $0.infos[0].description = "Tirs &eacute;pars"
    },
    Spoiling(.eventTooLong, "alert/info[1]/event") {
      $0.infos[0].event = String(repeating: "é", count: 36)
    },
    Spoiling(.headlineTooLong, "alert/info[1]/headline") {
      $0.infos[0].headline = String(repeating: "é", count: 141)
    },
    Spoiling(.headlineRepeatsDescription, "alert/info[1]/headline") {
      $0.infos[0].headline = $0.infos[0].description
    },
    Spoiling(.unknownDiscouraged, "alert/info[1]/urgency") { $0.infos[0].urgency = .unknown },
    Spoiling(.unknownDiscouraged, "alert/info[1]/severity") { $0.infos[0].severity = .unknown },
    Spoiling(.unknownDiscouraged, "alert/info[1]/certainty") { $0.infos[0].certainty = .unknown },
    Spoiling(.webInvalid, "alert/info[1]/web") { $0.infos[0].web = "alerts/1" },
    Spoiling(.webInvalid, "alert/info[1]/web") { $0.infos[0].web = "https://a b" },
    Spoiling(.webMissing, "alert/info[1]/web") { $0.infos[0].web = nil },
    Spoiling(.resourceURIInvalid, "alert/info[1]/resource[1]/uri") {
      var resource = CAPResource(resourceDescription: "Carte", mimeType: "image/png")
      resource.uri = "map.png"
      $0.infos[0].resources = [resource]
    },
  ]

  private static let dates: [Spoiling] = [
    Spoiling(.expiresMissing, "alert/info[1]/expires") { $0.infos[0].expires = nil },
    Spoiling(.datesDisordered, "alert/info[1]/expires") {
      $0.infos[0].expires = $0.infos[0].effective
    },
    Spoiling(.datesDisordered, "alert/info[1]/expires") {
      $0.infos[0].effective = nil
      $0.infos[0].expires = $0.sent.advanced(by: -1)
    },
    Spoiling(.datesDisordered, "alert/info[1]/expires") { $0.infos[0].expires = $0.sent },
    Spoiling(.datesDisordered, "alert/info[1]/onset") {
      $0.infos[0].onset = Sample.noon.advanced(by: 86_400)
    },
    Spoiling(.spanTooLong, "alert/info[1]/expires") {
      $0.infos[0].expires = Sample.noon.advanced(by: 86_401)
    },
  ]

  private static let areas: [Spoiling] = [
    Spoiling(.areaMissing, "alert/info[1]/area") { $0.infos[0].areas = [] },
    Spoiling(.polygonInvalid, "alert/info[1]/area[1]/polygon[1]") {
      $0.infos[0].areas[0].polygons[0].removeLast()
    },
    Spoiling(.polygonInvalid, "alert/info[1]/area[1]/polygon[1]") {
      $0.infos[0].areas[0].polygons = [Array(Sample.square.prefix(3))]
    },
    Spoiling(.polygonInvalid, "alert/info[1]/area[1]/polygon[1]") {
      $0.infos[0].areas[0].polygons[0][1].latitude = 91_000_000
    },
    Spoiling(.polygonCrossesItself, "alert/info[1]/area[1]/polygon[1]") {
      $0.infos[0].areas[0].polygons[0].swapAt(1, 2)
    },
    Spoiling(.polygonCrossesItself, "alert/info[1]/area[1]/polygon[1]") {
      // A spike: out along an edge and back on it.
      let corner = $0.infos[0].areas[0].polygons[0][1]
      let spike = Sample.point(16_000_000, -5_000_000)
      $0.infos[0].areas[0].polygons[0].insert(contentsOf: [spike, corner], at: 2)
    },
    Spoiling(.polygonCrossesItself, "alert/info[1]/area[1]/polygon[1]") {
      let corner = $0.infos[0].areas[0].polygons[0][1]
      $0.infos[0].areas[0].polygons[0].insert(corner, at: 1)
    },
    Spoiling(.polygonTooLarge, "alert/info[1]/area[1]/polygon[1]") {
      let middle = (1...97).map { Sample.point(14_000_000, -4_000_000 - $0 * 1000) }
      $0.infos[0].areas[0].polygons[0].insert(contentsOf: middle, at: 4)
    },
    Spoiling(.circleInvalid, "alert/info[1]/area[1]/circle[1]") {
      $0.infos[0].areas[0].circles[0].radius = -1
    },
    Spoiling(.circleInvalid, "alert/info[1]/area[1]/circle[1]") {
      $0.infos[0].areas[0].circles[0].center.longitude = 180_000_001
    },
    Spoiling(.circleWithoutRadius, "alert/info[1]/area[1]/circle[1]") {
      $0.infos[0].areas[0].circles[0].radius = 0
    },
    Spoiling(.geocodeWithoutShape, "alert/info[1]/area[1]/geocode") {
      $0.infos[0].areas[0].circles = []
      $0.infos[0].areas[0].polygons = []
    },
    Spoiling(.ceilingWithoutAltitude, "alert/info[1]/area[1]/ceiling") {
      $0.infos[0].areas[0].ceiling = 1000
    },
    Spoiling(.ceilingWithoutAltitude, "alert/info[1]/area[1]/ceiling") {
      $0.infos[0].areas[0].altitude = 1000
      $0.infos[0].areas[0].ceiling = 1000
    },
  ]
}
