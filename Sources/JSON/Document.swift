/// One parsed text; a view into its parser, valid until the parser's next parse.
@frozen
public struct Document {
  /// The document's value.
  public let root: Value

  @inlinable
  init(root: Value) { self.root = root }

  /// The JSON Pointer (RFC 6901) of a value of this document, built by searching from the root: for
  /// failures, not for every record. Cost: the siblings at each level on the way.
  public func pointer(to target: Value) -> String {
    var path = ""
    var here = root
    while here.index != target.index {
      guard let (token, child) = step(from: here, towards: target.index) else { return path }
      path += "/" + Pointer.escape(token)
      here = child
    }
    return path
  }

  /// The child of `here` whose nodes include `target`, and the token that leads to it.
  private func step(from here: Value, towards target: UInt32) -> (String, Value)? {
    func holds(_ child: Value) -> Bool {
      child.index <= target && target < child.tape.after(child.index)
    }
    for member in here.members where holds(member.value) {
      return (member.name.string, member.value)
    }
    for (position, element) in here.elements.enumerated() where holds(element) {
      return (String(position), element)
    }
    return nil
  }
}
