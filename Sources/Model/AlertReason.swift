public import JSON

/// Why a version of an alert was written.
public enum AlertReason: UInt8, Code {
  case
    raised, severityChanged, certaintyChanged, areaChanged, groundsChanged, tollChanged,
    actorChanged, corrected, incidentRetracted, conditionsGone, timePassed, renewed,
    inhibited, unacknowledged, acknowledged, eased, heardAgain, incidentMerged

  private static let spelled: [StaticString] = [
    "raised", "severity_changed", "certainty_changed", "area_changed", "grounds_changed",
    "toll_changed", "actor_changed", "corrected", "incident_retracted", "conditions_gone",
    "time_passed", "renewed", "inhibited", "unacknowledged", "acknowledged", "eased",
    "heard_again", "incident_merged",
  ]

  private static let english: [StaticString] = [
    "The conditions of the rule are met.",
    "The severity changed.",
    "The certainty changed with the evidence.",
    "The place is now given otherwise.",
    "More incidents belong to it, or fewer.",
    "The toll changed.",
    "The likely actor changed.",
    "A report it rests on was corrected.",
    "The reports it rests on were withdrawn.",
    "After a correction the conditions of the rule are no longer met.",
    "Its time passed without new grounds; this is no all-clear.",
    "The conditions still hold; the alert is renewed.",
    "Another alert tells of the same and speaks for this one.",
    "Nobody acknowledged the alert in time.",
    "The alert was acknowledged.",
    "A sign of easing was reported; this is no all-clear.",
    "The source reports again.",
    "The incident proved to be one with another, which goes on under its own alerts.",
  ]

  private static let french: [StaticString] = [
    "Les conditions de la règle sont réunies.",
    "La gravité a changé.",
    "Le degré de certitude a changé avec les éléments reçus.",
    "Le lieu est désormais donné autrement.",
    "Le nombre d'incidents concernés a changé.",
    "Le bilan a changé.",
    "L'auteur probable a changé.",
    "Un rapport sur lequel elle repose a été corrigé.",
    "Les rapports sur lesquels elle repose ont été retirés.",
    "Après correction, les conditions de la règle ne sont plus réunies.",
    "Son délai est passé sans élément nouveau ; ce n'est pas une fin d'alerte.",
    "Les conditions tiennent toujours ; l'alerte est renouvelée.",
    "Une autre alerte porte sur les mêmes faits et parle pour celle-ci.",
    "Personne n'a accusé réception de l'alerte à temps.",
    "Réception de l'alerte confirmée.",
    "Un signe d'apaisement est rapporté ; ce n'est pas une fin d'alerte.",
    "La source donne de nouveau des nouvelles.",
    "L'incident ne fait qu'un avec un autre, suivi sous ses propres alertes.",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)

  public var inEnglish: StaticString { Self.english[Int(rawValue)] }
  public var inFrench: StaticString { Self.french[Int(rawValue)] }
}
