/// The rules that `CAPMessage.faults()` holds a message against.
///
/// From the standard's text, the checks of Google's CAP library and its profile, and what went
/// wrong with published alerts (WMO cap-composer). What the schema demands of order and
/// spelling holds by construction.
public enum CAPRule: String, Sendable, CaseIterable {
  case identifierInvalid = "identifier_invalid"
  case senderInvalid = "sender_invalid"
  case dateInvalid = "date_invalid"
  case datesDisordered = "dates_disordered"
  case expiresMissing = "expires_missing"
  case spanTooLong = "span_too_long"
  case restrictionScopeMismatch = "restriction_scope_mismatch"
  case addressesMissing = "addresses_missing"
  case noteMissing = "note_missing"
  case notForPublishing = "not_for_publishing"
  case updateOrCancelMustReference = "update_or_cancel_must_reference"
  case referenceInvalid = "reference_invalid"
  case circularReference = "circular_reference"
  case postdatedReference = "postdated_reference"
  case infoMissing = "info_missing"
  case languageInvalid = "language_invalid"
  case languageRepeated = "language_repeated"
  case sameTextDifferentLanguage = "same_text_different_language"
  case categoryMissing = "category_missing"
  case categoriesMustMatch = "categories_must_match"
  case eventCodesMustMatch = "event_codes_must_match"
  case textMissing = "text_missing"
  case markupInText = "markup_in_text"
  case eventTooLong = "event_too_long"
  case headlineTooLong = "headline_too_long"
  case headlineRepeatsDescription = "headline_repeats_description"
  case unknownDiscouraged = "unknown_discouraged"
  case webInvalid = "web_invalid"
  case webMissing = "web_missing"
  case resourceURIInvalid = "resource_uri_invalid"
  case areaMissing = "area_missing"
  case polygonInvalid = "polygon_invalid"
  case polygonCrossesItself = "polygon_crosses_itself"
  case polygonTooLarge = "polygon_too_large"
  case circleInvalid = "circle_invalid"
  case circleWithoutRadius = "circle_without_radius"
  case geocodeWithoutShape = "geocode_without_shape"
  case ceilingWithoutAltitude = "ceiling_without_altitude"

  /// True when a message that breaks it is valid but poor: it may be sent, and better not so.
  public var isAdvice: Bool {
    switch self {
    case .spanTooLong, .notForPublishing, .expiresMissing, .languageRepeated, .eventTooLong,
      .headlineTooLong, .headlineRepeatsDescription, .unknownDiscouraged, .webMissing,
      .areaMissing, .polygonTooLarge, .circleWithoutRadius, .geocodeWithoutShape:
      true
    default: false
    }
  }
}
