package dev.sluice.cli.config;

import dev.sluice.model.UsageException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The storage classes of S3, to catch a slip of the pen before anything is sent. Other services
/// have classes of their own, so a name that is near to none of these is the service's to judge.
final class StorageClassCheck {

  private static final List<String> KNOWN =
      List.of(
          "STANDARD",
          "STANDARD_IA",
          "ONEZONE_IA",
          "INTELLIGENT_TIERING",
          "GLACIER",
          "GLACIER_IR",
          "DEEP_ARCHIVE",
          "REDUCED_REDUNDANCY",
          "EXPRESS_ONEZONE",
          "OUTPOSTS",
          "SNOW");

  /// It goes into a header.
  private static final Pattern NAME = Pattern.compile("[A-Z0-9_.-]{1,64}");

  /// So many letters added, left out or changed are a slip.
  private static final int SLIP = 2;

  private StorageClassCheck() {}

  /// Refuses a name that cannot be a class, or that is nearly one.
  ///
  /// @param text null for none
  static void check(String flag, @Nullable String text) throws UsageException {
    if (text == null) {
      return;
    }
    String name = text.strip().toUpperCase(Locale.ROOT);
    if (KNOWN.contains(name)) {
      return;
    }
    if (!NAME.matcher(name).matches()) {
      throw new UsageException(
          flag + ": not the name of a storage class; there are " + String.join(", ", KNOWN));
    }
    String bare = name.replace('-', '_');
    List<String> near =
        KNOWN.stream().filter(known -> EditDistance.between(bare, known) <= SLIP).toList();
    if (!near.isEmpty()) {
      throw new UsageException(
          flag + " " + text + ": did you mean " + String.join(" or ", near) + "?");
    }
  }
}
