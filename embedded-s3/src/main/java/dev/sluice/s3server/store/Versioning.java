package dev.sluice.s3server.store;

/// Whether a bucket keeps the versions that are overwritten.
public enum Versioning {
  /// It never did.
  OFF,
  ENABLED,
  /// It did; what is put now overwrites the version `null`.
  SUSPENDED
}
