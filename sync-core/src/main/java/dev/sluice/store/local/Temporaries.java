package dev.sluice.store.local;

import java.security.SecureRandom;
import java.util.HexFormat;

/// The names of files that are being written: `.sluice-tmp-` and sixteen hexadecimal digits. A
/// listing passes over them and no key may have such a segment.
final class Temporaries {

  private static final String PREFIX = ".sluice-tmp-";
  private static final int DIGITS = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Temporaries() {}

  static String newName() {
    return PREFIX + HexFormat.of().toHexDigits(RANDOM.nextLong());
  }

  static boolean isTemporary(String name) {
    return name.startsWith(PREFIX)
        && name.length() == PREFIX.length() + DIGITS
        && name.chars().skip(PREFIX.length()).allMatch(c -> HexFormat.isHexDigit(c));
  }
}
