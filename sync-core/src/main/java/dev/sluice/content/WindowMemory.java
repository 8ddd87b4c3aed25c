package dev.sluice.content;

import dev.sluice.flow.BytePermits;
import java.util.ArrayList;
import java.util.List;

/// The memory for the windows of contents that are read together, held until closed.
///
/// What suffices is waited for, for all of them at once, so that none who has some waits for more;
/// what lets more be read ahead is taken only if it is free.
final class WindowMemory implements AutoCloseable {

  /// So many windows of a content are on their way at once, at most.
  private static final int MOST = 8;

  private final List<BytePermits.Lease> leases = new ArrayList<>();
  private final int ahead;

  private WindowMemory(BytePermits memory, long onceBytes, long aheadBytes, long most)
      throws InterruptedException {
    boolean isAhead = most > 1;
    leases.add(memory.acquire(onceBytes + (isAhead ? aheadBytes : 0)));
    int windows = isAhead ? 2 : 1;
    while (isAhead && windows < Math.min(most, MOST)) {
      BytePermits.Lease more = memory.tryAcquire(aheadBytes);
      if (more == null) {
        break;
      }
      leases.add(more);
      windows++;
    }
    this.ahead = windows;
  }

  /// Waits for it.
  static WindowMemory of(BytePermits memory, ContentWindows.Place... contents)
      throws InterruptedException {
    long onceBytes = 0;
    long aheadBytes = 0;
    long most = 1;
    for (ContentWindows.Place content : contents) {
      onceBytes += content.windowBytes();
      if (content.isReadAhead()) {
        aheadBytes += content.windowBytes();
        most = Math.max(most, content.windows());
      }
    }
    return new WindowMemory(memory, onceBytes, aheadBytes, most);
  }

  /// How many windows may be held of each content that is read ahead, at least 1.
  int ahead() {
    return ahead;
  }

  @Override
  public void close() {
    leases.forEach(BytePermits.Lease::close);
  }
}
