package dev.sluice.flow.spool;

import dev.sluice.flow.BulkStream;
import dev.sluice.flow.Descriptors;
import dev.sluice.flow.Time;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A first-in-first-out queue whose memory is bounded and whose length is not: what does not fit
/// spills to a file of its own. So whoever fills it never waits for whoever empties it, and a
/// listing of a hundred million keys ends early.
///
/// Thread-safe: many may add, many may take. The file is made only if needed and is gone after
/// [#close]. File calls are made under the lock by whoever adds or takes; they are short and
/// sequential, to a local temporary folder.
///
/// Once the file has failed, at either end, nothing more goes in or comes out: what was written in
/// part cannot be told from what was written whole. What was added and not taken stays counted
/// ([#size]).
///
/// @param <T> what is queued
public final class Spool<T> implements AutoCloseable {

  /// Writes an element to a stream and reads it back.
  ///
  /// @param <T> the element
  public interface Codec<T> {
    /// Writes one element.
    void write(T element, DataOutputStream out) throws IOException;

    /// Reads what [#write] wrote.
    T read(DataInputStream in) throws IOException;
  }

  private static final int BUFFER_BYTES = 1 << 16;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Codec<T> codec;
  private final int maxInMemory;
  private final String where;
  private final SpoolFile.Maker maker;

  /// The oldest elements; while the file holds any, new ones go to the file, so that order is kept.
  private final ArrayDeque<T> head = new ArrayDeque<>();

  private @Nullable SpoolFile file;
  private @Nullable SpoolException failure;
  private @Nullable DataOutputStream out;
  private @Nullable DataInputStream in;
  private long written;
  private long readBack;
  private long added;
  private boolean ended;
  private boolean isDiscarded;

  /// @param codec how an element is written down
  /// @param maxInMemory how many elements are kept in memory before the file is used, at least 1
  /// @param folder where the file would be made
  public Spool(Codec<T> codec, int maxInMemory, Path folder) {
    this(codec, maxInMemory, folder, Descriptors.untold(Time.SYSTEM));
  }

  /// @param codec how an element is written down
  /// @param maxInMemory how many elements are kept in memory before the file is used, at least 1
  /// @param folder where the file would be made
  /// @param descriptors by which it would be opened
  public Spool(Codec<T> codec, int maxInMemory, Path folder, Descriptors descriptors) {
    this(codec, maxInMemory, folder.toString(), () -> descriptors.open(() -> SpoolFile.in(folder)));
  }

  Spool(Codec<T> codec, int maxInMemory, String where, SpoolFile.Maker maker) {
    if (maxInMemory < 1) {
      throw new IllegalArgumentException("maxInMemory " + maxInMemory);
    }
    this.codec = codec;
    this.maxInMemory = maxInMemory;
    this.where = where;
    this.maker = maker;
  }

  /// Adds an element; never waits for a taker.
  ///
  /// @throws SpoolException if the file has failed; then the element was not added
  public void add(T element) throws SpoolException {
    lock.lock();
    try {
      if (ended) {
        throw new IllegalStateException("added after the end");
      }
      requireSound();
      if (written == readBack && head.size() < maxInMemory) {
        head.add(element);
      } else {
        codec.write(element, output());
        written++;
      }
      added++;
      changed.signal();
    } catch (IOException e) {
      throw failed("written", e);
    } finally {
      lock.unlock();
    }
  }

  /// Says that nothing more will be added.
  public void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Makes every [#take] answer null from now on; what is left stays untaken.
  public void discardRest() {
    lock.lock();
    try {
      isDiscarded = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// The oldest element, waiting for one if need be.
  ///
  /// @return null when all has been taken and [#end] was called, or after [#discardRest]
  /// @throws SpoolException if the file has failed
  public @Nullable T take() throws SpoolException, InterruptedException {
    lock.lockInterruptibly();
    try {
      T element = oldest();
      while (element == null && !ended && !isDiscarded) {
        changed.await();
        element = oldest();
      }
      return element;
    } finally {
      lock.unlock();
    }
  }

  /// The oldest element, without waiting for one.
  ///
  /// @return null when there is none now, or after [#discardRest]
  /// @throws SpoolException if the file has failed
  public @Nullable T poll() throws SpoolException {
    lock.lock();
    try {
      return oldest();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable T oldest() throws SpoolException {
    if (isDiscarded) {
      return null;
    }
    requireSound();
    try {
      if (head.isEmpty() && readBack < written) {
        refill();
      }
      return head.poll();
    } catch (IOException e) {
      throw failed("read back", e);
    }
  }

  /// How many elements were ever added.
  public long added() {
    lock.lock();
    try {
      return added;
    } finally {
      lock.unlock();
    }
  }

  /// How many wait to be taken.
  public long size() {
    lock.lock();
    try {
      return head.size() + (written - readBack);
    } finally {
      lock.unlock();
    }
  }

  private void requireSound() throws SpoolException {
    if (failure != null) {
      throw failure;
    }
  }

  /// The failure, which whoever comes later meets too.
  private SpoolException failed(String what, IOException e) {
    if (e instanceof SpoolException known) {
      return known;
    }
    String reason =
        e instanceof NoSuchFileException ? "no such folder" : String.valueOf(e.getMessage());
    failure =
        new SpoolException(
            "what is planned cannot be "
                + what
                + " in the folder for temporary files, "
                + where
                + ": "
                + reason
                + "; name another with --temp-dir",
            e);
    changed.signalAll();
    return failure;
  }

  private void refill() throws IOException {
    output().flush();
    DataInputStream input = input();
    while (head.size() < maxInMemory && readBack < written) {
      head.add(codec.read(input));
      readBack++;
    }
  }

  private SpoolFile file() throws IOException {
    if (file == null) {
      file = maker.make();
    }
    return file;
  }

  private DataOutputStream output() throws IOException {
    if (out == null) {
      out = new DataOutputStream(new BufferedOutputStream(new Appending(file()), BUFFER_BYTES));
    }
    return out;
  }

  private DataInputStream input() throws IOException {
    if (in == null) {
      in = new DataInputStream(new BufferedInputStream(new Reading(file()), BUFFER_BYTES));
    }
    return in;
  }

  private static final class Appending extends OutputStream {
    private final SpoolFile file;

    Appending(SpoolFile file) {
      this.file = file;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      file.append(bytes, from, length);
    }
  }

  private static final class Reading extends BulkStream {
    private final SpoolFile file;

    Reading(SpoolFile file) {
      this.file = file;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      return file.read(into, from, length);
    }
  }

  /// Removes the file. Never throws: a file left behind in the temporary folder is no reason to
  /// fail a run.
  @Override
  public void close() {
    discardRest();
    lock.lock();
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException ignored) {
      // nothing depends on it any more
    } finally {
      in = null;
      out = null;
      file = null;
      lock.unlock();
    }
  }
}
