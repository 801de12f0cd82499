private import Glibc

/// Reads the files of a pack.
enum PackFile {
  static let bytesMax = 64 << 20

  /// The file's text; nil, with a problem, when it is missing, too large or no UTF-8.
  static func text(path: String, name: String, _ log: ProblemLog) -> String? {
    guard let bytes = bytes(path: path) else {
      log.add(
        name, 0, "The file cannot be read.", remedy: "Put it there and make it readable.")
      return nil
    }
    guard bytes.count <= bytesMax else {
      log.add(name, 0, "The file has more than \(bytesMax) bytes.", remedy: "Split it.")
      return nil
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      log.add(name, 0, "The file is not UTF-8.", remedy: "Save it as UTF-8.")
      return nil
    }
    return text
  }

  static func isThere(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// The names in a folder, sorted; none when there is no such folder.
  static func list(_ path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  static func bytes(path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= bytesMax {
      let count = fread(&chunk, 1, chunk.count, file)
      if count == 0 { return ferror(file) == 0 ? bytes : nil }
      bytes += chunk[0..<count]
    }
    return bytes
  }
}
