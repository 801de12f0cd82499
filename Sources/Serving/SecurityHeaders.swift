internal import HTTPTypes

/// What every answer carries: nothing from elsewhere, in no frame, no guessing of types.
enum SecurityHeaders {
  static let policy = """
    default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'
    """

  static let fields: HTTPFields = {
    var fields = HTTPFields()
    for (name, value) in list {
      if let name = HTTPField.Name(name) { fields[name] = value }
    }
    return fields
  }()

  static let list = [
    ("Content-Security-Policy", policy),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", "geolocation=(), camera=(), microphone=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
  ]
}
