package dev.sluice.store.s3.config;

import java.util.regex.Pattern;

/// The rules that a new bucket's name has to keep. Older buckets, and those of other services, may
/// have names that break them; these can be read and written all the same.
public final class BucketName {

  /// The rule, as a remedy.
  public static final String RULE =
      "A bucket's name has 3 to 63 characters: lower-case letters, digits, - and ., beginning and"
          + " ending with a letter or a digit";

  private static final Pattern PLAIN = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern UNFIT = Pattern.compile("\\.\\.|\\.-|-\\.");
  private static final Pattern IP_V4 = Pattern.compile("\\d+(\\.\\d+){3}");

  private BucketName() {}

  /// Refuses a name that no service takes for a new bucket.
  ///
  /// @throws MisconfiguredException with the rule
  public static void checkNew(String name) {
    if (!PLAIN.matcher(name).matches()
        || UNFIT.matcher(name).find()
        || IP_V4.matcher(name).matches()) {
      throw new MisconfiguredException(
          MisconfiguredException.shown(name)
              + " cannot be the name of a bucket. "
              + RULE
              + "; no dot beside a dot or a hyphen, and no IP address");
    }
  }
}
