/// The parameters of a question, taken one by one; what nobody took is a mistake that is told.
struct Parameters {
  /// Why a question cannot be answered, one sentence each.
  private(set) var faults: [String] = []
  private var given: [(name: String, value: String)]
  private var known: [String] = []

  init(_ given: [(name: String, value: String)]) { self.given = given }

  /// The last value of that name; empty counts as not given.
  mutating func text(_ name: String) -> String? {
    known.append(name)
    let value = given.last { $0.name == name }?.value
    given.removeAll { $0.name == name }
    return value?.isEmpty ?? true ? nil : value
  }

  /// Values separated by commas, or given several times.
  mutating func list(_ name: String) -> Set<String> {
    known.append(name)
    let values = given.filter { $0.name == name }.flatMap { $0.value.split(separator: ",") }
    given.removeAll { $0.name == name }
    return Set(values.map(String.init))
  }

  mutating func choice(_ name: String, _ choices: [String]) -> String? {
    guard let value = text(name) else { return nil }
    guard choices.contains(value) else {
      faults.append("`\(name)` is one of \(choices.joined(separator: ", ")).")
      return nil
    }
    return value
  }

  mutating func integer(_ name: String, _ range: ClosedRange<Int>) -> Int? {
    guard let value = text(name) else { return nil }
    guard let number = Int(value), range.contains(number) else {
      faults.append(
        "`\(name)` is a whole number from \(range.lowerBound) to \(range.upperBound).")
      return nil
    }
    return number
  }

  /// Seconds since 1970 of a date or an instant.
  mutating func instant(_ name: String, _ read: (String) -> Int64?) -> Int64? {
    guard let value = text(name) else { return nil }
    guard let seconds = read(value) else {
      faults.append(
        "`\(name)` is a date or an instant, such as 2018-07-29 or 2018-07-29T08:00:00Z.")
      return nil
    }
    return seconds
  }

  mutating func fault(_ sentence: String) { faults.append(sentence) }

  /// To be called last: the names that nothing took.
  mutating func finish() -> [String] {
    for name in Set(given.map(\.name)).sorted() {
      faults.append(
        "`\(name.prefix(40))` is no parameter here; there are \(known.joined(separator: ", ")).")
    }
    return faults
  }
}
