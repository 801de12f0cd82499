internal import Glibc

/// Files that are there whole or not at all, also after the power went.
///
/// Written beside, flushed to the device (`fsync`), renamed into place, and the folder flushed too:
/// only then does POSIX promise that a crash leaves the old state or the new one.
enum DurableFile {
  static func makeDirectory(_ path: String) throws(SpoolFault) {
    var made = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      made += (made.isEmpty && part.isEmpty ? "" : made.isEmpty ? "" : "/") + part
      if part.isEmpty {
        made = "/"
        continue
      }
      if made.hasPrefix("//") { made.removeFirst() }
      // Its reports name people: nobody else on the device may read them.
      if mkdir(made, 0o700) != 0, errno != EEXIST { throw fault(path, "make the folder") }
    }
  }

  static func write(_ bytes: [UInt8], to name: String, in directory: String) throws(SpoolFault) {
    let beside = "\(directory)/.\(name).new"
    let file = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw fault(beside, "write") }
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(file, buffer.baseAddress.map { $0 + done }, bytes.count - done)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let failure = fault(beside, "write")
        close(file)
        unlink(beside)
        throw failure
      }
      done += count
    }
    guard fsync(file) == 0, close(file) == 0 else { throw fault(beside, "flush") }
    guard rename(beside, "\(directory)/\(name)") == 0 else { throw fault(beside, "rename") }
    try flush(directory)
  }

  static func remove(_ name: String, in directory: String) throws(SpoolFault) {
    guard unlink("\(directory)/\(name)") == 0 || errno == ENOENT else {
      throw fault("\(directory)/\(name)", "remove")
    }
    try flush(directory)
  }

  static func move(_ name: String, from: String, to: String) throws(SpoolFault) {
    guard rename("\(from)/\(name)", "\(to)/\(name)") == 0 else {
      throw fault("\(from)/\(name)", "move")
    }
    try flush(to)
    try flush(from)
  }

  static func read(_ path: String) throws(SpoolFault) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw fault(path, "read") }
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(file, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw fault(path, "read") }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
  }

  /// The names in a folder but for those being written, sorted.
  static func names(in directory: String) throws(SpoolFault) -> [String] {
    guard let folder = opendir(directory) else { throw fault(directory, "read") }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      // Safe because the name is a C string inside the entry, which lives until the next call.
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  static func size(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  /// A lock that ends with the process; nil when somebody else has it.
  static func lock(_ path: String) throws(SpoolFault) -> Int32? {
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw fault(path, "lock") }
    if flock(file, LOCK_EX | LOCK_NB) == 0 { return file }
    close(file)
    return nil
  }

  static func unlock(_ file: Int32) { close(file) }

  private static func flush(_ directory: String) throws(SpoolFault) {
    let folder = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw fault(directory, "flush") }
    defer { close(folder) }
    guard fsync(folder) == 0 else { throw fault(directory, "flush") }
  }

  private static func fault(_ path: String, _ what: String) -> SpoolFault {
    .file(path, what, String(cString: strerror(errno)))
  }
}
