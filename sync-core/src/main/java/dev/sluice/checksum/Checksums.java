package dev.sluice.checksum;

import dev.sluice.model.Checksum;
import dev.sluice.model.Checksum.Scope;
import dev.sluice.model.ChecksumAlgorithm;
import java.util.Base64;
import java.util.List;

/// Checksums as services give them: of contents in memory, and of objects that are made of parts
/// from those of the parts.
public final class Checksums {

  private Checksums() {}

  /// That of a content.
  public static Checksum of(ChecksumAlgorithm algorithm, byte[] content) {
    RunningSum sum = RunningSum.of(algorithm);
    sum.update(content, 0, content.length);
    return new Checksum(algorithm, sum.base64(), Scope.FULL_OBJECT);
  }

  /// The checksum of the parts' checksums, with the number of parts behind it.
  ///
  /// @param parts each part's, of its own content; at least one, all of one algorithm
  public static Checksum composite(List<Checksum> parts) {
    ChecksumAlgorithm algorithm = parts.getFirst().algorithm();
    RunningSum sum = RunningSum.of(algorithm);
    for (Checksum part : parts) {
      byte[] value = Base64.getDecoder().decode(part.value());
      sum.update(value, 0, value.length);
    }
    return new Checksum(algorithm, sum.base64() + "-" + parts.size(), Scope.COMPOSITE);
  }

  /// The checksum of all of a content, which follows from its parts' where that is a CRC.
  ///
  /// @param parts each part's, of its own content; at least one, all of one algorithm
  /// @param partBytes how long each is but for the last
  /// @param sizeBytes how long they are together
  /// @throws IllegalArgumentException if the algorithm is no CRC
  public static Checksum joined(List<Checksum> parts, long partBytes, long sizeBytes) {
    ChecksumAlgorithm algorithm = parts.getFirst().algorithm();
    Crcs crcs = Crcs.of(algorithm);
    long joined = 0;
    long left = sizeBytes;
    for (Checksum part : parts) {
      long value = crcs.value(Base64.getDecoder().decode(part.value()));
      joined = crcs.join(joined, value, Math.min(partBytes, left));
      left -= partBytes;
    }
    String value = Base64.getEncoder().encodeToString(crcs.bytes(joined));
    return new Checksum(algorithm, value, Scope.FULL_OBJECT);
  }
}
