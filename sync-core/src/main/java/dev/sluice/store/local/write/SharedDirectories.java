package dev.sluice.store.local.write;

import dev.sluice.flow.Time;
import dev.sluice.store.StoreException;
import dev.sluice.store.local.directory.OpenDirectory;
import dev.sluice.store.local.name.SpellingFolding;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Directories that are open to be written in, each once for all who write in it at the same time:
/// a file that is written takes one descriptor then, and not two. Thread-safe.
///
/// Whoever comes a second after one was opened gets it opened anew, so that nothing is written for
/// long into a directory that has been moved away.
final class SharedDirectories {

  private static final Duration GOOD_FOR = Duration.ofSeconds(1);

  /// Opens a directory, and blocks for that.
  @FunctionalInterface
  interface Opener {
    OpenDirectory open(String path) throws IOException, StoreException;
  }

  private final Opener opener;
  private final Time time;
  private final Map<String, Shared> open = new HashMap<>();

  SharedDirectories(Opener opener, Time time) {
    this.opener = opener;
    this.time = time;
  }

  private static final class Shared {
    private final OpenDirectory directory;
    private final SpellingFolding folding = new SpellingFolding();
    private final long openedNanos;
    private int users = 1;

    Shared(OpenDirectory directory, long openedNanos) {
      this.directory = directory;
      this.openedNanos = openedNanos;
    }
  }

  /// The use of a directory by one writer.
  final class Lease implements AutoCloseable {
    private final String path;
    private final Shared shared;
    private boolean closed;

    private Lease(String path, Shared shared) {
      this.path = path;
      this.shared = shared;
    }

    OpenDirectory directory() {
      return shared.directory;
    }

    /// How the directory takes names.
    SpellingFolding folding() {
      return shared.folding;
    }

    /// Has it opened anew for whoever comes next, since it seems to have gone.
    void giveUp() {
      synchronized (open) {
        open.remove(path, shared);
      }
    }

    /// Closes the directory if nobody else uses it.
    @Override
    public void close() {
      boolean last;
      synchronized (open) {
        last = !closed && --shared.users == 0;
        closed = true;
        if (last) {
          open.remove(path, shared);
        }
      }
      if (last) {
        shared.directory.close();
      }
    }
  }

  /// @param path of the directory from the root
  Lease lease(String path) throws IOException, StoreException {
    synchronized (open) {
      Shared known = open.get(path);
      if (known != null && time.nanos() - known.openedNanos < GOOD_FOR.toNanos()) {
        known.users++;
        return new Lease(path, known);
      }
    }
    long now = time.nanos();
    Shared opened = new Shared(opener.open(path), now);
    synchronized (open) {
      open.put(path, opened);
    }
    return new Lease(path, opened);
  }
}
