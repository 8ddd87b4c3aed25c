package dev.sluice.store.local.write;

import dev.sluice.store.Leftovers.Removed;
import dev.sluice.store.Leftovers.Sweep;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.local.directory.FileFacts;
import dev.sluice.store.local.directory.Links;
import dev.sluice.store.local.directory.LocalErrors;
import dev.sluice.store.local.directory.OpenDirectory;
import dev.sluice.store.local.directory.RelativePaths;
import dev.sluice.store.local.root.ListedDirectory;
import dev.sluice.store.local.root.LocalRoot;
import dev.sluice.store.local.root.TemporaryNames;
import dev.sluice.store.tree.NameTable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Looks through a tree for temporary files that runs have left, directory after directory, each
/// opened beneath the root. Follows no link.
public final class LocalLeftovers {

  private final LocalRoot root;
  private final TemporaryFiles temporaries;
  private final Sweep order;
  private final Duration unknownAfter;

  /// The paths of directories from the root that are still to be looked through.
  private final Deque<String> ahead = new ArrayDeque<>();

  private @Nullable IOException failure;
  private long found;

  public LocalLeftovers(LocalRoot root, TemporaryFiles temporaries, Sweep order) {
    this.root = root;
    this.temporaries = temporaries;
    this.order = order;
    Duration asked = order.olderThan();
    this.unknownAfter = asked == null ? TemporaryFiles.STALE : asked;
  }

  public Removed run() throws StoreException, InterruptedException {
    try {
      lookThrough(RelativePaths.SELF);
    } catch (IOException e) {
      throw root.unreadable(e);
    }
    while (!ahead.isEmpty()) {
      try {
        lookThrough(ahead.removeLast());
      } catch (IOException e) {
        failure = failure == null ? e : failure; // the others first
      }
    }
    if (failure != null) {
      throw LocalErrors.of("look through " + failure.getMessage(), failure);
    }
    if (!temporaries.orphaned().isEmpty()) {
      throw new StoreException(
          Kind.OTHER,
          "remove temporary files: " + String.join("; ", temporaries.orphaned().named()));
    }
    return new Removed(0, found);
  }

  private void lookThrough(String directory) throws IOException, InterruptedException {
    try (ListedDirectory open = root.openToList(directory, null)) {
      NameTable names = open.names(root.temporaryFolder());
      for (int i = names.size() - 1; i >= 0; i--) { // what is added last is taken first
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        // A name that is not UTF-8 is none that this program has written, or written in.
        if (names.isReadable(i)) {
          visit(open, directory, names.name(i));
        }
      }
    }
  }

  private void visit(ListedDirectory open, String directory, String name) throws IOException {
    FileFacts facts = open.look(name, Links.REFUSED);
    if (facts == null) {
      return;
    }
    String path = directory.equals(RelativePaths.SELF) ? name : directory + "/" + name;
    if (facts.isDirectory()) {
      ahead.addLast(path);
    } else if (facts.isRegular() && TemporaryNames.isTemporary(name) && isToGo(directory, name)) {
      found++;
      order.each().accept(root.path().resolve(path).toString());
    }
  }

  private boolean isToGo(String directory, String temporary) {
    try (OpenDirectory within = root.directory().openDirectory(directory, Links.REFUSED)) {
      return temporaries.isLeft(within, temporary, unknownAfter)
          && (order.dryRun() || temporaries.remove(within, temporary));
    } catch (IOException e) {
      return false; // its directory has gone, or became something else
    }
  }
}
