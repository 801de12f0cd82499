package import CAP
import Model
package import Theatre

/// How the areas of alerts are drawn: units from the theatre's boundaries.
extension CAPPublisher {
  package init(_ settings: WorkerSettings, _ theatre: Theatre) {
    let boundaries = theatre.boundaries
    self.init(
      sender: settings.capSender, senderName: settings.capSenderName, web: settings.capWeb,
      exercise: settings.capExercise
    ) { area, moment in
      guard
        let outline = boundaries.outline(
          country: area.country, admin1: area.admin1, admin2: area.admin2, on: moment)
      else { return nil }
      var shape = CAPArea(area.name)
      shape.polygons = outline.polygons
      if !outline.code.isEmpty {
        shape.geocodes = [CAPNamedValue(outline.codeSystem, outline.code)]
      }
      return shape
    }
  }
}
