package dev.sluice.s3server.checksum;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A checksum as it is kept with an object or a part. The array is not copied and must not be
/// changed.
///
/// @param value big-endian
/// @param parts how many parts a composite checksum is made of; 0 for a full one
@SuppressWarnings("ArrayRecordComponent") // Equality is by content, see below.
public record StoredChecksum(ChecksumAlgorithm algorithm, byte[] value, int parts) {

  /// The checksum and length of one part.
  public record Part(StoredChecksum checksum, long sizeBytes) {}

  public ChecksumType type() {
    return parts == 0 ? ChecksumType.FULL_OBJECT : ChecksumType.COMPOSITE;
  }

  /// The value as S3 writes it: base64, and for a composite one the number of parts.
  public String text() {
    String base64 = Base64.getEncoder().encodeToString(value);
    return parts == 0 ? base64 : base64 + '-' + parts;
  }

  /// Reads what [#text] writes; null when the text is no such checksum in base64
  public static @Nullable StoredChecksum parse(ChecksumAlgorithm algorithm, String text) {
    int dash = text.lastIndexOf('-');
    try {
      byte[] value = Base64.getDecoder().decode(dash < 0 ? text : text.substring(0, dash));
      int parts = dash < 0 ? 0 : Integer.parseInt(text.substring(dash + 1));
      return value.length == algorithm.sizeBytes()
          ? new StoredChecksum(algorithm, value, parts)
          : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /// The checksum of an object made of parts.
  ///
  /// @param parts at least one, all of the algorithm
  public static StoredChecksum ofParts(
      ChecksumAlgorithm algorithm, ChecksumType type, List<Part> parts) {
    return switch (type) {
      case COMPOSITE -> {
        RunningChecksum running = algorithm.start();
        for (Part part : parts) {
          running.update(part.checksum.value, 0, part.checksum.value.length);
        }
        yield new StoredChecksum(algorithm, running.value(), parts.size());
      }
      case FULL_OBJECT -> {
        byte[] value = parts.getFirst().checksum.value;
        for (Part part : parts.subList(1, parts.size())) {
          value = CrcCombination.combine(algorithm, value, part.checksum.value, part.sizeBytes);
        }
        yield new StoredChecksum(algorithm, value, 0);
      }
    };
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StoredChecksum that
        && algorithm == that.algorithm
        && parts == that.parts
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return algorithm + ":" + text();
  }
}
