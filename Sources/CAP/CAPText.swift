import Model

extension Instant {
  /// `2018-07-24T10:30:00-00:00`. CAP forbids `Z` and wants UTC as `-00:00` (CAP 1.2, 3.3.2).
  var capText: String {
    let date = civil
    let rest = Int(seconds - day * Self.secondsPerDay)
    return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
      + "T\(padded(rest / 3600, 2)):\(padded(rest / 60 % 60, 2)):\(padded(rest % 60, 2))-00:00"
  }
}

extension Coordinates {
  /// `14.533,-4.1`: degrees, exact, without zeros at the end.
  var capText: String {
    "\(decimal(Int(latitude), digits: 6)),\(decimal(Int(longitude), digits: 6))"
  }
}

/// A whole number of 10^−digits as a decimal, without zeros at the end.
func decimal(_ value: Int, digits: Int) -> String {
  let unit = (0..<digits).reduce(1) { product, _ in product * 10 }
  var rest = Int(value.magnitude) % unit
  var width = digits
  let sign = value < 0 ? "-" : ""
  let whole = "\(sign)\(Int(value.magnitude) / unit)"
  if rest == 0 { return whole }
  while rest.isMultiple(of: 10) {
    rest /= 10
    width -= 1
  }
  return "\(whole).\(padded(rest, width))"
}

private func padded(_ value: Int, _ width: Int) -> String {
  let text = "\(value)"
  return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
}
