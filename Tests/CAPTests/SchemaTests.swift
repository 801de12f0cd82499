import CAP
import Foundation
import Model
import Testing

/// The standard's own schema, where the shared data and xmllint are.
enum CAPSchema {
  static let file =
    (ProcessInfo.processInfo.environment["VIGIE_SHARED_DATA"] ?? "../shared/data")
    + "/cap12/CAP-v1.2.xsd"
  static let xmllint = "/usr/bin/xmllint"
  static let isHere =
    FileManager.default.isReadableFile(atPath: file)
    && FileManager.default.isExecutableFile(atPath: xmllint)

  /// Nil when the document is valid, else what xmllint says.
  static func complaint(_ xml: [UInt8]) throws -> String? {
    let document = FileManager.default.temporaryDirectory
      .appendingPathComponent("vigie-cap-\(UUID().uuidString).xml")
    try Data(xml).write(to: document)
    defer { try? FileManager.default.removeItem(at: document) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: xmllint)
    process.arguments = ["--nonet", "--noout", "--schema", file, document.path]
    let pipe = Pipe()
    process.standardError = pipe
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let said = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? nil : String(decoding: said, as: UTF8.self)
  }
}

@Suite(
  .enabled(
    if: CAPSchema.isHere,
    "needs xmllint (libxml2-utils) and cap12/CAP-v1.2.xsd under VIGIE_SHARED_DATA"))
struct SchemaTests {
  @Test(arguments: 0..<4)
  func `the standard's schema accepts what is written`(_ index: Int) throws {
    #expect(try CAPSchema.complaint(Sample.all[index].xml()) == nil)
  }

  @Test func `the standard's schema accepts every code`() throws {
    for status in CAPMessage.Status.allCases {
      for type in CAPMessage.MessageType.allCases {
        for scope in CAPMessage.Scope.allCases where status == .actual || scope == .public {
          var message = Sample.alert
          (message.status, message.type, message.scope) = (status, type, scope)
          #expect(try CAPSchema.complaint(message.xml()) == nil)
        }
      }
    }
    var message = Sample.alert
    message.infos = CAPInfo.Urgency.allCases.map { urgency in
      var info = Sample.alert.infos[0]
      info.urgency = urgency
      info.categories = CAPInfo.Category.allCases
      info.responses = CAPInfo.Response.allCases
      return info
    }
    for severity in CAPInfo.Severity.allCases {
      var info = Sample.alert.infos[0]
      info.severity = severity
      message.infos.append(info)
    }
    for certainty in CAPInfo.Certainty.allCases {
      var info = Sample.alert.infos[0]
      info.certainty = certainty
      message.infos.append(info)
    }
    #expect(try CAPSchema.complaint(message.xml()) == nil)
  }

  @Test func `hostile text stays valid`() throws {
    for seed in 1...20 as ClosedRange<UInt64> {
      var random = Splitmix(state: seed)
      var message = Sample.restricted
      message.note = random.text()
      for index in message.infos.indices {
        message.infos[index].event = random.text()
        message.infos[index].headline = random.text()
        message.infos[index].description = random.text()
        message.infos[index].parameters = [CAPNamedValue(random.text(), random.text())]
        message.infos[index].areas[0].areaDescription = random.text()
      }
      #expect(try CAPSchema.complaint(message.xml()) == nil)
    }
  }

  @Test func `the schema does reject a spoiled document`() throws {
    let text = Sample.text(Sample.alert).replacing("-00:00", with: "Z")
    #expect(try CAPSchema.complaint(Array(text.utf8)) != nil)
  }
}
