import Model

extension CAPInfo {
  func check(_ path: String, sent: Instant, _ found: inout CAPFaults) {
    checkWords(path, &found)
    checkGrades(path, &found)
    checkDates(path, sent: sent, &found)
    checkAddresses(path, &found)
    found.values(eventCodes, "\(path)/eventCode")
    found.values(parameters, "\(path)/parameter")
    for (index, resource) in resources.enumerated() {
      resource.check("\(path)/resource[\(index + 1)]", &found)
    }
    if areas.isEmpty {
      found.add(.areaMissing, "\(path)/area", "Says nowhere who should be alerted.")
    }
    for (index, area) in areas.enumerated() {
      area.check("\(path)/area[\(index + 1)]", &found)
    }
  }

  private func checkWords(_ path: String, _ found: inout CAPFaults) {
    if !Self.isLanguage(language) {
      found.add(
        .languageInvalid, "\(path)/language",
        "Must be a language code such as fr or en-GB.")
    }
    found.text(event, "\(path)/event")
    if event.unicodeScalars.count > 35 {
      found.add(.eventTooLong, "\(path)/event", "Longer than 35 characters.")
    }
    found.optionalText(audience, "\(path)/audience")
    found.optionalText(senderName, "\(path)/senderName")
    found.optionalText(headline, "\(path)/headline")
    found.text(description ?? "", "\(path)/description")
    found.optionalText(instruction, "\(path)/instruction")
    found.optionalText(contact, "\(path)/contact")
    if let headline, headline.unicodeScalars.count > 140 {
      found.add(.headlineTooLong, "\(path)/headline", "Longer than 140 characters.")
    }
    if let headline, !headline.isBlank, headline == description {
      found.add(
        .headlineRepeatsDescription, "\(path)/headline", "Says the same as the description.")
    }
  }

  private func checkGrades(_ path: String, _ found: inout CAPFaults) {
    if categories.isEmpty {
      found.add(.categoryMissing, "\(path)/category", "At least one is required.")
    }
    let unknown = [
      ("urgency", urgency == .unknown), ("severity", severity == .unknown),
      ("certainty", certainty == .unknown),
    ]
    for (name, isUnknown) in unknown where isUnknown {
      found.add(
        .unknownDiscouraged, "\(path)/\(name)", "Unknown helps nobody decide; give a judgement.")
    }
  }

  private func checkDates(_ path: String, sent: Instant, _ found: inout CAPFaults) {
    found.date(effective, "\(path)/effective")
    found.date(onset, "\(path)/onset")
    found.date(expires, "\(path)/expires")
    guard let expires else {
      found.add(.expiresMissing, "\(path)/expires", "Without it the alert never ends.")
      return
    }
    let begin = effective ?? sent
    if begin >= expires {
      found.add(
        .datesDisordered, "\(path)/expires", "The alert ends before it takes effect.")
    } else if let onset, onset >= expires {
      found.add(.datesDisordered, "\(path)/onset", "It is expected after the alert has ended.")
    } else if sent >= expires {
      found.add(.datesDisordered, "\(path)/expires", "The alert ended before it was sent.")
    } else if expires.seconds - begin.seconds > Instant.secondsPerDay {
      found.add(
        .spanTooLong, "\(path)/expires", "More than 24 hours: send an update in between.")
    }
  }

  private func checkAddresses(_ path: String, _ found: inout CAPFaults) {
    guard let web else {
      found.add(.webMissing, "\(path)/web", "Says nowhere where to read more.")
      return
    }
    if !web.isAbsoluteURI {
      found.add(
        .webInvalid, "\(path)/web", "Must be an absolute address, such as https://example.org/a.")
    }
  }

  /// Two blocks in different languages that say the same were not translated.
  func checkTranslation(of other: CAPInfo, _ path: String, _ found: inout CAPFaults) {
    let pairs = [
      ("headline", headline, other.headline), ("description", description, other.description),
      ("instruction", instruction, other.instruction),
    ]
    for (name, mine, theirs) in pairs {
      guard let mine, let theirs, mine == theirs, !mine.isBlank else { continue }
      found.add(
        .sameTextDifferentLanguage, "\(path)/\(name)",
        "The same text stands under \(other.language) and \(language).")
    }
  }

  /// XML Schema's `language`: letters, then parts of letters and digits, eight long at most.
  private static func isLanguage(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      guard (1...8).contains(part.count) else { return false }
      let fits = part.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
          || index > 0 && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      }
      guard fits else { return false }
    }
    return true
  }
}

extension CAPResource {
  func check(_ path: String, _ found: inout CAPFaults) {
    found.text(resourceDescription, "\(path)/resourceDesc")
    found.text(mimeType, "\(path)/mimeType")
    if let uri, base64 == nil, !uri.isAbsoluteURI {
      found.add(
        .resourceURIInvalid, "\(path)/uri",
        "A relative address needs the content itself, in base64.")
    }
  }
}

extension String {
  /// A scheme, a colon, something after it, and nothing that an address may not hold.
  var isAbsoluteURI: Bool {
    let bytes = Array(utf8)
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > 0, colon + 1 < bytes.count
    else { return false }
    let scheme = bytes[..<colon].allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }
    return scheme
      && bytes.allSatisfy { byte in
        byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "<") && byte != UInt8(ascii: ">")
          && byte != UInt8(ascii: "\"")
      }
  }
}
