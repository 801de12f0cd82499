/// Docs/settings.md, from the list of settings: a test holds the file against it.
public struct SettingsPage {
  public init() {}

  public var text: String {
    var lines = [Self.head]
    var group = ""
    for setting in Setting.all {
      if setting.group != group {
        group = setting.group
        lines += ["## `\(group)`", ""]
      }
      lines += entry(setting)
    }
    lines.append(Self.foot)
    return lines.joined(separator: "\n")
  }

  private func entry(_ setting: Setting) -> [String] {
    let standard = setting.standard.isEmpty ? "none" : "`\(setting.standard)`"
    let unit = setting.unit.isEmpty ? "" : " · \(setting.unit)"
    let isList = if case .texts = setting.kind { true } else { false }
    let example = isList ? "[\(setting.example.replacing(",", with: ", "))]" : setting.example
    let quoted = isList && setting.example.contains("\\") ? "\"\(setting.example)\"" : example
    return [
      "**`\(setting.key)`** · \(setting.type)\(unit) · default \(standard)  ",
      "\(setting.sentence) \(setting.reason)  ",
      "Example: `\(setting.key): \(quoted)` or `\(setting.variable)=\(setting.example)`",
      "",
    ]
  }

  private static let head = """
    # Settings

    One YAML file (`--config FILE` or `VIGIE_CONFIG`), variables that begin with `VIGIE_`, and flags
    (`--set key=value`, and some of their own); the last of the three wins. In the file, keys may be
    nested or dotted. An unknown key is an error and names the nearest known one.

    ```
    vigie config check --config vigie.yaml   # every problem, with line and remedy; exit code 78
    vigie config show --config vigie.yaml    # what holds, and where each value came from
    vigie config                             # this list
    ```

    **Secrets stand in files.** After any key `.file` names the file that holds the value, after any
    variable `_FILE`: `kafka.sasl.password.file: /run/secrets/kafka` or
    `VIGIE_KAFKA_SASL_PASSWORD_FILE=/run/secrets/kafka`. One newline at the end does not count. No
    command shows a secret, and no log.

    This page is written from the list in `Sources/Worker/Settings/Setting+All.swift`; a test holds
    it against the code.

    """

  private static let foot = """
    ## `kafka`

    Any property of librdkafka, TLS and SASL included, under its own name. Those on which
    exactly-once rests cannot be overridden, and a try is a problem, not ignored.

    ```yaml
    kafka:
      bootstrap.servers: broker-1:9093,broker-2:9093
      security.protocol: sasl_ssl
      ssl.ca.location: /etc/vigie/ca.pem
      sasl.mechanism: SCRAM-SHA-512
      sasl.username: vigie
      sasl.password.file: /run/secrets/vigie-kafka-password
    ```

    `kafka.bootstrap.servers` is `127.0.0.1:9092` by default: a broker on the same machine, and
    nothing beyond it by accident. As a variable: `VIGIE_KAFKA_BOOTSTRAP_SERVERS`.

    """
}
