package dev.sluice.store.local.write;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.Threads;
import dev.sluice.flow.Time;
import dev.sluice.store.StoreException;
import dev.sluice.store.local.directory.FileSystemFlush;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Gives small files their final names, those that were written meanwhile at once: one flush of the
/// file system, then their renames. So the price of a flush is shared, as in the group commit of a
/// database.
///
/// Thread-safe. The work is done on a thread of its own, which nobody interrupts, since it is done
/// for all.
public final class GroupFlush {

  /// A flush that takes longer also wrote what others had written. From then on each file is
  /// flushed by itself.
  private static final Duration SLOW = Duration.ofSeconds(2);

  private static final int REMEMBERED = 20_000;

  private final FileSystemFlush fileSystem;
  private final Time time;
  private final Cache<Path, Boolean> covered =
      Caffeine.newBuilder().maximumSize(REMEMBERED).executor(Runnable::run).build();
  private final Executor executor;
  private List<Waiting> waiting = new ArrayList<>();
  private boolean atWork;
  private volatile boolean alone;

  /// @param executor runs one task at a time, on a thread that may block and is not interrupted
  public GroupFlush(FileSystemFlush fileSystem, Time time, Executor executor) {
    this.fileSystem = fileSystem;
    this.time = time;
    this.executor = executor;
  }

  /// One thread for [GroupFlush], there while there is something to do.
  ///
  /// @param io looks at it with its own
  public static ExecutorService thread(BlockingIo io) {
    ThreadPoolExecutor thread =
        new ThreadPoolExecutor(
            1, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), io.threads("sluice-flush-"));
    thread.allowCoreThreadTimeOut(true);
    return thread;
  }

  /// One file and who waits for it.
  private static final class Waiting extends CompletableFuture<@Nullable Void> {
    private final TemporaryFile file;

    Waiting(TemporaryFile file) {
      this.file = file;
    }
  }

  /// Whether files in `directory` may be given to [#publish]. Blocks.
  boolean takes(Path directory) {
    return !alone && covered.get(directory, fileSystem::covers);
  }

  /// Makes `file`, which is prepared, safe and visible, and waits for that.
  ///
  /// @throws InterruptedException if the caller was interrupted; `file` has been removed, or is
  ///   about to become visible
  void publish(TemporaryFile file) throws StoreException, InterruptedException {
    Waiting mine = new Waiting(file);
    if (!enqueue(mine)) {
      work(); // there is no thread to be had for it
    }
    try {
      mine.get();
    } catch (InterruptedException e) {
      if (withdraw(mine)) {
        file.discard(e);
      }
      throw e;
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case StoreException failure -> throw failure;
        case RuntimeException unchecked -> throw unchecked;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  /// @return whether somebody else is at work
  private synchronized boolean enqueue(Waiting file) {
    waiting.add(file);
    if (atWork) {
      return true;
    }
    atWork = true;
    try {
      executor.execute(this::work);
      return true;
    } catch (OutOfMemoryError e) {
      if (Threads.cannotBeHad(e)) {
        return false;
      }
      throw e;
    }
  }

  private synchronized boolean withdraw(Waiting file) {
    return waiting.remove(file);
  }

  private void work() {
    for (List<Waiting> group = takeAll(); !group.isEmpty(); group = takeAll()) {
      try {
        publishAll(group);
      } catch (RuntimeException | Error e) { // a defect, which must not leave them waiting
        group.forEach(each -> fail(each, e));
      }
    }
    BlockingIo.idle();
  }

  private synchronized List<Waiting> takeAll() {
    List<Waiting> all = waiting;
    waiting = new ArrayList<>();
    atWork = !all.isEmpty();
    return all;
  }

  private void publishAll(List<Waiting> group) {
    BlockingIo.at("flush the file system of", group.getFirst().file.directoryPath());
    boolean flushed = group.size() > 1 && flushTogether();
    for (Waiting each : group) {
      try {
        if (!flushed) {
          each.file.force();
        }
        each.file.publish();
        each.complete(null);
      } catch (StoreException | RuntimeException | Error e) {
        fail(each, e);
      }
    }
  }

  private static void fail(Waiting each, Throwable because) {
    each.file.discard(because);
    each.completeExceptionally(because);
  }

  private boolean flushTogether() {
    long start = time.nanos();
    boolean flushed = fileSystem.flush();
    if (!flushed || time.nanos() - start > SLOW.toNanos()) {
      alone = true;
    }
    return flushed;
  }
}
