package dev.sluice.store.s3.object;

import dev.sluice.flow.work.WorkerGroup;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.api.S3Api.Doomed;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A request for each of some entries, a few at once.
final class OneByOne {

  /// The connection's limit bounds all requests together; this bounds one batch's.
  private static final int AT_ONCE = 16;

  private OneByOne() {}

  /// What to do for an entry.
  @FunctionalInterface
  interface Work {
    void on(Doomed object) throws StoreException, InterruptedException;
  }

  /// @throws StoreException the first that the work threw; what had not begun is left undone
  static void run(String name, Collection<Doomed> objects, Work work)
      throws StoreException, InterruptedException {
    Queue<Doomed> left = new ConcurrentLinkedQueue<>(objects);
    AtomicReference<@Nullable StoreException> end = new AtomicReference<>();
    try (WorkerGroup workers = WorkerGroup.ofVirtual(name)) {
      for (int i = 0; i < Math.min(AT_ONCE, objects.size()); i++) {
        workers.fork(() -> {
          Doomed object;
          while (end.get() == null && (object = left.poll()) != null) {
            try {
              work.on(object);
            } catch (StoreException e) {
              end.compareAndSet(null, e);
            }
          }
        });
      }
      workers.join();
    }
    StoreException first = end.get();
    if (first != null) {
      throw first;
    }
  }
}
