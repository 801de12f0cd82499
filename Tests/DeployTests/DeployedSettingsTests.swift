import Foundation
import Testing
import Worker

/// The settings that are deployed, read as `vigie config check` reads them.
@Suite struct DeployedSettingsSuite {
  @Test(arguments: [
    "Deploy/kubernetes/base/vigie.yaml", "Deploy/kubernetes/overlays/example/vigie.yaml",
  ])
  func `settings are known and good, and the probes have somebody to answer`(path: String) throws {
    let file = ManifestSuite.root.appending(path: path).path(percentEncoded: false)
    let reading = SettingsReading(try WorkerSettings.entries(file: file))
    // Secrets are mounted in the cluster, not here.
    let problems = reading.problems.filter { !$0.sentence.contains("/run/secrets/") }
    #expect(problems.isEmpty, "\(problems)")
    #expect(reading.settings.consoleEnabled && reading.settings.consoleListen == "0.0.0.0:8080")
  }

  @Test func `what compose sets by variables is known`() throws {
    let services = try ManifestSuite.mapping("docker-compose.yml")["services"] as? [String: Any]
    let vigie = services?["vigie"] as? [String: Any]
    let environment = try #require(vigie?["environment"] as? [String: String])
    let reading = SettingsReading(WorkerSettings.entries(environment: environment))
    #expect(reading.problems.isEmpty, "\(reading.problems)")
    #expect(reading.settings.consoleEnabled)
  }
}
