package dev.sluice.care.acl;

import java.util.concurrent.atomic.LongAdder;

/// Counts how far objects can be reached. Thread-safe.
public final class AuditFigures {

  private final LongAdder everybody = new LongAdder();
  private final LongAdder accounts = new LongAdder();
  private final LongAdder conditional = new LongAdder();
  private final LongAdder voided = new LongAdder();
  private final LongAdder expected = new LongAdder();
  private final LongAdder open = new LongAdder();

  void judged(Judgement judgement, boolean isExpected) {
    switch (judgement.reach()) {
      case NOBODY -> {}
      case CONDITIONAL -> conditional.increment();
      case ACCOUNTS -> accounts.increment();
      case EVERYBODY -> everybody.increment();
    }
    if (judgement.isVoid()) {
      voided.increment();
    }
    if (judgement.isPublic() && isExpected) {
      expected.increment();
    }
  }

  void staysOpen() {
    open.increment();
  }

  /// What everybody can reach.
  public long everybody() {
    return everybody.sum();
  }

  /// What every account of the service can reach, and not everybody.
  public long accounts() {
    return accounts.sum();
  }

  /// What can be reached under the policy's conditions alone.
  public long conditional() {
    return conditional.sum();
  }

  /// What has public grants without effect.
  public long voided() {
    return voided.sum();
  }

  /// What can be reached and is expected to.
  public long expected() {
    return expected.sum();
  }

  /// What can be reached, is not expected to, and was not closed.
  public long open() {
    return open.sum();
  }
}
