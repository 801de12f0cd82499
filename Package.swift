// swift-tools-version: 6.2
import PackageDescription

/// `make test` sets VIGIE_STRICT: there a warning is an error.
let strict: [SwiftSetting] =
  Context.environment["VIGIE_STRICT"] == nil ? [] : [.treatAllWarnings(as: .error)]

/// One block for every target.
let settings: [SwiftSetting] =
  strict + [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ]

let package = Package(
  name: "vigie",
  products: [
    .executable(name: "vigie", targets: ["vigie"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // The module graph is the architecture: an arrow may not be added here without ARCHITECTURE.md.
    .systemLibrary(
      name: "CRdKafka", pkgConfig: "rdkafka", providers: [.apt(["librdkafka-dev"])]),
    .target(name: "CSimdjson", linkerSettings: [.linkedLibrary("simdjson")]),
    .target(name: "JSON", dependencies: ["CSimdjson"], swiftSettings: settings),
    .systemLibrary(
      name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .target(name: "JSONSchema", dependencies: ["JSON", "CPCRE2"], swiftSettings: settings),
    .target(name: "Model", dependencies: ["JSON"], swiftSettings: settings),
    .target(
      name: "Theatre",
      dependencies: ["Model", "JSON", .product(name: "Yams", package: "Yams")],
      swiftSettings: settings),
    .target(name: "Reading", dependencies: ["Model", "Theatre"], swiftSettings: settings),
    .target(
      name: "Intake", dependencies: ["JSON", "JSONSchema", "Model", "Theatre", "Reading"],
      swiftSettings: settings),
    .target(
      name: "Assessment", dependencies: ["Model", "Theatre", "JSON"], swiftSettings: settings),
    .target(name: "CAP", dependencies: ["Model"], swiftSettings: settings),
    .target(
      name: "Export", dependencies: ["Model", "Theatre", "JSON"], swiftSettings: settings),
    .target(name: "Kafka", dependencies: ["CRdKafka"], swiftSettings: settings),
    .target(
      name: "Worker",
      dependencies: [
        "Kafka", "CCurl", "Intake", "Assessment", "CAP", "Model", "Theatre", "JSON",
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: settings),
    .target(
      name: "FieldKit", dependencies: ["Worker", "Kafka", "Model", "JSON"],
      swiftSettings: settings),
    .target(
      name: "Console",
      dependencies: [
        "Worker", "Kafka", "Theatre", "Model", "JSON",
        .product(name: "Logging", package: "swift-log"),
      ],
      resources: [
        "index.html", "console.js", "map.js", "paint.js", "painter.js", "words.js", "details.js",
        "console.css", "icon.svg", "openapi.json",
      ].map { .embedInCode("Page/\($0)") },
      swiftSettings: settings),
    .target(
      name: "Serving",
      dependencies: [
        "Console",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "vigie",
      dependencies: [
        "Console", "Serving", "Worker", "FieldKit", "Kafka", "Intake", "Assessment", "CAP",
        "Export", "Reading", "Theatre", "Model", "JSONSchema", "JSON",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: settings),
    .testTarget(name: "JSONTests", dependencies: ["JSON"], swiftSettings: settings),
    .testTarget(
      name: "JSONSchemaTests", dependencies: ["JSONSchema", "JSON"], swiftSettings: settings),
    .testTarget(name: "ModelTests", dependencies: ["Model", "JSON"], swiftSettings: settings),
    .testTarget(
      name: "TheatreTests", dependencies: ["Theatre", "Model", "JSON"], swiftSettings: settings),
    .testTarget(
      name: "ReadingTests", dependencies: ["Reading", "Theatre", "Model"],
      exclude: ["Sentences"],
      swiftSettings: settings),
    .testTarget(
      name: "IntakeTests", dependencies: ["Intake", "JSONSchema", "Theatre", "Model", "JSON"],
      swiftSettings: settings),
    .testTarget(
      name: "AssessmentTests", dependencies: ["Assessment", "CAP", "Theatre", "Model", "JSON"],
      swiftSettings: settings),
    .testTarget(name: "CAPTests", dependencies: ["CAP", "Model"], swiftSettings: settings),
    .testTarget(
      name: "ExportTests", dependencies: ["Export", "Theatre", "Model", "JSON"],
      swiftSettings: settings),
    .testTarget(name: "KafkaTests", dependencies: ["Kafka"], swiftSettings: settings),
    .testTarget(
      name: "WorkerTests",
      dependencies: [
        "Worker", "Kafka", "Intake", "Assessment", "CAP", "Theatre", "Model", "JSONSchema", "JSON",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "ConsoleTests",
      dependencies: [
        "Console", "Serving", "Worker", "Kafka", "Theatre", "JSONSchema", "Model", "JSON",
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: settings),
    .target(
      name: "Simulation",
      dependencies: [
        "Worker", "Kafka", "Intake", "Assessment", "CAP", "Theatre", "Model", "JSON",
        .product(name: "Logging", package: "swift-log"),
      ],
      path: "Tests/Simulation", swiftSettings: settings),
    .executableTarget(
      name: "simulate", dependencies: ["Simulation"], path: "Tests/simulate",
      swiftSettings: settings),
    .testTarget(
      name: "SimulationTests",
      dependencies: [
        "Simulation", "Worker", "Kafka", "Theatre", "Model",
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "FieldKitTests",
      dependencies: [
        "FieldKit", "Worker", "Kafka", "Intake", "Theatre", "Model", "JSON",
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "DeployTests",
      dependencies: [
        "Console", "Worker", "JSONSchema", "JSON", .product(name: "Yams", package: "Yams"),
      ],
      exclude: ["Schemas"],
      swiftSettings: settings),
    .testTarget(
      name: "VigieTests", dependencies: ["vigie", "Worker", "Model", "JSON"],
      swiftSettings: settings),
    .testTarget(name: "TidyTests", swiftSettings: settings),
  ],
  cxxLanguageStandard: .cxx17
)
