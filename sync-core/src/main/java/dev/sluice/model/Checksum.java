package dev.sluice.model;

/// A checksum of a content, as a service gives it.
///
/// @param algorithm by which it was computed
/// @param value as it came: Base64, with a dash and the number of parts behind it where it is
///   composite and the service says of how many
/// @param scope what it was computed of
public record Checksum(ChecksumAlgorithm algorithm, String value, Scope scope) {

  /// What a checksum was computed of.
  public enum Scope {
    /// The bytes of the whole object.
    FULL_OBJECT,
    /// The checksums of its parts, in their order.
    COMPOSITE
  }
}
