package dev.sluice.flow.work;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Buffers that are filled ahead of whoever empties them: as many at once as there are, each by a
/// virtual thread of its own, for what waits on the network. They are taken in the order of their
/// numbers, whatever the order in which they become full. Used by one thread, which blocks.
///
/// @param <E> how filling fails
public final class BufferRing<E extends Exception> implements AutoCloseable {

  /// Fills one buffer.
  ///
  /// @param <E> how it fails
  @FunctionalInterface
  public interface Filling<E extends Exception> {
    /// Called from several threads at once, for each number once.
    ///
    /// @param number from 0
    /// @param into filled from its beginning
    void fill(long number, byte[] into) throws E, InterruptedException;
  }

  /// A buffer, which is either with the one who fills it or with the one who empties it.
  private static final class Slot {
    final byte[] buffer;
    final Semaphore empty = new Semaphore(1);
    final Semaphore full = new Semaphore(0);

    /// Why it could not be filled; set before it is full.
    @Nullable Throwable failure;

    Slot(int bytes) {
      this.buffer = new byte[bytes];
    }
  }

  private final List<Slot> slots = new ArrayList<>();
  private final WorkerGroup group;
  private final long count;
  private long next;
  private @Nullable Slot given;

  /// Begins to fill.
  ///
  /// @param name what the threads are called
  /// @param buffers how many there are, at least 1
  /// @param bufferBytes how long each is
  /// @param count how many times one is filled in all
  public BufferRing(String name, int buffers, int bufferBytes, long count, Filling<E> filling) {
    this.count = count;
    this.group = WorkerGroup.ofVirtual(name);
    for (int first = 0; first < Math.min(buffers, count); first++) {
      slots.add(new Slot(bufferBytes));
    }
    for (int i = 0; i < slots.size(); i++) {
      int first = i;
      group.fork(() -> fillAll(first, filling));
    }
  }

  private void fillAll(int first, Filling<E> filling) throws InterruptedException {
    Slot slot = slots.get(first);
    for (long number = first; number < count; number += slots.size()) {
      slot.empty.acquire();
      try {
        filling.fill(number, slot.buffer);
      } catch (Throwable t) {
        slot.failure = t;
        return;
      } finally {
        slot.full.release();
      }
    }
  }

  /// The next buffer, full. The one before it is filled anew.
  ///
  /// @throws E why this one could not be filled
  /// @throws IllegalStateException if all were taken
  @SuppressWarnings("unchecked")
  public byte[] next() throws E, InterruptedException {
    if (next == count) {
      throw new IllegalStateException("all " + count + " were taken");
    }
    if (given != null) {
      given.empty.release();
      given = null;
    }
    Slot slot = slots.get((int) (next % slots.size()));
    slot.full.acquire();
    switch (slot.failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case InterruptedException e -> throw e;
      case Throwable e -> throw (E) e; // Filling declares no other
    }
    next++;
    given = slot;
    return slot.buffer;
  }

  /// Ends what is being filled, and waits for that.
  @Override
  public void close() {
    group.close();
  }
}
