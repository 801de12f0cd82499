extension Setting {
  /// Every setting, in the order in which the documentation has them.
  public static let all: [Setting] =
    whatAndWho + topics + registry + pace + safety + limits + protecting + cap + telling + sending

  private static let whatAndWho: [Setting] = [
    Setting(
      "theatre", .text(\.theatre), example: "/etc/vigie/theatres/mali-2018",
      "Directory of the theatre pack.",
      why: "Without it `mali-2018` is used, from Deploy/theatres or /usr/share/vigie/theatres."),
    Setting(
      "schemas", .text(\.schemas), example: "/etc/vigie/Schemas",
      "Directory of the schemas.",
      why: "Without it ./Schemas or /usr/share/vigie/Schemas."),
    Setting(
      "instance", .text(\.instance), example: "vigie-intake-0",
      "Name of this worker, stable across restarts and its own among workers.",
      why: "It lets a restarted worker end what a killed one left open. Without it the host's "
        + "name, so that one worker a host needs nothing."),
    Setting(
      "reload.watch", .toggle(\.reloadWatch), standard: "false", example: "true",
      "Takes changed files of pack and schemas up by itself, as on SIGHUP: looks every five "
        + "seconds, and waits until they have stood still for five.",
      why: "Off: a reload is asked for. What does not check is not taken either way."),
  ]

  private static let topics: [Setting] = [
    Setting(
      "topics.prefix", .text(\.prefix, .topicPrefix), standard: "vigie.", example: "mali.",
      "Before every topic, group and transaction that Vigie names.",
      why: "Two theatres on one cluster need one each."),
    Setting(
      "topics.raw", .texts(\.rawTopics), example: "mali.reports.raw,^partners\\..*",
      "Topics to take raw reports from: names, or patterns beginning with ^.",
      why: "Without it <prefix>reports.raw. A pattern must not match what Vigie writes."),
    Setting(
      "topics.schema", .text(\.defaultSchema, .schema), example: "field-report/3",
      "Schema of raw records that do not name one.",
      why: "None: a record that does not say what it is, is rejected and not guessed at."),
    Setting(
      "topics.partitions", .integer(\.partitions, 1...1000), unit: "partitions", standard: "1",
      example: "4",
      "Partitions of accepted, incidents, alerts, watch and memory when `topics apply` creates "
        + "them.",
      why: "One for each sector that is to have a writer of its own; one theatre needs one."),
    Setting(
      "topics.raw-partitions", .integer(\.rawPartitions, 1...1000), unit: "partitions",
      standard: "1", example: "6",
      "Partitions of the raw topic when `topics apply` creates it: as many Intake workers can "
        + "share the work.",
      why: "With one, reports are assessed in the order in which they were sent."),
    Setting(
      "topics.replication", .integer(\.replication, -1...15), unit: "replicas", standard: "-1",
      example: "3",
      "Replicas of topics that `topics apply` creates; -1 is the broker's default.",
      why: "The broker knows how many brokers there are. For production have three."),
  ]

  private static let registry: [Setting] = [
    Setting(
      "registry.url", .text(\.registryURL, .webAddress), example: "https://registry.example:8081",
      "Address of a schema registry that speaks Confluent's protocol, asked what an id means that "
        + "Schemas/registry.yaml does not have.",
      why: "Without it none is asked. The address is logged, so it holds no user."),
    Setting(
      "registry.user", .text(\.registryUser), example: "vigie",
      "Who asks the registry; with registry.password-file.",
      why: "Without it the registry is asked without a name."),
    Setting(
      "registry.password-file", .text(\.registryPasswordFile), example: "/run/secrets/registry",
      "File with the password.",
      why: "It is read at each request, so that the password can be renewed."),
    Setting(
      "registry.token-file", .text(\.registryTokenFile), example: "/run/secrets/registry-token",
      "File with a bearer token, instead of user and password.",
      why: "It is read at each request too."),
    Setting(
      "registry.authority-file", .text(\.registryAuthorityFile), example: "/etc/vigie/ca.pem",
      "PEM file of the authorities that the registry's certificate is checked against.",
      why: "Without it the system's."),
    Setting(
      "registry.timeout", .integer(\.registryMilliseconds, 100...4000), unit: "ms",
      standard: "2000", example: "500",
      "How long to wait for the registry.",
      why: "Its answers are kept for good; without one the records wait on their topic and health "
        + "says `registry_unreachable`."),
  ]

  private static let pace: [Setting] = [
    Setting(
      "batch.records", .integer(\.batchRecords, 1...100_000), unit: "records", standard: "5000",
      example: "1000",
      "Records in one transaction at most.",
      why: "More is cheaper, and more is done again after a failure."),
    Setting(
      "batch.wait", .integer(\.batchWaitMilliseconds, 1...10_000), unit: "ms", standard: "100",
      example: "20",
      "How long to wait for a transaction to fill.",
      why: "The price in delay of cheaper work: each stage adds at most this."),
    Setting(
      "batch.bytes", .integer(\.batchBytesMax, 1_048_576...1_073_741_824), unit: "bytes",
      standard: "33554432", example: "8388608",
      "Bytes of the records in one transaction at most, passed by 64 records at most.",
      why: "It bounds a worker's memory when records are large: below 330 MB with this default. "
        + "Lower it where a transaction of large records does not end in time."),
    Setting(
      "clock.pace", .integer(\.clockPace, 0...3600), unit: "s", standard: "60", example: "300",
      "Between the clock records that keep log time moving while nobody reports; 0 writes none.",
      why: "So alerts expire and silence is noticed within a minute. None is written while log "
        + "time is a year or more behind: there somebody plays a history."),
  ]

  private static let safety: [Setting] = [
    Setting(
      "fuse.consecutive", .integer(\.fuseConsecutive, 0...10_000_000), unit: "records",
      standard: "10000", example: "0",
      "So many rejections in a row hold Intake with `everything_rejected`; 0 is never.",
      why: "Then a schema or a setting is wrong, not the data. Whoever may write to the raw topic "
        + "can cause it, so it is no small number."),
    Setting(
      "fuse.percent", .integer(\.fusePercent, 0...100), unit: "%", standard: "98", example: "90",
      "Rejections among the last `fuse.window` records that do the same; 0 is never.",
      why: "A bad deploy rejects all but a few records of other schemas."),
    Setting(
      "fuse.window", .integer(\.fuseWindow, 100...10_000_000), unit: "records",
      standard: "20000", example: "5000",
      "Records that `fuse.percent` looks back over.",
      why: "Fewer than these hold nothing: a quiet morning with ten bad records is no bad deploy."),
  ]

  private static let cap: [Setting] = [
    Setting(
      "cap.sender", .text(\.capSender, .capName), standard: "vigie", example: "vigie.example.org",
      "Who sends the CAP alerts: an identifier that no other sender has.",
      why: "By convention a domain of yours; receivers tell your alerts from others' by it."),
    Setting(
      "cap.sender-name", .text(\.capSenderName), standard: "Vigie",
      example: "Centre d'alerte de Mopti",
      "The sender's name, for people.",
      why: "It stands beside the alert on a receiver's screen."),
    Setting(
      "cap.web", .text(\.capWeb, .webAddress), example: "https://alerts.example.org/",
      "Where to read more: an absolute address in every CAP alert.",
      why: "Without it the alerts have none, and `vigie cap check` advises to add one."),
    Setting(
      "cap.exercise", .text(\.capExercise), example: "Exercise Flintlock 2018",
      "Name of an exercise: CAP alerts have the status Exercise then, and this in their note.",
      why: "Without it they are Actual. Set it while you try things out."),
  ]

  private static let limits: [Setting] = [
    Setting(
      "limits.record-bytes", .integer(\.recordBytesMax, 1024...8_388_608), unit: "bytes",
      standard: "1048576", example: "262144",
      "Of a raw record at most; a larger one is rejected as `oversize`.",
      why: "Kafka's own default for a record. A report is about 1 kB."),
    Setting(
      "limits.depth", .integer(\.depthMax, 4...1024), unit: "levels", standard: "64",
      example: "32",
      "Of nesting in a document at most.",
      why: "No form nests deeper than ten; a hostile document does."),
    Setting(
      "limits.reports", .integer(\.reportsMax, 1000...50_000_000), unit: "reports",
      standard: "2000000", example: "500000",
      "Remembered for a sector at most; the oldest are forgotten first.",
      why: "About 250 bytes each: 500 MB, and years of a country."),
  ]

  private static let protecting: [Setting] = [
    Setting(
      "pseudonym.key", .secret(\.pseudonymKey), example: "$(openssl rand -hex 32)",
      "Key by which a reporter is recognised from report to report without being known: "
        + "`pseudonym` in `report/1`.",
      why:
        "Without it no report has one. Whoever has the key can try all telephone numbers: name a "
        + "file that only Vigie reads.")
  ]

  private static let telling: [Setting] = [
    Setting(
      "console.enabled", .toggle(\.consoleEnabled), standard: "false", example: "true",
      "Serves the page, the API, /livez, /readyz and /metrics.",
      why: "Off: a daemon opens no port unasked. `vigie demo` serves it."),
    Setting(
      "console.listen", .text(\.consoleListen, .address), standard: "127.0.0.1:8080",
      example: "0.0.0.0:8080",
      "Address and port of the console.",
      why: "Only this machine: it speaks plain HTTP, and whoever reaches it may read what is "
        + "public. In a container 0.0.0.0, behind something that speaks TLS."),
    Setting(
      "console.token", .secret(\.consoleToken), example: "/run/secrets/console-token",
      "Who sends it as a bearer token sees restricted alerts and fields, and why reports were "
        + "rejected.",
      why: "None: nobody sees them. Put it in a file, console.token.file, and have 32 random "
        + "characters or more."),
    Setting(
      "log.format", .text(\.logFormat, .logFormat), standard: "text", example: "json",
      "Lines of the log: text for people, or a JSON object for each.",
      why: "Text: readable where it is written. JSON where a collector takes it up."),
    Setting(
      "log.level", .text(\.logLevel, .logLevel), standard: "info", example: "notice",
      "From which level on the log is written.",
      why: "At info: starts, assignments, a line of figures a minute. No level writes a payload."),
  ]

  private static let sending: [Setting] = [
    Setting(
      "publish.team", .text(\.publishTeam), example: "team-gao-1",
      "The team that `vigie publish` and `vigie new` fill in as a report's source: its id in the "
        + "theatre's sources.",
      why: "None: a wrong name is worse than a question."),
    Setting(
      "publish.topic", .text(\.publishTopic), example: "partners.reports",
      "Where `vigie publish` sends to.",
      why: "Without it the first of topics.raw that is no pattern."),
    Setting(
      "publish.schema", .text(\.publishSchema, .schema), standard: "field-report/3",
      example: "closure/1",
      "Schema of documents that do not name one, for `vigie publish`.",
      why: "The form that field teams are taught first."),
    Setting(
      "publish.spool", .text(\.publishSpool), example: "/var/lib/vigie/spool",
      "Directory in which reports wait for a connection; only its owner may read it.",
      why: "Without it vigie/spool under XDG_STATE_HOME or ~/.local/state."),
    Setting(
      "publish.spool-records", .integer(\.publishSpoolRecords, 1...1_000_000), unit: "reports",
      standard: "10000", example: "1000",
      "That may wait at most; then `vigie publish` refuses more.",
      why: "Months of a team's work. Refusing tells somebody; forgetting the oldest would not."),
    Setting(
      "publish.spool-bytes", .integer(\.publishSpoolBytes, 65_536...10_737_418_240),
      unit: "bytes", standard: "67108864", example: "16777216",
      "That may wait at most.",
      why: "So that a telephone's memory is not filled."),
  ]
}
