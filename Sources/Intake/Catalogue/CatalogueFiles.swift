private import Glibc

/// How the loader sees files: two closures, so that tests need no disk.
public struct CatalogueFiles: Sendable {
  /// Names in a folder; nil when there is no such folder.
  public var list: @Sendable (_ path: String) -> [String]?
  /// Bytes of a file; nil when it cannot be read.
  public var read: @Sendable (_ path: String) -> [UInt8]?

  public init(
    list: @escaping @Sendable (_ path: String) -> [String]?,
    read: @escaping @Sendable (_ path: String) -> [UInt8]?
  ) {
    self.list = list
    self.read = read
  }

  /// More than this is no schema.
  static let bytesMax = 4 << 20

  /// Files on disk below a directory.
  public static func directory(_ root: String) -> CatalogueFiles {
    CatalogueFiles(
      list: { names(in: "\(root)/\($0)") }, read: { bytes(of: "\(root)/\($0)") })
  }

  private static func names(in path: String) -> [String]? {
    guard let folder = opendir(path) else { return nil }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        // Safe because readdir ends the name with a zero byte within the field.
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names
  }

  private static func bytes(of path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= bytesMax {
      let count = fread(&chunk, 1, chunk.count, file)
      if count == 0 { return ferror(file) == 0 ? bytes : nil }
      bytes += chunk[0..<count]
    }
    return nil
  }
}
