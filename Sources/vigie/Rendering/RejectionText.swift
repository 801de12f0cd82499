import Model

/// A rejection as the team that sent it reads it.
struct RejectionText {
  let rejection: Rejection

  func lines(columns: Int) -> [String] {
    let position = rejection.position
    var lines = [
      "\(Terminal.styled("✗ rejected", .yellow)) \(rejection.reason.name) "
        + Terminal.styled("\(position.topic)/\(position.partition)/\(position.offset)", .dim),
      "    " + wrapped(printable(rejection.sentence), indent: 4, columns: columns),
    ]
    for violation in rejection.violations.prefix(8) {
      let pointer = violation.instancePointer.isEmpty ? "(document)" : violation.instancePointer
      lines.append(
        "    "
          + wrapped(
            "\(printable(pointer)): \(printable(violation.sentence))", indent: 6, columns: columns))
    }
    return lines
  }
}
