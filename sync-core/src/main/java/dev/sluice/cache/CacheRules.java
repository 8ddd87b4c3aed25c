package dev.sluice.cache;

import java.time.Duration;

/// When what is remembered is believed.
///
/// @param check what of a file's stamp has to be as it was
/// @param margin a file that was read within so much time of its last change is read again by the
///   next run
/// @param recheckShare which share of files is read though it is remembered, at random: from 0 to 1
public record CacheRules(CacheCheck check, Duration margin, double recheckShare) {

  /// A share so small that no file is in it. What is read for another reason is then held against
  /// what is remembered of it all the same.
  public static final double NONE_BUT_LOOKED_UP = Double.MIN_VALUE;

  private static final Duration OWN_CLOCK = Duration.ofSeconds(2);
  private static final Duration OTHER_CLOCK = Duration.ofSeconds(10);

  /// @throws IllegalArgumentException if the share is none
  public CacheRules {
    if (!(recheckShare >= 0 && recheckShare <= 1)) {
      throw new IllegalArgumentException("no share: " + recheckShare);
    }
  }

  /// What is right for a file system, whose times may be another machine's.
  ///
  /// @param type its name, as the system gives it
  public static CacheRules of(String type) {
    CacheCheck check = CacheCheck.of(type);
    return new CacheRules(check, check == CacheCheck.STRICT ? OWN_CLOCK : OTHER_CLOCK, 0);
  }

  /// The same with another check.
  public CacheRules withCheck(CacheCheck other) {
    return new CacheRules(other, margin, recheckShare);
  }

  /// The same with a share to be read again.
  public CacheRules withRecheckShare(double share) {
    return new CacheRules(check, margin, share);
  }
}
