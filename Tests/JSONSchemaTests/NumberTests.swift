import JSON
import Testing

@testable import JSONSchema

struct NumberTests {
  @Test func `numbers compare as their decimals do, however they are spelled`() throws {
    var random = SeededGenerator(state: 11)
    for _ in 0..<3_000 {
      let (a, b) = (Self.number(&random), Self.number(&random))
      let expected = DecimalOracle(a).compare(DecimalOracle(b))
      let order = Array(a.utf8).withUnsafeBytes { left in
        Array(b.utf8).withUnsafeBytes {
          ExactNumber.compare(ExactNumber(left), ExactNumber($0))
        }
      }
      #expect(order == expected, "\(a) and \(b)")
    }
  }

  @Test func `bounds and integers agree with the decimals`() throws {
    var random = SeededGenerator(state: 12)
    for _ in 0..<400 {
      let (bound, number) = (Self.number(&random), Self.number(&random))
      let order = DecimalOracle(number).compare(DecimalOracle(bound))
      for (keyword, isAccepted) in [
        ("minimum", order >= 0), ("maximum", order <= 0), ("exclusiveMinimum", order > 0),
        ("exclusiveMaximum", order < 0), ("const", order == 0),
      ] {
        let judgement = try Judgement(#"{"\#(keyword)":\#(bound)}"#, number)
        #expect(judgement.isAccepted == isAccepted, "\(number) against \(keyword) \(bound)")
        #expect(judgement.isConsistent)
      }
      let judgement = try Judgement(#"{"type":"integer"}"#, number)
      #expect(judgement.isAccepted == DecimalOracle(number).isInteger, "\(number)")
    }
  }

  @Test func `multiples agree with whole numbers of the last place`() throws {
    var random = SeededGenerator(state: 13)
    for _ in 0..<500 {
      // Both in thousandths, spelled with a point.
      let (value, divisor) = (random.below(4_000_000), 1 + random.below(3_000))
      let judgement = try Judgement(
        #"{"multipleOf":\#(Self.thousandths(divisor))}"#, Self.thousandths(value))
      #expect(judgement.isAccepted == (value % divisor == 0), "\(value) by \(divisor)")
    }
  }

  private static func thousandths(_ count: Int) -> String {
    let rest = String(count % 1_000)
    return "\(count / 1_000)." + String(repeating: "0", count: 3 - rest.count) + rest
  }

  private static func number(_ random: inout SeededGenerator) -> String {
    func digits(_ random: inout SeededGenerator, _ most: Int) -> String {
      (0...random.below(most)).map { _ in String(random.pick([0, 0, 1, 2, 5, 9])) }.joined()
    }
    var whole = digits(&random, random.pick([2, 2, 25]))
    while whole.count > 1, whole.hasPrefix("0") { whole.removeFirst() }
    var text = random.pick(["", "-"]) + whole
    if random.below(2) == 0 { text += "." + digits(&random, random.pick([2, 22])) }
    if random.below(4) == 0 { text += random.pick(["e", "E+", "e-"]) + String(random.below(6)) }
    return text
  }
}

/// A number as a row of digits, with places enough for all that the tests spell.
struct DecimalOracle {
  static let places = 40
  var isNegative: Bool
  var digits: [Int]

  init(_ text: String) {
    isNegative = text.hasPrefix("-")
    let parts = text.lowercased().split(separator: "e")
    let mantissa = parts[0].drop { $0 == "-" }.split(separator: ".")
    let fraction = mantissa.count > 1 ? mantissa[1] : ""
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    digits = [Int](repeating: 0, count: 2 * Self.places)
    for (at, digit) in (mantissa[0] + fraction).enumerated() {
      digits[Self.places - mantissa[0].count + at - exponent] = Int(String(digit)) ?? 0
    }
    if digits.allSatisfy({ $0 == 0 }) { isNegative = false }
  }

  var isInteger: Bool { digits[Self.places...].allSatisfy { $0 == 0 } }

  func compare(_ other: DecimalOracle) -> Int {
    if isNegative != other.isNegative { return isNegative ? -1 : 1 }
    if digits == other.digits { return 0 }
    let isLess = digits.lexicographicallyPrecedes(other.digits)
    return isLess != isNegative ? -1 : 1
  }
}
