package dev.sluice.cli.config;

import dev.sluice.model.UsageException;

/// Refuses flags of which each makes the other meaningless: guessing which was meant is worse than
/// asking.
final class ConflictingFlags {

  private ConflictingFlags() {}

  static void refuse(String one, boolean oneGiven, String other, boolean otherGiven)
      throws UsageException {
    if (oneGiven && otherGiven) {
      throw new UsageException(one + " and " + other + " contradict each other; leave one out");
    }
  }
}
