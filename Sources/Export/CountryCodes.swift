/// What countries of the Sahel and around it are called in the tables of others: ISO 3166-1 numeric
/// (UN M49), Gleditsch and Ward's numbers, and ACLED's regions.
struct CountryCodes {
  let name: String
  let iso: String
  let gleditschWard: String
  let region: String

  init?(_ alpha2: String) {
    guard let row = Self.rows.first(where: { $0.alpha2 == alpha2 }) else { return nil }
    (name, iso, gleditschWard, region) = (row.name, row.iso, row.gw, row.region)
  }

  private static let rows:
    [(alpha2: String, name: String, iso: String, gw: String, region: String)] = [
      ("BF", "Burkina Faso", "854", "439", "Western Africa"),
      ("BJ", "Benin", "204", "434", "Western Africa"),
      ("CI", "Ivory Coast", "384", "437", "Western Africa"),
      ("DZ", "Algeria", "12", "615", "Northern Africa"),
      ("GH", "Ghana", "288", "452", "Western Africa"),
      ("GN", "Guinea", "324", "438", "Western Africa"),
      ("LY", "Libya", "434", "620", "Northern Africa"),
      ("ML", "Mali", "466", "432", "Western Africa"),
      ("MR", "Mauritania", "478", "435", "Western Africa"),
      ("NE", "Niger", "562", "436", "Western Africa"),
      ("NG", "Nigeria", "566", "475", "Western Africa"),
      ("SN", "Senegal", "686", "433", "Western Africa"),
      ("TD", "Chad", "148", "483", "Middle Africa"),
      ("TG", "Togo", "768", "461", "Western Africa"),
    ]
}
