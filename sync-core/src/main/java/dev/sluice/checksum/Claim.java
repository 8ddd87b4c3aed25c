package dev.sluice.checksum;

import dev.sluice.model.Checksum;
import dev.sluice.model.Checksum.Scope;
import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.PartPlan;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What a service says of an object's content: a sum of it, or a sum of the sums of its parts.
///
/// @param sum which
/// @param value in the form in which it came, without the number of parts
/// @param partCount how many parts the sum is made of; 0 where it is the whole content's
/// @param partSizesBytes how long the parts may be, likeliest first; the whole length where there
///   are none
/// @param isCertain whether the parts' length is known and not guessed
public record Claim(
    ChecksumAlgorithm sum,
    String value,
    int partCount,
    List<Long> partSizesBytes,
    boolean isCertain) {

  /// An object, as far as that matters to what is said of it.
  ///
  /// @param sizeBytes its length
  /// @param partBytes the length of its parts, where that was asked for, more than 0; empty where
  ///   it is not known
  public record Shape(long sizeBytes, OptionalLong partBytes) {

    List<Long> partSizes(int partCount) {
      if (partCount == 0) {
        return List.of(Math.max(1, sizeBytes));
      }
      if (partBytes.isPresent()) {
        long known = partBytes.getAsLong();
        return Math.ceilDiv(sizeBytes, known) == partCount ? List.of(known) : List.of();
      }
      return PartPlan.candidates(sizeBytes, partCount);
    }
  }

  /// The one of all that is said that costs the least to hold a content against.
  ///
  /// @param fingerprint what the ETag says
  /// @param checksums what the answer has beside it
  /// @return null where nothing is said that a content could be held against
  public static @Nullable Claim cheapest(
      Fingerprint fingerprint, List<Checksum> checksums, Shape shape) {
    for (ChecksumAlgorithm sum : ChecksumAlgorithm.values()) {
      String text = sum == ChecksumAlgorithm.MD5 ? md5(fingerprint) : value(sum, checksums);
      Claim claim = text == null ? null : of(sum, text, shape);
      if (claim != null) {
        return claim;
      }
    }
    return null;
  }

  /// That of a whole, or one of parts that says of how many.
  private static @Nullable String value(ChecksumAlgorithm sum, List<Checksum> checksums) {
    for (Checksum each : checksums) {
      if (each.algorithm() == sum) {
        boolean tells = each.scope() == Scope.FULL_OBJECT || each.value().indexOf('-') >= 0;
        return tells ? each.value() : null;
      }
    }
    return null;
  }

  private static @Nullable String md5(Fingerprint fingerprint) {
    return switch (fingerprint) {
      case Fingerprint.Md5 md5 -> md5.hex();
      case Fingerprint.MultipartETag parts -> parts.text();
      case Fingerprint.Unread _, Fingerprint.Remembered _, Fingerprint.Opaque _ -> null;
    };
  }

  private static @Nullable Claim of(ChecksumAlgorithm sum, String text, Shape shape) {
    int dash = text.indexOf('-');
    String value = dash < 0 ? text : text.substring(0, dash);
    int partCount;
    try {
      partCount = dash < 0 ? 0 : Integer.parseInt(text.substring(dash + 1));
      if (bytes(sum, value).length != sum.sizeBytes() || (dash >= 0 && partCount < 1)) {
        return null;
      }
    } catch (IllegalArgumentException _) {
      return null; // no such sum, whatever the header says
    }
    List<Long> sizes = shape.partSizes(partCount);
    return sizes.isEmpty()
        ? null
        : new Claim(sum, value, partCount, sizes, partCount == 0 || shape.partBytes().isPresent());
  }

  private static byte[] bytes(ChecksumAlgorithm sum, String value) {
    return sum == ChecksumAlgorithm.MD5
        ? HexFormat.of().parseHex(value)
        : Base64.getDecoder().decode(value);
  }

  /// A sum in the form of this claim's value.
  public String text(byte[] bytes) {
    return sum == ChecksumAlgorithm.MD5
        ? HexFormat.of().formatHex(bytes)
        : Base64.getEncoder().encodeToString(bytes);
  }

  /// Whether it is the ETag that says so.
  public boolean isETag() {
    return sum == ChecksumAlgorithm.MD5;
  }

  /// Whether it is a sum of the sums of parts.
  public boolean isOfParts() {
    return partCount > 0;
  }

  /// In words, with what a content came to in place of what is claimed.
  public String describe(String found) {
    return sum.name().toLowerCase(Locale.ROOT) + " " + found + (isOfParts() ? "-" + partCount : "");
  }
}
