/// What dynamic references mean at a place: for each name, the resource that the walk entered first
/// of those which have a dynamic anchor of that name.
///
/// The outermost counts, so a binding never changes once it is made, and there are few scopes.
/// Hence dynamic references are resolved when the schema is compiled: a schema is compiled once for
/// each scope it is reached in, and a walk of a document carries no scope at all.
struct DynamicScopes {
  /// The name that `$recursiveAnchor` binds; no anchor can be spelled so.
  static let recursive = ""

  private var scopes: [[String: Int]] = [[:]]
  private var indexes: [[String: Int]: Int] = [[:]: 0]

  /// The scope after entering a resource.
  mutating func entering(_ index: Int, _ resource: Resource, from scope: Int) -> Int {
    if resource.dynamicAnchors.isEmpty, !resource.isRecursiveAnchor { return scope }
    var bindings = scopes[scope]
    for name in resource.dynamicAnchors.keys where bindings[name] == nil { bindings[name] = index }
    if resource.isRecursiveAnchor, bindings[Self.recursive] == nil {
      bindings[Self.recursive] = index
    }
    if let known = indexes[bindings] { return known }
    scopes.append(bindings)
    indexes[bindings] = scopes.count - 1
    return scopes.count - 1
  }

  /// The resource that a name is bound to.
  func binding(of name: String, in scope: Int) -> Int? { scopes[scope][name] }
}
