package dev.sluice.store.s3.api;

import dev.sluice.model.Checksum;
import dev.sluice.model.Checksum.Scope;
import dev.sluice.model.ChecksumAlgorithm;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Reads the checksums of an answer, from its headers or its XML. Used by one thread.
public final class ChecksumHeaders implements BiConsumer<String, String> {

  /// What the names of headers begin with; the algorithm in lower case follows, or `type`.
  public static final String PREFIX = "x-amz-checksum-";

  /// The header by which an upload in parts, or a copy, asks for checksums, and is promised them.
  public static final String ALGORITHM = PREFIX + "algorithm";

  /// The header that says what a checksum is computed of.
  public static final String SCOPE = PREFIX + "type";

  private static final String TYPE = "type";

  private @Nullable List<Checksum> sums;
  private boolean composite;

  /// The header that has a checksum, of requests and answers, in lower case.
  ///
  /// @throws IllegalArgumentException if it is an MD5, which has another
  public static String name(ChecksumAlgorithm algorithm) {
    return switch (algorithm) {
      case CRC32C -> "x-amz-checksum-crc32c";
      case CRC32 -> "x-amz-checksum-crc32";
      case SHA1 -> "x-amz-checksum-sha1";
      case SHA256 -> "x-amz-checksum-sha256";
      case CRC64NVME -> "x-amz-checksum-crc64nvme";
      case MD5 -> throw new IllegalArgumentException("an MD5 has a header of its own");
    };
  }

  /// Reads an answer's headers.
  ///
  /// @param headersUnder gives every header whose name begins with the prefix, the rest of the name
  ///   in lower case
  public static List<Checksum> of(BiConsumer<String, BiConsumer<String, String>> headersUnder) {
    ChecksumHeaders headers = new ChecksumHeaders();
    headersUnder.accept(PREFIX, headers);
    return headers.checksums();
  }

  /// One of them.
  ///
  /// @param name behind the prefix, in lower case
  @Override
  public void accept(String name, String value) {
    ChecksumAlgorithm algorithm = algorithm(name);
    if (algorithm != null) {
      if (sums == null) {
        sums = new ArrayList<>(1);
      }
      sums.add(
          new Checksum(
              algorithm, value, value.indexOf('-') < 0 ? Scope.FULL_OBJECT : Scope.COMPOSITE));
    } else if (name.equals(TYPE)) {
      composite = value.equalsIgnoreCase(Scope.COMPOSITE.name());
    }
  }

  /// Those of the algorithms that are known here. Where the answer does not say what they were
  /// computed of, a number of parts behind the value does.
  public List<Checksum> checksums() {
    if (sums == null) {
      return List.of();
    }
    if (composite) {
      sums.replaceAll(each -> new Checksum(each.algorithm(), each.value(), Scope.COMPOSITE));
    }
    return sums;
  }

  /// What a service calls so.
  ///
  /// @param name in lower case
  /// @return null where that is not known here
  static @Nullable ChecksumAlgorithm algorithm(String name) {
    return switch (name) {
      case "crc32c" -> ChecksumAlgorithm.CRC32C;
      case "crc32" -> ChecksumAlgorithm.CRC32;
      case "sha1" -> ChecksumAlgorithm.SHA1;
      case "sha256" -> ChecksumAlgorithm.SHA256;
      case "crc64nvme" -> ChecksumAlgorithm.CRC64NVME;
      default -> null;
    };
  }
}
