package dev.sluice.store.local.write;

import dev.sluice.flow.BlockingIo;
import dev.sluice.model.Key;
import dev.sluice.store.DeleteFailure;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.local.directory.FileFacts;
import dev.sluice.store.local.directory.Links;
import dev.sluice.store.local.directory.LocalErrors;
import dev.sluice.store.local.directory.OpenDirectory;
import dev.sluice.store.local.directory.PathText;
import dev.sluice.store.local.directory.RelativePaths;
import dev.sluice.store.local.name.SpellingFolding;
import dev.sluice.store.local.root.ListedDirectory;
import dev.sluice.store.local.root.LocalRoot;
import dev.sluice.store.tree.NameTable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Deletes files, and the directories that this leaves empty.
///
/// A directory that was empty before stays: only directories that a deletion took something from
/// are tried, innermost first, and never the root.
public final class LocalDeleter {

  private final LocalRoot root;
  private final ParentDirectories parents;

  public LocalDeleter(LocalRoot root, ParentDirectories parents) {
    this.root = root;
    this.parents = parents;
  }

  /// Deletes the files under these keys that are there.
  ///
  /// @throws InterruptedException if interrupted between two files
  public List<DeleteFailure> delete(List<Key> keys) throws InterruptedException {
    return delete(keys, Map.of());
  }

  /// Deletes those of the files that bear these stamps.
  ///
  /// @param stamps the texts of the stamps by key
  /// @throws InterruptedException if interrupted between two files
  public List<DeleteFailure> deleteStamped(Map<Key, String> stamps) throws InterruptedException {
    return delete(List.copyOf(stamps.keySet()), stamps);
  }

  /// The stamp of the file under a key.
  ///
  /// @return null where there is none, or where the file system does not say enough
  public @Nullable WholeStamp stamp(Key key) throws StoreException {
    String relative = root.relative(key, "look at");
    try (OpenDirectory directory = parents.findAsSpelt(RelativePaths.parent(relative))) {
      String name = RelativePaths.name(relative);
      FileFacts found = directory == null ? null : directory.look(name, Links.REFUSED);
      return directory == null || found == null || !found.isRegular()
          ? null
          : WholeStamp.of(directory, name, found);
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw LocalErrors.of("look at " + root.describe(key), e);
    }
  }

  private List<DeleteFailure> delete(List<Key> keys, Map<Key, String> stamps)
      throws InterruptedException {
    List<DeleteFailure> failures = new ArrayList<>();
    // Longer paths first: a directory comes after all that is in it.
    TreeSet<String> touched =
        new TreeSet<>(
            Comparator.comparingInt(String::length)
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
    try (Within within = new Within()) {
      for (Key key : keys) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        try {
          String relative = root.relative(key, "delete");
          String directory = RelativePaths.parent(relative);
          within.open(directory);
          if (deleteFile(key, within, RelativePaths.name(relative), stamps.get(key))) {
            touched.add(directory);
          }
        } catch (StoreException e) {
          failures.add(new DeleteFailure(key, e));
        }
      }
    }
    while (!touched.isEmpty()) {
      String directory = touched.removeFirst();
      if (removeIfEmpty(directory)) {
        touched.add(RelativePaths.parent(directory));
      }
    }
    return failures;
  }

  /// The directory of the key before, which is mostly that of the next.
  private final class Within implements AutoCloseable {
    private String path = "";
    private SpellingFolding folding = new SpellingFolding();
    private @Nullable OpenDirectory directory;

    void open(String wanted) throws StoreException {
      if (!wanted.equals(path)) {
        close();
        directory = parents.findAsSpelt(wanted);
        path = wanted;
      }
    }

    @Nullable OpenDirectory directory() {
      return directory;
    }

    /// @return whether there was a file of just this name
    boolean delete(OpenDirectory from, String name) throws IOException {
      return parents.spelling().delete(path, from, folding, name);
    }

    @Override
    public void close() {
      OpenDirectory before = directory;
      directory = null;
      path = "";
      folding = new SpellingFolding();
      if (before != null) {
        before.close();
      }
    }
  }

  /// @param stamp that it must bear; null for any
  /// @return whether there was a file
  private boolean deleteFile(Key key, Within within, String name, @Nullable String stamp)
      throws StoreException {
    OpenDirectory directory = within.directory();
    if (directory == null) {
      return false;
    }
    BlockingIo.at("delete", new PathText(directory, name));
    try {
      FileFacts found = directory.look(name, Links.REFUSED);
      if (found == null || found.isDirectory()) {
        return false; // there is no entry of this key
      }
      if (stamp != null) {
        requireStamp(key, directory, name, found, stamp);
      }
      if (!found.isRegular() && !(found.isLink() && root.followSymlinks())) {
        throw new StoreException(
            Kind.REFUSED, "delete " + root.describe(key) + ": refused, it is not a regular file");
      }
      return within.delete(directory, name);
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw LocalErrors.ofWrite("delete " + root.describe(key), e, root.path());
    }
  }

  private void requireStamp(
      Key key, OpenDirectory directory, String name, FileFacts found, String stamp)
      throws IOException, StoreException {
    WholeStamp now = found.isRegular() ? WholeStamp.of(directory, name, found) : null;
    if (now == null || !now.text().equals(stamp)) {
      throw new StoreException(
          Kind.CHANGED, "delete " + root.describe(key) + ": it has changed since it was looked at");
    }
  }

  /// Removes the directory at `key`, if there is nothing in it but empty directories.
  public void removeEmptyDirectories(Key key) {
    try {
      List<String> tree = new ArrayList<>();
      if (holdsDirectoriesAlone(root.relative(key, "write"), tree)) {
        // A directory comes before what is in it; it stays if anything is in it by now.
        tree.reversed().forEach(this::removeIfEmpty);
      }
    } catch (IOException | StoreException e) {
      // It stays, and whoever writes there meets it and says so.
    }
  }

  /// @param directory its path from the root
  /// @param tree where it is added, and all directories in it
  private boolean holdsDirectoriesAlone(String directory, List<String> tree)
      throws IOException, StoreException {
    List<String> names = new ArrayList<>();
    try (ListedDirectory open = root.openToList(directory, null)) {
      NameTable all = open.names(root.temporaryFolder());
      for (int i = 0; i < all.size(); i++) {
        FileFacts found = open.look(all.name(i), Links.REFUSED);
        if (found == null || !found.isDirectory()) {
          return false;
        }
        names.add(all.name(i));
      }
    }
    tree.add(directory);
    for (String name : names) {
      if (!holdsDirectoriesAlone(directory + "/" + name, tree)) {
        return false;
      }
    }
    return true;
  }

  private boolean removeIfEmpty(String directory) {
    if (directory.equals(RelativePaths.SELF)) {
      return false;
    }
    try (OpenDirectory above = parents.find(RelativePaths.parent(directory))) {
      if (above == null) {
        return false;
      }
      above.deleteDirectory(RelativePaths.name(directory)); // fails if anything is in it
      parents.spelling().forget(directory);
      return true;
    } catch (IOException | StoreException e) {
      return false; // not empty, or not ours to remove: an empty directory is no entry
    }
  }
}
