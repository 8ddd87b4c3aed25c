package dev.sluice.s3server.store.computed;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A bucket of computed objects, as the command line describes it:
/// `name=flat,keys=1000000,pattern=img%09d.jpg,size=4096`.
///
/// @param name the bucket's name
/// @param pattern the keys
/// @param sizeBytes the size of each object
/// @param etags what ETags are
/// @param variants how many different contents there are
/// @param partBytes the part size that ETags of parts speak of
/// @param modifiedSecond the time of every object, in seconds since 1970
public record ComputedSpec(
    String name,
    KeyPattern pattern,
    long sizeBytes,
    Etags etags,
    int variants,
    long partBytes,
    long modifiedSecond) {

  /// What an ETag is made of.
  public enum Etags {
    /// The MD5 of the content, which is worked out once for each of the variants.
    MD5,
    /// The ETag of an upload in parts, which costs nothing however large the object.
    PARTS,
    /// Thirty-two digits that are the MD5 of nothing; different for every key.
    FAKE
  }

  /// So much is hashed at most when the server starts, unless a single content is larger.
  private static final long HASHED_BYTES = 128L << 20;

  private static final int MAX_VARIANTS = 256;
  private static final long LARGEST_MD5_BYTES = 64L << 20;
  private static final long PART_BYTES = 8L << 20;
  private static final String NEW_YEAR = "2026-01-01T00:00:00Z";

  /// Reads a description.
  ///
  /// @throws IllegalArgumentException if it makes no sense; the message says why
  public static ComputedSpec parse(String text) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String setting : text.split(",", -1)) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("--synthetic takes name=value pairs, not " + setting);
      }
      settings.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    String name = take(settings, "name", "synthetic");
    long keys = number(take(settings, "keys", "1000000"));
    List<Long> fan = fan(take(settings, "fan", ""));
    KeyPattern pattern =
        KeyPattern.of(take(settings, "pattern", "dir/object-%012d.bin"), keys, fan);
    long sizeBytes = number(take(settings, "size", "4096"));
    String etags = take(settings, "etag", sizeBytes > LARGEST_MD5_BYTES ? "parts" : "md5");
    long partBytes = number(take(settings, "part", Long.toString(PART_BYTES)));
    long hashedEach = Math.max(1, Math.min(sizeBytes, Math.max(partBytes, LARGEST_MD5_BYTES)));
    long affordable = Math.clamp(HASHED_BYTES / hashedEach, 1, MAX_VARIANTS);
    long variants = number(take(settings, "variants", Long.toString(affordable)));
    String modified = take(settings, "modified", NEW_YEAR);
    if (!settings.isEmpty()) {
      throw new IllegalArgumentException("--synthetic has no setting " + settings.keySet());
    }
    return new ComputedSpec(
        name,
        pattern,
        sizeBytes,
        kind(etags),
        Math.toIntExact(Math.clamp(variants, 1, Noise.PERIOD_BYTES)),
        wholePeriods(partBytes),
        second(modified));
  }

  private static String take(Map<String, String> settings, String name, String otherwise) {
    String value = settings.remove(name);
    return value == null ? otherwise : value;
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text.replace("_", ""));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("no number: " + text, e);
    }
  }

  private static List<Long> fan(String text) {
    List<Long> values = new ArrayList<>();
    for (String value : text.isEmpty() ? new String[0] : text.split("x", -1)) {
      values.add(Math.max(1, number(value)));
    }
    return values;
  }

  private static Etags kind(String text) {
    try {
      return Etags.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("etag is md5, parts or fake, not " + text, e);
    }
  }

  /// Then every part but the last has the same bytes, and so the same MD5.
  private static long wholePeriods(long partBytes) {
    if (partBytes <= 0 || partBytes % Noise.PERIOD_BYTES != 0) {
      throw new IllegalArgumentException("part must be a multiple of 1048576");
    }
    return partBytes;
  }

  private static long second(String text) {
    try {
      return Instant.parse(text).getEpochSecond();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("modified is a time such as " + NEW_YEAR, e);
    }
  }
}
