internal import Console
internal import Foundation
internal import Hummingbird
internal import HummingbirdCore
internal import HTTPTypes
internal import NIOCore

/// Translates between HTTP and the desk.
struct ConsoleResponder: HTTPResponder {
  typealias Context = BasicRequestContext

  let desk: ConsoleDesk
  /// Empty: nobody is trusted.
  let token: [UInt8]

  func respond(to request: Request, context: Context) async throws -> Response {
    let question = question(request)
    if question.path == "/api/v1/events", question.method == .get, !desk.isRefused(question) {
      return stream(question, request)
    }
    let answer = desk.answer(question)
    var headers = SecurityHeaders.fields
    headers[.contentType] = answer.mediaType
    headers[.cacheControl] = answer.isKept ? "max-age=3600" : "no-store"
    if let allow = answer.allow { headers[.allow] = allow }
    if answer.status == 401 { headers[.wwwAuthenticate] = "Bearer" }
    let status = HTTPResponse.Status(code: answer.status)
    guard question.method != .head else {
      headers[.contentLength] = "\(answer.body.count)"
      return Response(status: status, headers: headers)
    }
    let body = ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body))
    return Response(status: status, headers: headers, body: body)
  }

  private func stream(_ question: Question, _ request: Request) -> Response {
    let last = HTTPField.Name("Last-Event-ID").flatMap { request.headers[$0] }
    let given = last ?? question.parameters.last { $0.name == "after" }?.value
    let feed = EventFeed(
      desk, isTrusted: question.isTrusted, after: given.flatMap { UInt64($0) })
    var headers = SecurityHeaders.fields
    headers[.contentType] = EventStream.mediaType
    headers[.cacheControl] = "no-store"
    // A proxy that gathers would hold warnings back.
    if let name = HTTPField.Name("X-Accel-Buffering") { headers[name] = "no" }
    return Response(
      status: .ok, headers: headers, body: EventStream(feed: feed, view: desk.view).body)
  }

  private func question(_ request: Request) -> Question {
    let method: Question.Method =
      request.method == .get ? .get : request.method == .head ? .head : .other
    let authorization = request.headers[.authorization]
    var question = Question(
      method: method, path: request.uri.path.removingPercentEncoding ?? request.uri.path,
      parameters: request.uri.queryParameters.map { (String($0.key), String($0.value)) },
      isTrusted: isTrusted(authorization), accept: request.headers[.accept] ?? "")
    // Another scheme is that of a proxy on the way.
    question.isRefused = !question.isTrusted && authorization?.hasPrefix("Bearer ") ?? false
    return question
  }

  /// Compares all bytes whatever they are, so that time tells nothing about the token.
  func isTrusted(_ authorization: String?) -> Bool {
    guard !token.isEmpty, let authorization, authorization.hasPrefix("Bearer ") else {
      return false
    }
    let given = Array(authorization.utf8.dropFirst("Bearer ".utf8.count))
    var difference = given.count ^ token.count
    for index in token.indices {
      difference |= Int(token[index] ^ (index < given.count ? given[index] : 0))
    }
    return difference == 0
  }
}
