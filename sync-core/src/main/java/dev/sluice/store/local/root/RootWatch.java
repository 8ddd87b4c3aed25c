package dev.sluice.store.local.root;

import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.local.directory.LocalErrors;
import dev.sluice.store.local.directory.RelativePaths;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells whether a root is still the directory that it was when it was first looked at.
///
/// The root is held open ([LocalRoot#listed]): so its inode cannot be given to another one
/// meanwhile, and an automounter takes it for busy. A root that is not there yet has nothing to be
/// held against. Thread-safe; all calls block.
public final class RootWatch implements AutoCloseable {

  private final LocalRoot root;
  private @Nullable Object identity;
  private Set<Mounts.Mount> mounts = Set.of();
  private boolean begun;
  private boolean closed;

  public RootWatch(LocalRoot root) {
    this.root = root;
  }

  /// Takes the root as it is now for the one that it has to stay, unless that was done before.
  ///
  /// @return whether it was not done before
  /// @throws IOException if it cannot be opened to be listed
  public synchronized boolean begin() throws IOException {
    if (begun || closed) {
      return false;
    }
    identity = root.listed().identity();
    mounts = Mounts.at(root.path().toRealPath());
    begun = true;
    return true;
  }

  /// Checks that a directory just opened under the root's path is the one that was first looked at.
  public synchronized void requireSame(@Nullable Object opened) throws StoreException {
    if (begun && !Objects.equals(opened, identity)) {
      throw gone("it is another directory now");
    }
  }

  /// Checks that the path still leads to the same directory and that everything mounted in it still
  /// is.
  ///
  /// @throws StoreException of kind `NO_ROOT` if it is gone or another; `CHANGED` if only something
  ///   below it is no longer mounted
  public synchronized void require() throws StoreException {
    if (!begun) {
      return;
    }
    try {
      requireSame(root.identityNow(RelativePaths.SELF));
      requireMounts();
    } catch (NoSuchFileException e) {
      throw gone("it does not exist any more");
    } catch (IOException e) {
      throw LocalErrors.of("look at " + root.describe(null), e);
    }
  }

  private void requireMounts() throws StoreException, IOException {
    Set<Mounts.Mount> now = Mounts.at(root.path().toRealPath());
    for (Mounts.Mount before : mounts) {
      if (!now.contains(before)) {
        throw new StoreException(
            Kind.CHANGED,
            "list "
                + root.describe(null)
                + ": "
                + before.point()
                + " was unmounted during the run; what was in it is taken for there, and nothing is"
                + " deleted. Mount it again and run once more");
      }
    }
  }

  private StoreException gone(String how) {
    return new StoreException(
        Kind.NO_ROOT,
        "list "
            + root.describe(null)
            + ": the directory went away during the run ("
            + how
            + "; was it unmounted?), so nothing is deleted. Bring it back and run once more");
  }

  /// Lets go of the directory. Never throws.
  @Override
  public synchronized void close() {
    closed = true;
    begun = false;
    root.close();
  }
}
