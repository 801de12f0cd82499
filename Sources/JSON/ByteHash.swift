/// A fast keyed hash of short byte strings (wyhash's shape): for names, where a hostile sender must
/// not be able to choose collisions when the seed is random. Not for anything that is stored.
@usableFromInline
enum ByteHash {
  @inlinable @inline(__always)
  static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }

  @inlinable @inline(__always)
  static func word(_ p: UnsafePointer<UInt8>) -> UInt64 {
    // Safe because every caller has checked that eight bytes are readable at `p`.
    UnsafeRawPointer(p).loadUnaligned(as: UInt64.self)
  }

  @inlinable @inline(__always)
  static func half(_ p: UnsafePointer<UInt8>) -> UInt64 {
    // Safe because every caller has checked that four bytes are readable at `p`.
    UInt64(UnsafeRawPointer(p).loadUnaligned(as: UInt32.self))
  }

  /// The hash of exactly `count` bytes; reads nothing beyond them.
  @inlinable @inline(__always)
  static func of(_ p: UnsafePointer<UInt8>, _ count: Int, seed: UInt64) -> UInt64 {
    var seed = seed
    var a: UInt64
    var b: UInt64
    if count <= 16 {
      if count >= 8 {
        a = word(p)
        b = word(p + (count - 8))
      } else if count >= 4 {
        a = half(p)
        b = half(p + (count - 4))
      } else if count > 0 {
        a = UInt64(p[0]) << 16 | UInt64(p[count >> 1]) << 8 | UInt64(p[count - 1])
        b = 0
      } else {
        a = 0
        b = 0
      }
    } else {
      var at = 0
      while at &+ 16 < count {
        seed = mix(word(p + at) ^ 0xe703_7ed1_a0b4_28db, word(p + (at &+ 8)) ^ seed)
        at &+= 16
      }
      a = word(p + (count - 16))
      b = word(p + (count - 8))
    }
    return mix(a ^ seed ^ 0xe703_7ed1_a0b4_28db, b ^ lengthKey(count))
  }

  @inlinable @inline(__always)
  static func lengthKey(_ count: Int) -> UInt64 {
    (0xa076_1d64_78bd_642f as UInt64) &+ UInt64(truncatingIfNeeded: count)
  }

  /// The first eight bytes as a word, zeros after the end; eight bytes must be readable.
  @inlinable @inline(__always)
  static func maskedWord(_ p: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    word(p).littleEndian & mask(count)
  }

  /// The same word where only `count` bytes are readable.
  @inlinable @inline(__always)
  static func prefix(_ p: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    if count >= 8 { return word(p).littleEndian }
    var word: UInt64 = 0
    var at = count
    while at > 0 {
      at &-= 1
      word = word &<< 8 | UInt64(p[at])
    }
    return word
  }

  /// Ones for the bytes that `count` covers of a little-endian word.
  @inlinable @inline(__always)
  static func mask(_ count: Int) -> UInt64 {
    count >= 8 ? .max : ~(UInt64.max &<< (UInt64(truncatingIfNeeded: count) &* 8))
  }

  /// Whether two strings of exactly `count` bytes are the same.
  @inlinable @inline(__always)
  static func areEqual(_ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    if count >= 8 {
      var at = 0
      while at &+ 8 < count {
        if word(a + at) != word(b + at) { return false }
        at &+= 8
      }
      return word(a + (count - 8)) == word(b + (count - 8))
    }
    if count >= 4 {
      return half(a) == half(b) && half(a + (count - 4)) == half(b + (count - 4))
    }
    var at = 0
    while at < count {
      if a[at] != b[at] { return false }
      at &+= 1
    }
    return true
  }
}
