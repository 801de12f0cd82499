/// RFC 3492: labels of Unicode as ASCII. Labels are short, so the cost of inserting does not
/// matter.
enum Punycode {
  private static let (base, leastThreshold, mostThreshold): (Int, Int, Int) = (36, 1, 26)
  private static let (skew, damp, biasStart, start): (Int, Int, Int, Int) = (38, 700, 72, 0x80)

  /// Decodes what follows `xn--`, in lower case; nil when it is not Punycode.
  static func decode(_ text: [UInt8]) -> [Unicode.Scalar]? {
    var output: [UInt32] = []
    var rest = text[...]
    if let mark = text.lastIndex(of: UInt8(ascii: "-")) {
      output = text[..<mark].map { UInt32($0) }
      rest = text[(mark + 1)...]
    }
    guard !rest.isEmpty else { return nil }
    var (point, at, bias) = (start, 0, biasStart)
    while !rest.isEmpty {
      let before = at
      var (weight, step) = (1, base)
      while true {
        guard let byte = rest.popFirst(), let digit = digit(byte) else { return nil }
        at += digit * weight
        guard at < 1 << 32 else { return nil }
        let threshold = threshold(step, bias)
        if digit < threshold { break }
        weight *= base - threshold
        guard weight < 1 << 32 else { return nil }
        step += base
      }
      bias = adapted(at - before, output.count + 1, isFirst: before == 0)
      point += at / (output.count + 1)
      at %= output.count + 1
      guard point <= 0x10FFFF else { return nil }
      output.insert(UInt32(point), at: at)
      at += 1
    }
    let scalars = output.compactMap { Unicode.Scalar($0) }
    return scalars.count == output.count ? scalars : nil
  }

  /// Encodes a label, without `xn--`; nil when a number overflows, as no label's does.
  static func encode(_ label: [Unicode.Scalar]) -> [UInt8]? {
    var output = label.filter(\.isASCII).map { UInt8($0.value) }
    let plain = output.count
    var done = plain
    if plain > 0 { output.append(UInt8(ascii: "-")) }
    var (point, delta, bias) = (start, 0, biasStart)
    while done < label.count {
      guard let next = label.map({ Int($0.value) }).filter({ $0 >= point }).min() else {
        return nil
      }
      delta += (next - point) * (done + 1)
      guard delta < 1 << 40 else { return nil }
      point = next
      for scalar in label {
        if scalar.value < point { delta += 1 }
        guard scalar.value == point else { continue }
        append(delta, bias, to: &output)
        bias = adapted(delta, done + 1, isFirst: done == plain)
        delta = 0
        done += 1
      }
      delta += 1
      point += 1
    }
    return output
  }

  private static func append(_ number: Int, _ bias: Int, to output: inout [UInt8]) {
    var (rest, step) = (number, base)
    while true {
      let threshold = threshold(step, bias)
      if rest < threshold { break }
      output.append(letter(threshold + (rest - threshold) % (base - threshold)))
      rest = (rest - threshold) / (base - threshold)
      step += base
    }
    output.append(letter(rest))
  }

  private static func threshold(_ step: Int, _ bias: Int) -> Int {
    min(max(step - bias, leastThreshold), mostThreshold)
  }

  private static func adapted(_ delta: Int, _ count: Int, isFirst: Bool) -> Int {
    var delta = isFirst ? delta / damp : delta / 2
    delta += delta / count
    var step = 0
    while delta > (base - leastThreshold) * mostThreshold / 2 {
      delta /= base - leastThreshold
      step += base
    }
    return step + (base - leastThreshold + 1) * delta / (delta + skew)
  }

  private static func digit(_ byte: UInt8) -> Int? {
    if FormatScanner.isDigit(byte) { return Int(byte - UInt8(ascii: "0")) + 26 }
    if FormatScanner.isLetter(byte) { return Int((byte | 0x20) - UInt8(ascii: "a")) }
    return nil
  }

  private static func letter(_ digit: Int) -> UInt8 {
    UInt8(digit < 26 ? digit + 0x61 : digit - 26 + 0x30)
  }
}
