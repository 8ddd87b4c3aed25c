package dev.sluice.store.local.root;

import dev.sluice.store.local.directory.FileIdentity;
import dev.sluice.store.local.directory.OpenDirectory;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A root, opened when it is first needed and held: the same directory from then on, whatever is
/// put under its path. It is opened in two ways, each when first asked for: to list it, and to work
/// in it, which costs more (native calls) and is not needed where nothing is to be done.
/// Thread-safe; all calls block.
final class HeldRoot implements AutoCloseable {

  private final Path path;
  private final RootOpener opener;
  private volatile @Nullable ListedDirectory toList;
  private volatile @Nullable OpenDirectory toWorkIn;
  private boolean closed;

  HeldRoot(Path path, RootOpener opener) {
    this.path = path;
    this.opener = opener;
  }

  /// Whether [#toList] opens nothing any more.
  boolean isListed() {
    return toList != null;
  }

  /// Whether [#toWorkIn] opens nothing any more.
  boolean isWorkedIn() {
    return toWorkIn != null;
  }

  /// @throws NoSuchFileException if there is none
  /// @throws IOException also if another directory has taken its place
  ListedDirectory toList() throws IOException {
    ListedDirectory known = toList;
    return known == null ? openToList() : known;
  }

  private synchronized ListedDirectory openToList() throws IOException {
    ListedDirectory known = toList;
    if (known != null) {
      return known;
    }
    requireOpen();
    ListedDirectory opened = ListedDirectory.at(path);
    try {
      OpenDirectory other = toWorkIn;
      requireSame(opened.identity(), other == null ? null : other.facts().identity());
    } catch (IOException e) {
      opened.close();
      throw e;
    }
    toList = opened;
    return opened;
  }

  /// @throws NoSuchFileException if there is none
  /// @throws IOException also if another directory has taken its place
  OpenDirectory toWorkIn() throws IOException {
    OpenDirectory known = toWorkIn;
    return known == null ? openToWorkIn() : known;
  }

  private synchronized OpenDirectory openToWorkIn() throws IOException {
    OpenDirectory known = toWorkIn;
    if (known != null) {
      return known;
    }
    requireOpen();
    OpenDirectory opened = opener.open(path);
    try {
      ListedDirectory other = toList;
      requireSame(opened.facts().identity(), other == null ? null : other.identity());
    } catch (IOException e) {
      opened.close();
      throw e;
    }
    toWorkIn = opened;
    return opened;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(path + " is closed");
    }
  }

  private void requireSame(@Nullable Object opened, @Nullable Object known) throws IOException {
    if (known != null && !FileIdentity.isSame(opened, known)) {
      throw new FileSystemException(
          path.toString(), null, "another directory has taken its place during the run");
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    ListedDirectory listed = toList;
    if (listed != null) {
      listed.close();
    }
    OpenDirectory worked = toWorkIn;
    if (worked != null) {
      worked.close();
    }
  }
}
