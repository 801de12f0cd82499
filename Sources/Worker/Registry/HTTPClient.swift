internal import CCurl
internal import Foundation

/// One GET after another over one kept connection, by libcurl: HTTP or HTTPS, nothing followed.
///
/// One thread; not Sendable.
package final class HTTPClient {
  package struct Answer {
    package var status: Int
    package var body: [UInt8]
  }

  /// Why there is no answer: libcurl's sentence.
  package struct Failure: Error {
    package var sentence: String
  }

  /// Who asks; secrets are read from their files at each request, so they can be renewed.
  package struct Credentials: Sendable, Equatable {
    var user = ""
    var passwordFile = ""
    var tokenFile = ""
    /// PEM of the authorities to trust; empty for the system's.
    var authorityFile = ""

    /// Somebody who gives no name.
    package static let none = Credentials()
  }

  /// More than this is no answer.
  static let bytesMax = 8 << 20
  /// Once a process, before any thread uses it.
  private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  private let handle: UnsafeMutableRawPointer?
  private let credentials: Credentials
  private let milliseconds: Int

  package init(_ credentials: Credentials, milliseconds: Int) {
    handle = Self.isReady ? curl_easy_init() : nil
    self.credentials = credentials
    self.milliseconds = milliseconds
  }

  deinit {
    if let handle { curl_easy_cleanup(handle) }
  }

  package func get(_ url: String) throws(Failure) -> Answer {
    guard let handle else { throw Failure(sentence: "libcurl does not start") }
    curl_easy_reset(handle)
    let taken = Taken(max: Self.bytesMax)
    let accept = curl_slist_append(
      nil, "Accept: application/vnd.schemaregistry.v1+json, application/json")
    defer { curl_slist_free_all(accept) }
    var codes = [
      vigie_curl_text(handle, CURLOPT_URL, url),
      vigie_curl_text(handle, CURLOPT_PROTOCOLS_STR, "http,https"),
      vigie_curl_text(handle, CURLOPT_USERAGENT, "vigie"),
      vigie_curl_list(handle, CURLOPT_HTTPHEADER, accept),
      // Signals would end the process when a name is slow to resolve.
      vigie_curl_number(handle, CURLOPT_NOSIGNAL, 1),
      vigie_curl_number(handle, CURLOPT_TIMEOUT_MS, milliseconds),
      vigie_curl_number(handle, CURLOPT_CONNECTTIMEOUT_MS, milliseconds),
      vigie_curl_write(
        handle,
        { bytes, _, count, context in
          guard let context else { return 0 }
          // Safe because the context is the `Taken` that outlives the request.
          return Unmanaged<Taken>.fromOpaque(context).takeUnretainedValue().take(bytes, count)
        }, Unmanaged.passUnretained(taken).toOpaque()),
    ]
    codes += try authorize(handle)
    guard codes.allSatisfy({ $0 == CURLE_OK }) else {
      throw Failure(sentence: "libcurl refuses a setting: \(Self.sentence(codes))")
    }
    let code = withExtendedLifetime(taken) { curl_easy_perform(handle) }
    guard code == CURLE_OK else { throw Failure(sentence: Self.sentence([code])) }
    return Answer(status: vigie_curl_status(handle), body: taken.bytes)
  }

  private func authorize(_ handle: UnsafeMutableRawPointer) throws(Failure) -> [CURLcode] {
    var codes: [CURLcode] = []
    if !credentials.authorityFile.isEmpty {
      codes.append(vigie_curl_text(handle, CURLOPT_CAINFO, credentials.authorityFile))
    }
    if !credentials.tokenFile.isEmpty {
      let token = try Self.secret(credentials.tokenFile)
      codes += [
        vigie_curl_number(handle, CURLOPT_HTTPAUTH, vigie_curl_auth_bearer()),
        vigie_curl_text(handle, vigie_curl_bearer(), token),
      ]
    } else if !credentials.user.isEmpty {
      let password =
        credentials.passwordFile.isEmpty ? "" : try Self.secret(credentials.passwordFile)
      codes += [
        vigie_curl_number(handle, CURLOPT_HTTPAUTH, vigie_curl_auth_basic()),
        vigie_curl_text(handle, CURLOPT_USERNAME, credentials.user),
        vigie_curl_text(handle, CURLOPT_PASSWORD, password),
      ]
    }
    return codes
  }

  /// A file's text without the line's end that editors leave.
  private static func secret(_ path: String) throws(Failure) -> String {
    guard let data = FileManager.default.contents(atPath: path),
      let text = String(validating: data, as: UTF8.self)
    else { throw Failure(sentence: "the file \(path) cannot be read") }
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private static func sentence(_ codes: [CURLcode]) -> String {
    let code = codes.first { $0 != CURLE_OK } ?? CURLE_OK
    return curl_easy_strerror(code).map { String(cString: $0) } ?? "libcurl failed"
  }
}

/// The body as it comes, bounded.
private final class Taken {
  private(set) var bytes: [UInt8] = []
  private let bytesMax: Int

  init(max: Int) { bytesMax = max }

  /// Answers how much was taken; less than given ends the transfer.
  func take(_ piece: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
    guard let piece, bytes.count + count <= bytesMax else { return 0 }
    bytes += UnsafeRawBufferPointer(start: piece, count: count)
    return count
  }
}
