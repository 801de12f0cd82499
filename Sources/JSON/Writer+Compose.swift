extension Writer {
  /// Lets `body` write one JSON value of at most `room` bytes; growth is checked once for all.
  ///
  /// For shapes that are fixed and hot. The writer sets the comma before the value; what the value
  /// is made of is the body's business, and that `room` is enough is the caller's.
  public mutating func compose(_ room: Int, _ body: (inout WriterCursor) -> Void) {
    let comma = takeComma()
    put(room + 1) { out in
      out[0] = UInt8(ascii: ",")
      var cursor = WriterCursor(at: out + comma, end: out + (room + 1))
      body(&cursor)
      precondition(cursor.at <= cursor.end, "a composed value is longer than its room")
      return cursor.at - out
    }
  }
}
