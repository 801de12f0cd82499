import Model
import Testing

@testable import Theatre

struct PackTests {
  @Test func `the shipped pack loads without a problem`() {
    switch Pack.loaded {
    case .success(let theatre): #expect(theatre.name == "mali-2018")
    case .failure(let fault): Issue.record("\(fault)")
    }
  }

  @Test func `has the actors, sources and places the demo needs`() throws {
    let theatre = try Pack.theatre()
    #expect(theatre.gazetteer.places.count > 800)
    #expect(theatre.actors.actors.count > 60)
    #expect(theatre.polling.count > 90)
    for id in ["team-mopti-1", "team-mopti-2", "team-gao-1", "team-ouaga-1", "afp", "minusma"] {
      #expect(theatre.sources.find(id) >= 0, "\(id)")
    }
    #expect(theatre.sources.find("nobody") == -1)
  }

  @Test func `follows a paper to the agency it prints`() throws {
    let sources = try Pack.theatre().sources
    let paper = sources.find("france24")
    #expect(sources.sources[Int(sources.origin(of: paper))].id == "afp")
    #expect(sources.origin(of: sources.find("reuters")) == sources.find("reuters"))
    let ministry = sources.origin(of: sources.find("mali-mod"))
    #expect(sources.sources[Int(ministry)].id == "mali-government")
  }

  @Test(
    arguments: [
      // The airport of Sévaré, five days before the vote; the patrol of Gao, during the summit.
      ("2018-07-23T23:30Z", ["vote-1"]),
      ("2018-07-01T10:30Z", ["au-summit-nouakchott-2018", "macron-visit-nouakchott-2018"]),
      ("2018-07-12", []),
      ("2018-08-01", ["vote-1", "results-1"]),
      ("2018-04-14", []),
    ])
  func `knows what an attack was close to`(time: String, ids: [String]) throws {
    let theatre = try Pack.theatre()
    let span = try #require(Array(time.utf8).withUnsafeBytes { Instant.parse($0) })
    guard case .timed(let rule) = theatre.rules["R12"]?.kind else {
      Issue.record("R12 is no timed rule")
      return
    }
    let entries = theatre.calendar.timed(span, kinds: rule.calendar)
    #expect(entries.map { theatre.calendar.entries[$0].id } == ids)
  }

  @Test func `ships the four rules with the catalogue's defaults`() throws {
    let rules = try Pack.theatre().rules
    #expect(rules.rules.map(\.id) == ["R01", "R02", "R06", "R12"])
    guard case .proximity(let near) = rules["R01"]?.kind,
      case .campaign(let campaign) = rules["R02"]?.kind,
      case .target(let target) = rules["R06"]?.kind,
      case .timed(let timed) = rules["R12"]?.kind
    else {
      Issue.record("a rule has another kind")
      return
    }
    #expect(near.meters == 25_000 && near.before == 864_000 && near.after == 259_200)
    #expect(campaign.seconds == 259_200 && campaign.meters == 300_000)
    #expect(campaign.actorPercent == 50 && campaign.attacks == 2 && campaign.isComplexOnly)
    #expect(target.targets == CodeSet([.base, .headquarters, .diplomatic, .airport]))
    #expect(timed.calendar.contains(.vote) && timed.calendar.contains(.summit))
    #expect(rules["R02"]?.severity == .severe && rules["R02"]?.urgency == .immediate)
  }

  @Test func `fills a template in and falls back for what is not known`() throws {
    let texts = try Pack.theatre().texts
    let text = try #require(texts["R06", .french])
    let headline = text.headline.filled(texts.french.fallbacks) { field in
      field == .place ? "Sévaré" : field == .date ? "29 juin 2018" : nil
    }
    #expect(
      headline
        == "Attaque contre une cible protégée (cible non précisée) : Sévaré, 29 juin 2018")
    #expect(try #require(texts["R06", .english]).event == "Hardened target attacked")
    #expect(texts["R99", .english] == nil)
  }

  @Test func `writes the same rule in both languages with the same fields`() throws {
    let theatre = try Pack.theatre()
    for rule in theatre.rules.rules {
      let french = try #require(theatre.texts[rule.texts, .french])
      let english = try #require(theatre.texts[rule.texts, .english])
      #expect(Set(french.description.fields) == Set(english.description.fields), "\(rule.id)")
      #expect(Set(french.headline.fields) == Set(english.headline.fields), "\(rule.id)")
    }
  }
}
