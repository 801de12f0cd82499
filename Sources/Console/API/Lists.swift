internal import Model
internal import Theatre

/// The lists of the API: `/api/v1/incidents`, `/alerts`, `/watch`, `/reports`, `/rejections`.
struct Lists {
  let view: View
  let isTrusted: Bool
  var parameters: Parameters

  init(_ view: View, _ question: Question) {
    self.view = view
    isTrusted = question.isTrusted
    parameters = Parameters(question.parameters)
    if question.accept.contains(MediaType.geoJSON) { preferred = .geojson }
    if question.accept.contains(MediaType.lines) { preferred = .ndjson }
  }

  private var preferred = ListAnswer.Form.json

  mutating func incidents() -> Answer {
    let kinds = parameters.list("kind")
    let statuses = parameters.list("status")
    let events = parameters.list("event")
    let regions = parameters.list("admin1")
    let countries = parameters.list("country")
    let actors = parameters.list("actor")
    let since = parameters.instant("since", Self.seconds) ?? .min
    let until = parameters.instant("until", Self.seconds) ?? .max
    let box = parameters.box("bbox")
    let isBrief = parameters.choice("view", ["brief", "full"]) == "brief"
    let isTrusted = isTrusted
    func matches(_ set: Set<String>, _ value: String) -> Bool { set.isEmpty || set.contains(value) }
    let rows = view.incidents.items.values.filter { item in
      matches(kinds, item.kind) && matches(events, item.event) && matches(regions, item.admin1)
        && matches(countries, item.country)
        && (statuses.isEmpty
          ? item.status != "merged_into" && item.status != "retracted"
          : statuses.contains(item.status))
        && (actors.isEmpty || item.actors.contains { actors.contains($0) })
        && item.latest >= since && item.earliest <= until
        && (box.map { box in item.point.map { box.contains($0) } ?? false } ?? true)
    }.map { Listing<IncidentItem>.Row(item: $0, order: $0.updated, id: $0.id) }
    return page(rows) { item in
      ListAnswer.Part(
        document: isBrief ? item.brief : Self.document(item, isTrusted),
        geometry: item.point.map { [$0] } ?? [])
    }
  }

  mutating func alerts() -> Answer {
    let states = parameters.list("state")
    let severities = parameters.list("severity")
    let rules = parameters.list("rule")
    let regions = parameters.list("admin1")
    let since = parameters.instant("since", Self.seconds) ?? .min
    let isBrief = parameters.choice("view", ["brief", "full"]) == "brief"
    let isTrusted = isTrusted
    let rows = view.alerts.items.values.filter { item in
      (isTrusted || !item.isRestricted)
        && (states.isEmpty || states.contains(item.state)
          || states.contains("active") && item.isActive)
        && (severities.isEmpty || severities.contains(item.severity))
        && (rules.isEmpty || rules.contains(item.rule))
        && (regions.isEmpty || item.regions.contains { regions.contains($0) })
        && item.updated >= since
    }.map { Listing<AlertItem>.Row(item: $0, order: $0.updated, id: $0.id) }
    return page(rows) { item in
      ListAnswer.Part(document: isBrief ? item.brief : item.document, geometry: item.points)
    }
  }

  mutating func rejections() -> Answer {
    let reasons = parameters.list("reason")
    let isTrusted = isTrusted
    let rows = view.rejections.items.values.filter {
      reasons.isEmpty || reasons.contains($0.reason)
    }.map { Listing<RejectionItem>.Row(item: $0, order: $0.time, id: $0.id) }
    return page(rows, withPlaces: false) {
      ListAnswer.Part(document: isTrusted ? $0.document : $0.openDocument)
    }
  }

  mutating func reports() -> Answer {
    let ids = parameters.list("id")
    let isTrusted = isTrusted
    let rows = view.reports.items.values.filter { ids.isEmpty || ids.contains($0.id) }
      .map { Listing<ReportItem>.Row(item: $0, order: Int64($0.change), id: $0.id) }
    return page(rows, withPlaces: false) {
      ListAnswer.Part(document: Self.document($0, isTrusted))
    }
  }

  mutating func watch() -> Answer {
    let rows = view.watch.items.values.map {
      Listing<WatchItem>.Row(item: $0, order: 0, id: $0.id)
    }
    return page(rows, withPlaces: false) { ListAnswer.Part(document: $0.document) }
  }

  static func document(_ item: IncidentItem, _ isTrusted: Bool) -> [UInt8] {
    isTrusted || item.openDocument.isEmpty ? item.document : item.openDocument
  }

  static func document(_ item: ReportItem, _ isTrusted: Bool) -> [UInt8] {
    isTrusted || item.openDocument.isEmpty ? item.document : item.openDocument
  }

  private mutating func page<Item>(
    _ rows: [Listing<Item>.Row], withPlaces: Bool = true, _ part: (Item) -> ListAnswer.Part
  ) -> Answer {
    let forms = ListAnswer.Form.allCases.filter { withPlaces || $0 != .geojson }
    let named = parameters.choice("format", forms.map(\.rawValue))
    let form = named.flatMap { ListAnswer.Form(rawValue: $0) } ?? preferred
    let limit = parameters.integer("limit", 1...Listing<Item>.limitMax) ?? 100
    var cursor: Cursor?
    if let text = parameters.text("cursor") {
      cursor = Cursor(text)
      if cursor == nil { parameters.fault("`cursor` is what `next` of the page before says.") }
    }
    let faults = parameters.finish()
    guard faults.isEmpty else {
      return .problem(400, "Bad request", faults.joined(separator: " "))
    }
    let listing = Listing(rows, after: cursor, limit: limit)
    return ListAnswer(
      form: withPlaces ? form : form == .geojson ? .json : form,
      parts: listing.rows.map { part($0.item) }, total: listing.total, next: listing.next,
      sequence: view.sequence
    ).answer
  }

  /// The first second of a date, or an instant.
  static func seconds(_ text: String) -> Int64? {
    Array(text.utf8).withUnsafeBytes { Instant.parse($0)?.earliest.seconds }
  }
}

extension Parameters {
  /// West, south, east, north in degrees, as GeoJSON orders them.
  mutating func box(_ name: String) -> BoundingBox? {
    guard let value = text(name) else { return nil }
    let numbers = value.split(separator: ",").compactMap { Double($0) }
    guard numbers.count == 4, numbers[0] <= numbers[2],
      let southWest = Coordinates(latitude: numbers[1], longitude: numbers[0]),
      let northEast = Coordinates(latitude: numbers[3], longitude: numbers[2])
    else {
      fault("`\(name)` is west,south,east,north in degrees, such as -6,13,0,17.")
      return nil
    }
    return BoundingBox(southWest: southWest, northEast: northEast)
  }
}
