import CAP
import Foundation
import Model
import Testing
import Theatre

@testable import Assessment

/// Every alert of the 124 rows and of the campaign's story, as CAP.
@Suite struct SeedCAPTests {
  static let publisher = CAPPublisher(
    sender: "vigie.example.org", senderName: "Vigie", web: "https://vigie.example.org/")

  static func alerts() throws -> [Alert] {
    let world = Assessment(theatre: Pack.theatre)
    var alerts: [Alert] = []
    for row in SeedRow.all {
      let desk = Desk(world)
      world.begin()
      let first = try #require(row.reports.map { $0.report.submitted }.min())
      try desk.add(clock: first.advanced(by: -86_400))
      for report in row.reports { try desk.add(report.bytes) }
      // What expires, is insisted on and renewed.
      for hours in [6, 12, 30] as [Int64] {
        try desk.add(clock: world.logTime.advanced(by: hours * 3_600))
      }
      alerts += desk.alertLog
      world.rollback()
    }
    let desk = Desk()
    for tell in CampaignTests.story { try desk.send(tell) }
    return alerts + desk.alertLog
  }

  @Test func `our validator finds no fault in any`() throws {
    let alerts = try Self.alerts()
    var messages = 0
    for alert in alerts {
      switch Self.publisher.publish(alert) {
      case .message(let message):
        messages += 1
        #expect(message.faults().isEmpty, "\(alert.rule.id): \(message.faults())")
        // Read back, it is what was meant.
        let document = CAPDocument(message.xml())
        #expect(document.message == message && document.faults.isEmpty)
        if alert.scope != .everybody {
          #expect(message.scope == .restricted && message.restriction != nil)
        }
        #expect(message.infos.map(\.language) == ["fr", "en"])
      case .faulty(let faults): Issue.record("\(alert.rule.id) \(alert.idText): \(faults)")
      case .none:
        // What lapsed, and what nobody had heard of when it was held back or withdrawn.
        #expect(!alert.state.isLive)
      }
    }
    #expect(messages > 200)
  }

  @Test func `an update refers to all that was sent and still holds`() throws {
    var sent: [String: CAPMessage] = [:]
    var ended: Set<String> = []
    for alert in try Self.alerts() {
      guard case .message(let message) = Self.publisher.publish(alert) else { continue }
      if message.type != .alert { #expect(!message.references.isEmpty) }
      for reference in message.references {
        let earlier = sent[reference.identifier]
        #expect(earlier?.reference == reference, "\(reference.identifier) was never sent")
        #expect(!ended.contains(reference.identifier))
      }
      if message.type == .cancel { ended.insert(message.identifier) }
      sent[message.identifier] = message
    }
  }

  @Test func `restricted alerts name no community, in no language`() throws {
    let communities = Pack.theatre.actors.actors.filter(\.isCommunity)
    #expect(communities.count >= 3)
    var words: Set<String> = []
    for actor in communities {
      for name in [actor.name.fr, actor.name.en] + actor.aliases {
        // The last word of “Fulani civilians” says nothing.
        if let first = name.split(separator: " ").first, first.count > 3 {
          words.insert(first.lowercased())
        }
      }
    }
    for word in ["civils", "civilians", "communauté", "self-defence"] { words.remove(word) }
    let alerts = try Self.alerts().filter { $0.scope != .everybody || $0.rule.id == "R17" }
    #expect(alerts.count > 5)
    for alert in alerts {
      for text in alert.texts {
        let said = [text.headline, text.description, text.instruction, text.why, text.event]
          .joined(separator: " ").lowercased()
        for word in words {
          #expect(
            !said.split { !$0.isLetter }.contains { $0 == word }, "\(alert.rule.id): \(word)")
        }
      }
    }
  }

  static let schema =
    (ProcessInfo.processInfo.environment["VIGIE_SHARED_DATA"] ?? "../shared/data")
    + "/cap12/CAP-v1.2.xsd"
  static let xmllint = "/usr/bin/xmllint"
  static let isHere =
    FileManager.default.isReadableFile(atPath: schema)
    && FileManager.default.isExecutableFile(atPath: xmllint)

  @Test(.enabled(if: isHere, "needs xmllint and cap12/CAP-v1.2.xsd under VIGIE_SHARED_DATA"))
  func `the standard's schema accepts every one`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "vigie-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var files: [String] = []
    for (index, alert) in try Self.alerts().enumerated() {
      guard case .message(let message) = Self.publisher.publish(alert) else { continue }
      let file = folder.appending(path: "\(index).xml")
      try Data(message.xml()).write(to: file)
      files.append(file.path(percentEncoded: false))
    }
    let process = Process()
    process.executableURL = URL(filePath: Self.xmllint)
    process.arguments = ["--nonet", "--noout", "--schema", Self.schema] + files
    let pipe = Pipe()
    process.standardError = pipe
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let wrong = said.split(separator: "\n").filter { !$0.hasSuffix("validates") }
    #expect(process.terminationStatus == 0, "\(wrong.prefix(5))")
    #expect(files.count > 200)
  }
}
