import JSON
import Kafka
import Worker

/// Access lists as commands of Kafka's own tool, or for a program.
enum AccessText {
  /// `kafka-acls.sh … --add …`, one a rule set with the same principal, resource and name.
  static func commands(_ rules: [AccessRule], bootstrap: String) -> [String] {
    var lines: [(key: [String], operations: [String], rule: AccessRule)] = []
    for rule in rules {
      let key = [rule.principal, rule.resource.rawValue, rule.name, rule.pattern.rawValue]
      if let index = lines.firstIndex(where: { $0.key == key }) {
        lines[index].operations.append(rule.operation.rawValue)
      } else {
        lines.append((key, [rule.operation.rawValue], rule))
      }
    }
    return lines.map { line in
      let rule = line.rule
      let operations = line.operations.map { "--operation \(toolName($0))" }
      let resource =
        rule.resource == .cluster ? "--cluster" : "--\(rule.resource.rawValue) '\(rule.name)'"
      let pattern = rule.pattern == .prefixed ? " --resource-pattern-type prefixed" : ""
      return "kafka-acls.sh --bootstrap-server \(bootstrap) --add "
        + "--allow-principal '\(rule.principal)' \(operations.joined(separator: " ")) "
        + resource + pattern
    }
  }

  /// `describe-configs` is DescribeConfigs there.
  private static func toolName(_ operation: String) -> String {
    operation.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  static func sentence(_ rule: AccessRule) -> String {
    let pattern = rule.pattern == .prefixed ? " and what begins so" : ""
    return "\(rule.principal) \(rule.operation.rawValue) \(rule.resource.rawValue) "
      + "\(rule.name)\(pattern)"
  }

  static func write(_ rule: AccessRule, to writer: inout Writer) {
    writer.beginObject()
    let members: [(StaticString, String)] = [
      ("principal", rule.principal), ("operation", rule.operation.rawValue),
      ("resource", rule.resource.rawValue), ("name", rule.name),
      ("pattern", rule.pattern.rawValue),
    ]
    for (name, value) in members {
      writer.name(name)
      writer.string(value)
    }
    writer.endObject()
  }
}
