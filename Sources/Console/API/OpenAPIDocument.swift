internal import JSON

/// `/api/v1/openapi.json`: the description of the API, with the schemas of the topics in it, each
/// under its `$id`, so that nothing need be fetched to understand it.
public struct OpenAPIDocument: Sendable {
  let bytes: [UInt8]

  /// `schemas` are documents of Schemas/outbound; one that is no JSON is left out.
  public init(schemas: [[UInt8]]) { bytes = Self.bundle(PackageResources.openapi_json, schemas) }

  private static func bundle(_ template: [UInt8], _ schemas: [[UInt8]]) -> [UInt8] {
    let parser = Parser(limits: Limits(bytesMax: 1 << 20, depthMax: 64))
    var writer = Writer(capacity: template.count * 4)
    do throws(Fault) {
      let root = try parser.parse(template).root
      writer.beginObject()
      for member in root.members {
        writer.name(member.name)
        guard member.name.equals("components") else {
          writer.raw(member.value.source)
          continue
        }
        writer.beginObject()
        for part in member.value.members {
          writer.name(part.name)
          guard part.name.equals("schemas") else {
            writer.raw(part.value.source)
            continue
          }
          writer.beginObject()
          for schema in part.value.members {
            writer.name(schema.name)
            writer.raw(schema.value.source)
          }
          for schema in schemas { embed(schema, &writer) }
          writer.endObject()
        }
        writer.endObject()
      }
      writer.endObject()
      return writer.bytes
    } catch {
      return template
    }
  }

  /// `urn:vigie:schema:incident:1` becomes the member `incident-1`.
  private static func embed(_ schema: [UInt8], _ writer: inout Writer) {
    let parser = Parser(limits: Limits(bytesMax: 1 << 20, depthMax: 64))
    do throws(Fault) {
      let root = try parser.parse(schema).root
      guard let id = root["$id"]?.text?.string else { return }
      let name = id.split(separator: ":").suffix(2).joined(separator: "-")
      Array(name.utf8).withUnsafeBytes { writer.name($0) }
      writer.raw(root.source)
    } catch {
      return
    }
  }
}
