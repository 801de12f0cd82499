/// Why the spool cannot do what it was asked.
public enum SpoolFault: Error, Equatable, Sendable, CustomStringConvertible {
  /// A file or folder: which, what was tried, and the system's word for it.
  case file(String, String, String)
  /// Another `vigie publish` of this device is sending.
  case busy(String)
  /// So many records, or so many bytes, wait already.
  case full(records: Int, bytes: Int)

  public var description: String {
    switch self {
    case .file(let path, let what, let reason): "\(path): cannot \(what): \(reason)."
    case .busy(let directory): "\(directory): another vigie publish is at work there."
    case .full(let records, let bytes):
      "The spool is full: \(records) reports of \(bytes) bytes wait. Send them first, or raise "
        + "publish.spool-records and publish.spool-bytes."
    }
  }
}
