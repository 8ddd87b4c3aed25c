package dev.sluice.store.local.name;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.local.directory.Links;
import dev.sluice.store.local.directory.OpenDirectory;
import dev.sluice.store.local.directory.RelativePaths;
import dev.sluice.store.local.root.ListedDirectory;
import dev.sluice.store.local.root.LocalRoot;
import dev.sluice.store.tree.NameTable;
import java.io.IOException;
import java.text.Normalizer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// Keeps apart what a file system takes for one: where `Photo.jpg` is another spelling of
/// `photo.jpg`, only the name that is there is written over or deleted, and the other one is
/// refused. Files and the directories above them alike.
///
/// On a file system that tells all spellings apart it costs a call or two for each directory. Where
/// one does not ([SpellingFolding]), the names in the directory are read once, and each look and
/// what follows from it is done under a lock. Thread-safe; all calls block.
public final class Spelling {

  private static final int LOCKS = 64;
  private static final long KEPT_BYTES = 16L << 20;
  private static final long KEPT_DIRECTORIES = 10_000;
  private static final int BYTES_PER_NAME = 100;

  private final LocalRoot root;
  private final ReentrantLock[] locks = new ReentrantLock[LOCKS];

  /// The names in directories that fold, as they are spelt.
  private final Cache<String, Set<String>> names =
      Caffeine.newBuilder()
          .maximumWeight(KEPT_BYTES)
          .<String, Set<String>>weigher((_, all) -> BYTES_PER_NAME * (1 + all.size()))
          .executor(Runnable::run)
          .build();

  /// Directories that are there as they are spelt, and so are those above them.
  private final Cache<String, Boolean> spelt =
      Caffeine.newBuilder().maximumSize(KEPT_DIRECTORIES).executor(Runnable::run).build();

  public Spelling(LocalRoot root) {
    this.root = root;
    for (int i = 0; i < LOCKS; i++) {
      locks[i] = new ReentrantLock();
    }
  }

  /// Whether a directory that is there, and each above it, has this name and not just one that is
  /// taken for it.
  ///
  /// @param directory its path from the root
  public boolean isExact(String directory) throws IOException {
    if (directory.equals(RelativePaths.SELF) || spelt.getIfPresent(directory) != null) {
      return true;
    }
    String parent = RelativePaths.parent(directory);
    if (!isExact(parent)) {
      return false;
    }
    String name = RelativePaths.name(directory);
    try (OpenDirectory above = root.directory().openDirectory(parent, Links.REFUSED)) {
      if (SpellingFolding.folds(above, name) && !isAmongNames(parent, name)) {
        return false;
      }
    }
    spelt.put(directory, true);
    return true;
  }

  private boolean isAmongNames(String path, String name) throws IOException {
    if (names(path).contains(name)) {
      return true;
    }
    names.invalidate(path); // somebody else may have made it
    return names(path).contains(name);
  }

  /// A directory has been made.
  public void made(String directory) {
    added(RelativePaths.parent(directory), RelativePaths.name(directory));
  }

  /// A directory has gone.
  public void forget(String directory) {
    spelt.invalidate(directory);
    names.invalidate(directory);
    names.invalidate(RelativePaths.parent(directory));
  }

  /// Gives the file `temporary` the name `target`, in place of what has that name.
  ///
  /// @param path of the directory from the root
  /// @param folding what is known of it
  /// @throws StoreException of kind `REFUSED` if something has the name only in another spelling
  public void rename(
      String path,
      OpenDirectory directory,
      SpellingFolding folding,
      String temporary,
      String target)
      throws IOException, StoreException {
    boolean folds = folding.foldsCases(directory, temporary);
    boolean mayFold = !folds && folding.mayFoldForms(target);
    if (!folds && !mayFold) {
      directory.rename(temporary, target);
      return;
    }
    ReentrantLock lock = lock(path);
    lock.lock();
    try {
      folds |= folding.foldsForms(directory, target);
      if (folds && directory.look(target, Links.REFUSED) != null) {
        requireExact(path, target);
      }
      directory.rename(temporary, target);
      if (folds || folding.foldsForms(directory, target)) {
        added(path, target);
      }
    } finally {
      lock.unlock();
    }
  }

  private void requireExact(String path, String name) throws IOException, StoreException {
    Set<String> all = names(path);
    if (!all.contains(name)) {
      throw new StoreException(
          Kind.REFUSED,
          "write "
              + root.path().resolve(path).resolve(name).normalize()
              + ": refused, this file system takes the name for "
              + all.stream().filter(other -> looksLike(other, name)).findFirst().orElse("another")
              + ", which is there. Rename one of the two at the source, or remove the other one here"
              + " if it is not wanted");
    }
  }

  private static boolean looksLike(String one, String other) {
    return Normalizer.normalize(one, Normalizer.Form.NFC)
        .equalsIgnoreCase(Normalizer.normalize(other, Normalizer.Form.NFC));
  }

  /// Deletes a file that has just this name.
  ///
  /// @param path of the directory from the root
  /// @param folding what is known of it
  /// @return whether there was one
  public boolean delete(String path, OpenDirectory directory, SpellingFolding folding, String name)
      throws IOException {
    if (!folding.foldsCases(directory, name) && !folding.foldsForms(directory, name)) {
      directory.deleteFile(name);
      return true;
    }
    ReentrantLock lock = lock(path);
    lock.lock();
    try {
      Set<String> all = names(path);
      if (!all.contains(name)) {
        return false;
      }
      directory.deleteFile(name);
      all.remove(name);
      return true;
    } finally {
      lock.unlock();
    }
  }

  private ReentrantLock lock(String path) {
    return locks[Math.floorMod(path.hashCode(), LOCKS)];
  }

  private void added(String path, String name) {
    Set<String> known = names.getIfPresent(path);
    if (known != null) {
      known.add(name);
    }
  }

  private Set<String> names(String path) throws IOException {
    Set<String> known = names.getIfPresent(path);
    if (known == null) {
      known = readNames(path);
      names.put(path, known);
    }
    return known;
  }

  private Set<String> readNames(String path) throws IOException {
    Set<String> all = ConcurrentHashMap.newKeySet();
    try (ListedDirectory open = root.openToList(path, null)) {
      NameTable table = open.names(root.temporaryFolder());
      for (int i = 0; i < table.size(); i++) {
        all.add(table.name(i));
      }
    }
    return all;
  }
}
