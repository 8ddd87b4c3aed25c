package dev.sluice.store.local.read;

import dev.sluice.store.local.directory.FileFacts;
import dev.sluice.store.local.directory.FileIdentity;
import dev.sluice.store.local.directory.Links;
import dev.sluice.store.local.directory.NameLookup;
import dev.sluice.store.local.directory.OpenDirectory;
import dev.sluice.store.local.root.ListedDirectory;
import dev.sluice.store.local.root.LocalRoot;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Looks at names in a directory that is listed, and asks of files what the JDK does not tell: when
/// they last changed in any way, and their numbers. By a second opening of the same directory, made
/// when a name is looked at. Used by one thread at a time.
final class WholeStamps implements NameLookup, AutoCloseable {

  private final LocalRoot root;
  private final String path;
  private final ListedDirectory listed;
  private @Nullable OpenDirectory opened;
  private boolean isOther;

  /// @param path of the directory, from the root
  WholeStamps(LocalRoot root, String path, ListedDirectory listed) {
    this.root = root;
    this.path = path;
    this.listed = listed;
  }

  /// Of what is no file, as the listing tells it: identities of directories are compared with those
  /// of others that were listed.
  @Override
  public @Nullable FileFacts look(String name, Links links) throws IOException {
    OpenDirectory directory = opened();
    if (directory == null) {
      return listed.look(name, links);
    }
    FileFacts found = directory.look(name, links);
    return found == null || found.isRegular() ? found : listed.look(name, links);
  }

  /// @return null if another directory is in its place by now
  private @Nullable OpenDirectory opened() throws IOException {
    if (opened == null && !isOther) {
      OpenDirectory again = root.openDirectory(path);
      opened = again;
      if (!FileIdentity.isSame(again.facts().identity(), listed.identity())) {
        isOther = true;
        close();
      }
    }
    return opened;
  }

  @Override
  public void close() {
    OpenDirectory directory = opened;
    opened = null;
    if (directory != null) {
      directory.close();
    }
  }

  /// The directory's path.
  @Override
  public String toString() {
    return listed.toString();
  }
}
