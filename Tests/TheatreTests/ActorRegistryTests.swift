import Model
import Testing

@testable import Theatre

struct ActorRegistryTests {
  @Test(
    arguments: [
      ("JNIM", "jnim"), ("GSIM", "jnim"), ("Jama’a Nusrat al Islam wa al Muslimeen", "jnim"),
      ("Support Group for Islam and Muslims", "jnim"), ("jnim", "jnim"),
      ("EIGS", "isgs"), ("ISIS-GS", "isgs"), ("ISIS in the Greater Sahara", "isgs"),
      ("AQMI", "aqim"), ("al Qaeda in the Islamic Maghreb", "aqim"),
      ("casques bleus", "minusma"), ("blue helmets", "minusma"), ("Barkhane", "barkhane"),
      ("French forces", "france"), ("FAMas", "fama"), ("Malian army", "fama"),
      ("G-5 Sahel", "fc-g5s"), ("FC-G5S", "fc-g5s"), ("Peul", "fulani-civilians"),
      ("Touareg", "tuareg-civilians"), ("Plateforme", "plateforme"),
      ("Élection workers", "election-staff"),
      ("hommes armés non identifiés", "unidentified-armed-men"),
      ("Dan Nan Ambassagou", "dan-na-ambassagou"), ("Keita government", "mali-government"),
      ("Military Forces of Mali (2013-2020)", "fama"), ("nobody we know", nil), ("", nil),
    ] as [(String, String?)]
  )
  func `finds actors by any spelling`(name: String, id: String?) throws {
    let registry = try Pack.theatre().actors
    let index = registry.find(name)
    #expect((index < 0 ? nil : registry.actors[Int(index)].id) == id)
  }

  @Test(
    arguments: [
      ("jnim", "aqim", true), ("katiba-macina", "ansar-dine", true),
      ("isgs", "islamic-state", true),
      ("fama", "gendarmerie", true), ("barkhane", "france", true), ("jnim", "isgs", false),
      ("minusma", "fama", false), ("ansaroul-islam", "jnim", false), ("gatia", "msa", true),
      ("cma", "plateforme", false), ("fulani-civilians", "civilians", true),
    ])
  func `knows families`(a: String, b: String, same: Bool) throws {
    let registry = try Pack.theatre().actors
    let first = registry.actor(id: a)
    let second = registry.actor(id: b)
    #expect(first >= 0 && second >= 0)
    #expect(registry.isSameFamily(first, second) == same)
    #expect(registry.isSameFamily(second, first) == same)
  }

  @Test func `knows on which side an actor stood when`() throws {
    let registry = try Pack.theatre().actors
    let cma = registry.actors[Int(registry.actor(id: "cma"))]
    let before = try #require(Instant(year: 2015, month: 1, day: 1))
    let after = try #require(Instant(year: 2018, month: 7, day: 1))
    #expect(cma.alignment(at: before)?.stance == .opposed)
    #expect(cma.alignment(at: after)?.stance == .neutral)
    #expect(cma.inter(at: after) == 2)
  }

  @Test func `gives every actor the inter code of its category`() throws {
    for actor in try Pack.theatre().actors.actors {
      #expect(actor.inter == actor.category.inter, "\(actor.id)")
    }
  }

  @Test(.enabled(if: GED.isThere, "needs UCDP GED; set VIGIE_SHARED_DATA"))
  func `knows every actor of UCDP GED`() throws {
    let registry = try Pack.theatre().actors
    let names = try GED.sides()
    #expect(names.count > 30)
    for name in names { #expect(registry.find(name) >= 0, "“\(name)” is not known") }
  }
}
