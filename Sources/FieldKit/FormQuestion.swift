/// One question of a form: what is asked, what may be answered, and where the answer goes.
public struct FormQuestion: Sendable {
  public enum Key: String, Sendable {
    case team, kind, type, when, place, position, targets, who, killed, wounded, abducted,
      displaced, text
  }

  enum Kind: Sendable {
    case text(most: Int)
    case choice([Choice])
    case choices([Choice])
    case time
    case position
    case count
  }

  struct Choice: Sendable {
    let code: String
    let phrase: Phrase

    init(_ code: String, _ fr: String, _ en: String) {
      self.code = code
      phrase = Phrase(fr, en)
    }
  }

  public let key: Key
  let kind: Kind
  let phrase: Phrase
  /// How to answer; may be empty.
  let hint: Phrase
  public let isRequired: Bool

  /// What is asked.
  public func prompt(_ language: FormLanguage) -> String { phrase[language] }

  /// How to answer, and the choices, a line each.
  public func help(_ language: FormLanguage) -> [String] {
    var lines = hint[language].isEmpty ? [] : [hint[language]]
    switch kind {
    case .choice(let choices), .choices(let choices):
      lines += choices.enumerated().map { "\($0.offset + 1) \($0.element.phrase[language])" }
    default: break
    }
    return lines
  }
}

extension FormQuestion {
  /// The questions in the order in which they are asked.
  static let all: [FormQuestion] = [
    FormQuestion(
      key: .team, kind: .text(most: 200),
      phrase: Phrase("Votre équipe", "Your team"),
      hint: Phrase("son nom dans le registre, p. ex. team-gao-1", "its id, such as team-gao-1"),
      isRequired: true),
    FormQuestion(
      key: .kind, kind: .choice(kinds), phrase: Phrase("De quoi s'agit-il ?", "What is it about?"),
      hint: Phrase("", ""), isRequired: true),
    FormQuestion(
      key: .type, kind: .choice(types), phrase: Phrase("Que s'est-il passé ?", "What happened?"),
      hint: Phrase("", ""), isRequired: false),
    FormQuestion(
      key: .when, kind: .time, phrase: Phrase("Quand ?", "When?"),
      hint: Phrase(
        "29/06/2018 16:30, 29/06/2018, hier 16h, aujourd'hui",
        "29/06/2018 16:30, 29/06/2018, yesterday 16:00, today"), isRequired: true),
    FormQuestion(
      key: .place, kind: .text(most: 200), phrase: Phrase("Où ?", "Where?"),
      hint: Phrase(
        "comme vous le diriez : Sévaré, région de Mopti",
        "as you would say it: Sévaré, region of Mopti"), isRequired: true),
    FormQuestion(
      key: .position, kind: .position, phrase: Phrase("Position GPS", "GPS position"),
      hint: Phrase("latitude, longitude : 14.53, -4.09", "latitude, longitude: 14.53, -4.09"),
      isRequired: false),
    FormQuestion(
      key: .targets, kind: .choices(targets),
      phrase: Phrase("Qui ou quoi a été visé ?", "Who or what was hit?"),
      hint: Phrase("plusieurs : 1, 4", "several: 1, 4"), isRequired: false),
    FormQuestion(
      key: .who, kind: .text(most: 200),
      phrase: Phrase("Qui en est l'auteur ?", "Who did it?"),
      hint: Phrase("vide si on ne sait pas", "empty if not known"), isRequired: false),
    count(.killed, "Combien de morts ?", "How many were killed?"),
    count(.wounded, "Combien de blessés ?", "How many were wounded?"),
    count(.abducted, "Combien d'enlevés ?", "How many were abducted?"),
    count(.displaced, "Combien de personnes déplacées ?", "How many people were displaced?"),
    FormQuestion(
      key: .text, kind: .text(most: 16_000),
      phrase: Phrase("Racontez en quelques phrases", "Tell it in a few sentences"),
      hint: Phrase(
        "pas de noms de témoins ni de numéros", "no names of witnesses and no numbers"),
      isRequired: false),
  ]

  private static func count(_ key: Key, _ fr: String, _ en: String) -> FormQuestion {
    FormQuestion(
      key: key, kind: .count, phrase: Phrase(fr, en),
      hint: Phrase("3, 3-5, au moins 3 ; vide si on ne sait pas", "3, 3-5, at least 3; or empty"),
      isRequired: false)
  }

  private static let kinds = [
    Choice("security", "sécurité : attaque, violence, engin", "security: attack, violence, device"),
    Choice("displacement", "déplacement de population", "people displaced"),
    Choice("closure", "fermeture : école, santé, marché", "closure: school, health, market"),
    Choice("polling", "vote et bureaux de vote", "the vote and polling places"),
    Choice("presence", "présence d'hommes armés", "presence of armed people"),
    Choice("statement", "déclaration, menace, tract", "a statement, threat or leaflet"),
  ]

  private static let types = [
    Choice("attack", "attaque contre des civils", "attack on civilians"),
    Choice("armed_clash", "combat entre groupes armés", "clash between armed groups"),
    Choice("suicide_bomb", "attentat-suicide", "suicide bomb"),
    Choice("remote_explosive_landmine_ied", "mine ou engin explosif", "mine or explosive device"),
    Choice(
      "shelling_artillery_missile_attack", "tirs d'obus ou de roquettes", "shells or rockets"),
    Choice("grenade", "grenade", "grenade"),
    Choice("air_drone_strike", "frappe aérienne", "air strike"),
    Choice("abduction_forced_disappearance", "enlèvement", "abduction"),
    Choice("sexual_violence", "violence sexuelle", "sexual violence"),
    Choice("looting_property_destruction", "pillage, destruction", "looting, destruction"),
    Choice("mob_violence", "violence de foule", "mob violence"),
    Choice("peaceful_protest", "manifestation pacifique", "peaceful protest"),
    Choice("violent_demonstration", "manifestation violente", "violent demonstration"),
    Choice("disrupted_weapons_use", "engin désamorcé", "device found or defused"),
    Choice("arrests", "arrestations", "arrests"),
    Choice("other", "autre", "other"),
  ]

  private static let targets = [
    Choice("civilians", "civils", "civilians"), Choice("village", "village", "village"),
    Choice("military", "armée", "army"), Choice("police", "police", "police"),
    Choice("gendarmerie", "gendarmerie", "gendarmerie"),
    Choice("peacekeepers", "casques bleus", "peacekeepers"),
    Choice("foreign_forces", "forces étrangères", "foreign forces"),
    Choice("official", "autorité, élu", "official"), Choice("school", "école", "school"),
    Choice("health", "santé", "health"), Choice("ngo", "ONG", "NGO"),
    Choice("market", "marché", "market"), Choice("transport", "transport", "transport"),
    Choice("convoy", "convoi", "convoy"), Choice("airport", "aéroport", "airport"),
    Choice("election_staff", "agents électoraux", "election staff"),
    Choice("polling_place", "bureau de vote", "polling place"),
    Choice("displaced_people", "déplacés", "displaced people"),
  ]
}
