package dev.sluice.content;

import dev.sluice.model.Entry;
import java.util.concurrent.atomic.AtomicInteger;

/// Whether one service's ETags say something of contents, by what a run has found. Some services
/// make them of something else, without a word. Thread-safe.
public final class ETagTrust {

  /// So many contents that were whole and not what their ETags say are no accident.
  static final int CONTRADICTIONS = 3;

  /// So many contents whose ETags were right although they looked doubtful end the doubt.
  private static final int CONFIRMATIONS = 3;

  private final AtomicInteger contradicted = new AtomicInteger();
  private final AtomicInteger confirmed = new AtomicInteger();

  /// A content that is certainly whole is not what its ETag says.
  public void contradicted() {
    contradicted.incrementAndGet();
  }

  /// A content that looked as if its ETag might be wrong was what the ETag says.
  public void confirmed() {
    confirmed.incrementAndGet();
  }

  /// Whether the service's ETags say nothing, as far as this run is concerned.
  public boolean isLost() {
    return contradicted.get() >= CONTRADICTIONS;
  }

  /// What is believed of an entry: once trust is lost, not what its ETag seems to say.
  public Entry believed(Entry entry) {
    return isLost() ? entry.withoutDigest() : entry;
  }

  /// Whether it is worth finding out.
  public boolean isOpen() {
    return !isLost() && confirmed.get() < CONFIRMATIONS;
  }
}
