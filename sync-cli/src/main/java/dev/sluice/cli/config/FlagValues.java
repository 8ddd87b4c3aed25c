package dev.sluice.cli.config;

import dev.sluice.engine.Resolver;
import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import dev.sluice.store.s3.config.BucketName;
import dev.sluice.store.s3.config.EndpointUrl;
import dev.sluice.store.s3.config.MisconfiguredException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what users write as values of flags. What cannot be read is a [UsageException] that names
/// the flag.
public final class FlagValues {

  private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,6})?)%?");
  private static final Pattern AMOUNT = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)([kmg]?)");
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})([smhd]?)");

  private static final Duration OLDEST = Duration.ofDays(36_500);

  private FlagValues() {}

  /// A location.
  public static Location location(String text) throws UsageException {
    return StoreKind.SCHEMES.parse(text);
  }

  /// A line for the user about a destination that may have been meant otherwise; null where there
  /// is nothing to say.
  public static @Nullable String ambiguity(Location source, Location destination)
      throws UsageException {
    return Resolver.ambiguity(StoreKind.SCHEMES, source, destination);
  }

  /// A share, written as a percentage.
  ///
  /// @return from 0 to 1
  public static double share(String flag, String text) throws UsageException {
    Matcher percent = PERCENT.matcher(text);
    double share = percent.matches() ? Double.parseDouble(percent.group(1)) / 100 : -1;
    if (share < 0 || share > 1) {
      throw new UsageException(flag + " " + text + ": from 0% to 100%");
    }
    return share;
  }

  /// An amount of bytes, with k, m or g for powers of 1024; at least 1.
  static long amount(String flag, String text) throws UsageException {
    Matcher matcher = AMOUNT.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new UsageException(
          flag + " " + text + ": not an amount of bytes; write 500k, 20m or 1.5g");
    }
    long unit =
        switch (matcher.group(2)) {
          case "k" -> 1L << 10;
          case "m" -> 1L << 20;
          case "g" -> 1L << 30;
          default -> 1;
        };
    double amount = Double.parseDouble(matcher.group(1)) * unit;
    if (amount < 1 || amount > Long.MAX_VALUE / 2.0) {
      throw new UsageException(flag + " " + text + ": out of range");
    }
    return (long) amount;
  }

  /// An age: a length of time that names its unit, since a bare number is as likely meant as days.
  public static Duration age(String flag, String text) throws UsageException {
    if (!text.isEmpty() && Character.isDigit(text.charAt(text.length() - 1))) {
      throw new UsageException(flag + " " + text + ": say of what; write 90s, 30m, 12h or 7d");
    }
    return duration(flag, text, OLDEST);
  }

  /// A length of time: a number of seconds, or one with s, m, h or d behind it.
  public static Duration duration(String flag, String text) throws UsageException {
    return duration(flag, text, OLDEST);
  }

  /// The same.
  ///
  /// @param most what is refused as too long
  static Duration duration(String flag, String text, Duration most) throws UsageException {
    Matcher matcher = DURATION.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new UsageException(
          flag + " " + text + ": not a length of time; write 90s, 30m, 12h or 7d");
    }
    long number = Long.parseLong(matcher.group(1));
    Duration length =
        switch (matcher.group(2)) {
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          case "d" -> Duration.ofDays(number);
          default -> Duration.ofSeconds(number);
        };
    if (length.compareTo(most) > 0) {
      throw new UsageException(flag + " " + text + ": at most " + most.toDays() + " days");
    }
    return length;
  }

  /// A text that is not blank, or null.
  static @Nullable String nonBlank(String flag, @Nullable String text) throws UsageException {
    if (text != null && text.isBlank()) {
      throw new UsageException(flag + ": the value is empty");
    }
    return text;
  }

  /// A service's address, or null.
  static @Nullable URI endpoint(String flag, @Nullable String text) throws UsageException {
    if (text == null) {
      return null;
    }
    nonBlank(flag, text);
    try {
      return EndpointUrl.parse(flag, text);
    } catch (MisconfiguredException e) {
      throw new UsageException(e.getMessage());
    }
  }

  /// Refuses what cannot be a new bucket's name.
  public static void newBucket(String name) throws UsageException {
    try {
      BucketName.checkNew(name);
    } catch (MisconfiguredException e) {
      throw new UsageException(e.getMessage());
    }
  }
}
