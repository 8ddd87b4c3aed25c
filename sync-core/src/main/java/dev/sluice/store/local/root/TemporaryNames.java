package dev.sluice.store.local.root;

import dev.sluice.flow.RunLock;
import java.security.SecureRandom;
import java.util.HexFormat;

/// The names of files that are being written: `.sluice-tmp-` and sixteen hexadecimal digits, the
/// first half of them the mark of the run that writes. A listing passes over them and no key may
/// have such a segment.
public final class TemporaryNames {

  private static final String PREFIX = ".sluice-tmp-";
  private static final int DIGITS = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private TemporaryNames() {}

  /// A name for a file that is being written.
  ///
  /// @param mark the run's own ([dev.sluice.flow.RunLock])
  public static String newName(String mark) {
    return PREFIX + mark + HexFormat.of().toHexDigits(RANDOM.nextInt());
  }

  /// The mark of the run that wrote it.
  ///
  /// @param name a temporary one
  public static String mark(String name) {
    return name.substring(PREFIX.length(), PREFIX.length() + RunLock.DIGITS);
  }

  public static boolean isTemporary(String name) {
    return name.startsWith(PREFIX)
        && name.length() == PREFIX.length() + DIGITS
        && name.chars().skip(PREFIX.length()).allMatch(c -> HexFormat.isHexDigit(c));
  }
}
