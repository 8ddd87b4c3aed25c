package dev.sluice.flow;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
  private final Path folder;

  /// The oldest elements; while the file holds any, new ones go to the file, so that order is kept.
  private final ArrayDeque<T> head = new ArrayDeque<>();

  private @Nullable Path file;
  private @Nullable DataOutputStream out;
  private @Nullable DataInputStream in;
  private long written;
  private long readBack;
  private long added;
  private boolean ended;
  private boolean abandoned;

  /// @param codec how an element is written down
  /// @param maxInMemory how many elements are kept in memory before the file is used, at least 1
  /// @param folder where the file would be made
  public Spool(Codec<T> codec, int maxInMemory, Path folder) {
    if (maxInMemory < 1) {
      throw new IllegalArgumentException("maxInMemory " + maxInMemory);
    }
    this.codec = codec;
    this.maxInMemory = maxInMemory;
    this.folder = folder;
  }

  /// Adds an element; never waits for a taker.
  ///
  /// @throws UncheckedIOException if the file cannot be written
  public void add(T element) {
    lock.lock();
    try {
      if (ended) {
        throw new IllegalStateException("added after the end");
      }
      added++;
      if (written == readBack && head.size() < maxInMemory) {
        head.add(element);
      } else {
        codec.write(element, output());
        written++;
      }
      changed.signal();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the spool file " + file, e);
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
  public void abandon() {
    lock.lock();
    try {
      abandoned = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// The oldest element, waiting for one if need be.
  ///
  /// @return null when all has been taken and [#end] was called, or after [#abandon]
  public @Nullable T take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        if (abandoned) {
          return null;
        }
        if (head.isEmpty() && readBack < written) {
          refill();
        }
        T element = head.poll();
        if (element != null) {
          return element;
        }
        if (ended) {
          return null;
        }
        changed.await();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the spool file " + file, e);
    } finally {
      lock.unlock();
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

  private void refill() throws IOException {
    output().flush();
    DataInputStream input = input();
    while (head.size() < maxInMemory && readBack < written) {
      head.add(codec.read(input));
      readBack++;
    }
  }

  private DataOutputStream output() throws IOException {
    if (out == null) {
      Path made = Files.createTempFile(folder, "sluice-", ".spool");
      file = made;
      out =
          new DataOutputStream(
              new BufferedOutputStream(
                  Files.newOutputStream(made, StandardOpenOption.WRITE), BUFFER_BYTES));
    }
    return out;
  }

  private DataInputStream input() throws IOException {
    if (in == null) {
      if (file == null) {
        throw new IllegalStateException("read before anything was written");
      }
      InputStream raw = Channels.newInputStream(FileChannel.open(file, StandardOpenOption.READ));
      in = new DataInputStream(new BufferedInputStream(raw, BUFFER_BYTES));
    }
    return in;
  }

  /// Removes the file. Never throws: a file left behind in the temporary folder is no reason to
  /// fail a run.
  @Override
  public void close() {
    abandon();
    lock.lock();
    try {
      closeQuietly(in);
      closeQuietly(out);
      if (file != null) {
        closeQuietly(deleting(file));
      }
      in = null;
      out = null;
      file = null;
    } finally {
      lock.unlock();
    }
  }

  private static AutoCloseable deleting(Path path) {
    return () -> Files.deleteIfExists(path);
  }

  private static void closeQuietly(@Nullable AutoCloseable closeable) {
    try {
      if (closeable != null) {
        closeable.close();
      }
    } catch (Exception ignored) {
      // nothing depends on it any more
    }
  }
}
