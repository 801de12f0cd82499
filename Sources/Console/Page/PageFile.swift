/// The page's files, which are in the binary: nothing is looked for on a disk.
enum PageFile {
  static func named(_ path: String) -> Answer? {
    switch path {
    // One page; what is shown stands in the address.
    case "/", "/index.html": file(MediaType.html, PackageResources.index_html)
    case "/console.js": file(MediaType.script, PackageResources.console_js)
    case "/map.js": file(MediaType.script, PackageResources.map_js)
    case "/paint.js": file(MediaType.script, PackageResources.paint_js)
    case "/painter.js": file(MediaType.script, PackageResources.painter_js)
    case "/words.js": file(MediaType.script, PackageResources.words_js)
    case "/details.js": file(MediaType.script, PackageResources.details_js)
    case "/console.css": file(MediaType.style, PackageResources.console_css)
    case "/icon.svg": file(MediaType.image, PackageResources.icon_svg)
    default: nil
    }
  }

  private static func file(_ mediaType: String, _ bytes: [UInt8]) -> Answer {
    Answer(mediaType: mediaType, body: bytes)
  }
}
