import Foundation
import Logging
import Worker

/// Says once a minute what was done, while something is done.
struct FigureLog {
  let figures: Figures
  let log: Logger

  func follow(until isOver: () -> Bool) {
    var last = figures.now
    var quarterSeconds = 0
    while !isOver() {
      Thread.sleep(forTimeInterval: 0.25)
      quarterSeconds += 1
      guard quarterSeconds % 240 == 0 else { continue }
      let now = figures.now
      guard now != last else { continue }
      say(now)
      last = now
    }
    say(figures.now)
  }

  private func say(_ counts: Figures.Counts) {
    log.info(
      "figures",
      metadata: [
        "raw": "\(counts.raw)", "accepted": "\(counts.accepted)",
        "rejected": "\(counts.rejected)", "assessed": "\(counts.assessed)",
        "replays": "\(counts.replays)", "incident_versions": "\(counts.incidentVersions)",
        "alert_versions": "\(counts.alertVersions)", "transactions": "\(counts.transactions)",
        "aborted": "\(counts.aborted)", "rebuilt": "\(counts.rebuilt)",
        "reports_remembered": "\(counts.reportsRemembered)",
        "bytes_remembered": "\(counts.bytesRemembered)",
      ])
  }
}
