internal import Model

/// Which partition a sector's reports, incidents, alerts and memory go to.
///
/// Chosen by Vigie, not by a client library's partitioner, so that two producers cannot split a
/// sector. With one partition everything is in 0.
public func sectorPartition(of sector: String, partitions: Int32) -> Int32 {
  guard partitions > 1 else { return 0 }
  return Int32(Fingerprint(of: sector).low % UInt64(partitions))
}
