package dev.sluice.model;

import java.util.List;
import java.util.Objects;

/// What is known of a content without reading it.
///
/// @param sizeBytes its length in bytes, not negative
/// @param fingerprint what is known of its bytes, and the ETag that says so
/// @param checksums those that are known by value; empty where none is
public record Content(long sizeBytes, Fingerprint fingerprint, List<Checksum> checksums) {

  /// Copies the list, unless it is one that nobody can change.
  ///
  /// @throws IllegalArgumentException if `sizeBytes` is negative
  public Content {
    Objects.requireNonNull(fingerprint, "fingerprint");
    if (sizeBytes < 0) {
      throw new IllegalArgumentException("negative size " + sizeBytes);
    }
    checksums = List.copyOf(checksums);
  }

  /// A content of which no checksum is known.
  public Content(long sizeBytes, Fingerprint fingerprint) {
    this(sizeBytes, fingerprint, List.of());
  }
}
