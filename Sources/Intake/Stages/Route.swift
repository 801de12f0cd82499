internal import Model

extension Intake {
  /// The sector whose writer assesses the report. A pack of one sector has no border to look for; a
  /// pack that cuts its theatre says so in `sectors`, and until it also says where, the first takes
  /// all.
  func route(_ output: inout IntakeOutput) { output.sector = 0 }
}
