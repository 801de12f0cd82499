import CAP
import Model

/// Alerts that have no fault, to be spoiled one way at a time.
enum Sample {
  /// 2018-07-24T10:30:00Z.
  static let noon = Instant(seconds: 1_532_428_200)

  static func point(_ latitude: Int32, _ longitude: Int32) -> Coordinates {
    Coordinates(latitude: latitude, longitude: longitude)
  }

  static var square: [Coordinates] {
    [
      point(14_000_000, -5_000_000), point(15_000_000, -5_000_000),
      point(15_000_000, -4_000_000), point(14_000_000, -4_000_000),
      point(14_000_000, -5_000_000),
    ]
  }

  static func area(_ name: String) -> CAPArea {
    var area = CAPArea(name)
    area.circles = [CAPCircle(center: point(14_533_000, -4_100_000), radius: 25_500)]
    area.polygons = [square]
    area.geocodes = [CAPNamedValue("PCODE:COD-AB-2021", "ML05")]
    return area
  }

  static func info(_ language: String, headline: String, description: String) -> CAPInfo {
    var info = CAPInfo(
      language: language, categories: [.security, .transport],
      event: language == "fr" ? "Tirs indirects" : "Indirect fire", urgency: .expected,
      severity: .severe, certainty: .observed)
    info.responses = [.monitor, .avoid]
    info.audience = language == "fr" ? "Observateurs" : "Observers"
    info.eventCodes = [CAPNamedValue("vigie:rule", "R12")]
    info.effective = noon
    info.onset = noon
    info.expires = noon.advanced(by: 86_400)
    info.senderName = "Vigie"
    info.headline = headline
    info.description = description
    info.instruction = language == "fr" ? "Restez à distance." : "Keep away."
    info.web = "https://vigie.example/alerts/1"
    info.contact = "vigie@example.org"
    info.parameters = [CAPNamedValue("vigie:version", "1")]
    info.areas = [area(language == "fr" ? "Sévaré et environs" : "Sévaré and around")]
    return info
  }

  static var alert: CAPMessage {
    var message = CAPMessage(
      identifier: "vigie-0001-1", sender: "vigie.example.org", sent: noon)
    message.source = "vigie"
    message.codes = ["vigie:R12/1"]
    message.incidents = ["incident-0001"]
    message.infos = [
      info(
        "fr", headline: "Tirs sur l'aéroport",
        description: "Deux obus, sans victime & sans dégât."),
      info(
        "en", headline: "Airport shelled", description: "Two shells, no casualties & no damage."),
    ]
    return message
  }

  static var update: CAPMessage {
    var message = alert
    message.identifier = "vigie-0001-2"
    message.type = .update
    message.sent = noon.advanced(by: 3600)
    message.references = [alert.reference]
    return message
  }

  static var cancel: CAPMessage {
    var message = alert
    message.identifier = "vigie-0001-3"
    message.type = .cancel
    message.sent = noon.advanced(by: 7200)
    message.references = [alert.reference, update.reference]
    message.note = "L'attaque n'a pas eu lieu."
    return message
  }

  static var restricted: CAPMessage {
    var message = alert
    message.scope = .restricted
    message.restriction = "Cellule d'alerte seulement"
    message.addresses = ["ops@example.org", "Cellule de Bamako"]
    message.status = .exercise
    message.note = "Exercice Mali 2018"
    var resource = CAPResource(resourceDescription: "Carte", mimeType: "image/png")
    resource.bytes = 12
    resource.uri = "map.png"
    resource.base64 = "AAAA"
    resource.digest = "da39a3ee5e6b4b0d3255bfef95601890afd80709"
    message.infos[0].resources = [resource]
    message.infos[0].areas[0].altitude = 0
    message.infos[0].areas[0].ceiling = 1000
    return message
  }

  static var all: [CAPMessage] { [alert, update, cancel, restricted] }

  static func text(_ message: CAPMessage) -> String {
    String(decoding: message.xml(), as: UTF8.self)
  }
}
