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
    // Votes are one way of the rule, summits another.
    let ways = try #require(theatre.rules["R12"]).ways.compactMap(\.match.calendar)
    #expect(ways.count == 2 && ways.allSatisfy { $0.before == nil && $0.after == nil })
    let entries = ways.flatMap { theatre.calendar.timed(span, kinds: $0.kinds) }
    #expect(entries.map { theatre.calendar.entries[$0].id } == ids)
  }

  @Test func `ships the catalogue's rules and chains, each with reason and anchor`() throws {
    let rules = try Pack.theatre().rules
    let numbers = (1...45).map { $0 < 10 ? "R0\($0)" : "R\($0)" }
    #expect(Set(rules.rules.map(\.id)) == Set(numbers + (1...6).map { "C\($0)" }))
    #expect(rules.rules.allSatisfy { !$0.reason.isEmpty && !$0.anchor.isEmpty && $0.isEnabled })
    let near = try #require(rules["R01"])
    #expect(near.match.pollingMeters == 25_000)
    #expect(near.match.calendar?.before == 864_000 && near.match.calendar?.after == 259_200)
    let campaign = try #require(rules["R02"])
    #expect(campaign.match.flags[.complex] == true && campaign.inhibits.contains("R06"))
    guard case .campaign(let when) = campaign.ways[0].condition,
      case .surge(let surge) = rules["R41"]?.ways[0].condition
    else {
      Issue.record("a rule has another condition")
      return
    }
    #expect(when.seconds == 259_200 && when.meters == 300_000 && when.actorPercent == 50)
    #expect(campaign.severity == .severe && campaign.urgency == .immediate)
    #expect(surge.method == .c2 && surge.sigmaLeast == 500 && surge.percent == 100)
    for id in ["R18", "R36", "C2"] { #expect(rules[id]?.scope == .restricted) }
    #expect(rules["R37"]?.scope == .nobody)
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
