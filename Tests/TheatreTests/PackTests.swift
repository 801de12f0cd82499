import Testing

@testable import Theatre

struct PackTests {
  @Test func `the shipped pack loads without a problem`() {
    switch Pack.loaded {
    case .success(let theatre): #expect(theatre.name == "mali-2018")
    case .failure(let fault): Issue.record("\(fault)")
    }
  }
}
