import Model

/// A CAP 1.2 file of anybody's, read and judged: every fault with where it stands and a sentence.
///
/// First what the standard's schema asks (names, order, closed lists, forms of numbers and dates),
/// then, of what could be read, all that `CAPMessage.faults()` finds.
public struct CAPDocument: Sendable {
  public struct Fault: Sendable, CustomStringConvertible {
    /// In the file; 0 when what was said of the message has no line of its own.
    public let line: Int
    /// `alert/info[2]/area[1]/polygon[1]`.
    public let path: String
    public let sentence: String
    /// The file is valid so, and better otherwise.
    public let isAdvice: Bool

    public var description: String {
      "\(line > 0 ? "line \(line), " : "")\(path): \(sentence)"
    }
  }

  public private(set) var message: CAPMessage?
  public private(set) var faults: [Fault] = []

  public init(_ bytes: [UInt8]) {
    let root: XMLTree.Element
    do throws(XMLTree.Fault) {
      root = try XMLTree.read(bytes)
    } catch {
      add(error.line, "document", "This is no XML: \(error.sentence)")
      return
    }
    guard root.name == "alert" else {
      add(root.line, root.name, "The root element must be “alert”.")
      return
    }
    if root.namespace != Self.namespace {
      add(root.line, "alert", "The namespace must be \(Self.namespace).")
    }
    check(root, "alert", Self.alert)
    let message = read(root)
    self.message = message
    for fault in message?.faults() ?? [] {
      faults.append(
        Fault(
          line: 0, path: fault.path, sentence: fault.sentence, isAdvice: fault.rule.isAdvice))
    }
  }

  private static let namespace = "urn:oasis:names:tc:emergency:cap:1.2"

  mutating func add(_ line: Int, _ path: String, _ sentence: String) {
    faults.append(Fault(line: line, path: path, sentence: sentence, isAdvice: false))
  }

  // MARK: Names and order (xs:sequence)

  /// Each child in order, with how often it may stand: `!` once, `?` at most once, `+` at least
  /// once, `*` any number.
  typealias Shape = [(name: String, times: Character)]

  private static let alert: Shape = [
    ("identifier", "!"), ("sender", "!"), ("sent", "!"), ("status", "!"), ("msgType", "!"),
    ("source", "?"), ("scope", "!"), ("restriction", "?"), ("addresses", "?"), ("code", "*"),
    ("note", "?"), ("references", "?"), ("incidents", "?"), ("info", "*"),
  ]
  private static let info: Shape = [
    ("language", "?"), ("category", "+"), ("event", "!"), ("responseType", "*"), ("urgency", "!"),
    ("severity", "!"), ("certainty", "!"), ("audience", "?"), ("eventCode", "*"),
    ("effective", "?"), ("onset", "?"), ("expires", "?"), ("senderName", "?"), ("headline", "?"),
    ("description", "?"), ("instruction", "?"), ("web", "?"), ("contact", "?"),
    ("parameter", "*"), ("resource", "*"), ("area", "*"),
  ]
  private static let resource: Shape = [
    ("resourceDesc", "!"), ("mimeType", "!"), ("size", "?"), ("uri", "?"), ("derefUri", "?"),
    ("digest", "?"),
  ]
  private static let area: Shape = [
    ("areaDesc", "!"), ("polygon", "*"), ("circle", "*"), ("geocode", "*"), ("altitude", "?"),
    ("ceiling", "?"),
  ]
  private static let pair: Shape = [("valueName", "!"), ("value", "!")]

  private mutating func check(_ element: XMLTree.Element, _ path: String, _ shape: Shape) {
    var last = 0
    var seen = [Int](repeating: 0, count: shape.count)
    for child in element.children {
      // A signature is somebody else's business.
      if child.namespace != element.namespace {
        if child.name != "Signature" {
          add(child.line, "\(path)/\(child.name)", "Stands in another namespace than its parent.")
        }
        continue
      }
      guard let index = shape.firstIndex(where: { $0.name == child.name }) else {
        add(child.line, "\(path)/\(child.name)", "CAP knows no such element here.")
        continue
      }
      seen[index] += 1
      if index < last {
        add(
          child.line, "\(path)/\(child.name)",
          "Stands after “\(shape[last].name)”; the order of elements is fixed.")
      }
      last = max(last, index)
      if seen[index] == 2, shape[index].times == "!" || shape[index].times == "?" {
        add(child.line, "\(path)/\(child.name)", "May stand once only.")
      }
      let inner: Shape? =
        switch child.name {
        case "info": Self.info
        case "resource": Self.resource
        case "area": Self.area
        case "eventCode", "parameter", "geocode": Self.pair
        default: nil
        }
      if let inner { check(child, "\(path)/\(child.name)[\(seen[index])]", inner) }
    }
    for (index, item) in shape.enumerated() where seen[index] == 0 {
      if item.times == "!" || item.times == "+" {
        add(element.line, "\(path)/\(item.name)", "Is missing.")
      }
    }
  }
}
