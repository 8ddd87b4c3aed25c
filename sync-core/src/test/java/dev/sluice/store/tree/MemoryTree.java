package dev.sluice.store.tree;

import dev.sluice.cache.HashMemory;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A tree in memory, which counts what is open, so that a test can tell what was left so.
final class MemoryTree implements DirectoryTree {

  /// What a directory holds: directories by their names, and null for each file.
  private static final class Folder {
    private final Map<String, @Nullable Folder> names = new TreeMap<>();
    private Instant modifiedTime = Instant.EPOCH;
  }

  private final Folder root = new Folder();
  private final Map<String, Integer> read = new HashMap<>();
  private HashMemory hashes = HashMemory.NONE;
  private int open;

  /// Lets what is remembered be recalled.
  void remember(HashMemory by) {
    hashes = by;
  }

  /// Makes a file, and the directories above it.
  void file(String path) {
    Folder folder = root;
    String[] segments = path.split("/", -1);
    for (int i = 0; i < segments.length - 1; i++) {
      Folder made = new Folder();
      Folder known = folder.names.putIfAbsent(segments[i], made);
      folder = known == null ? made : known;
    }
    folder.names.put(segments[segments.length - 1], null);
  }

  /// Removes a name, with all that is in it.
  void remove(String path) throws IOException {
    int slash = path.lastIndexOf('/');
    folder(slash < 0 ? ROOT : path.substring(0, slash)).names.remove(path.substring(slash + 1));
  }

  /// Sets when names in a directory last changed.
  void setModifiedTime(String path, Instant time) throws IOException {
    folder(path).modifiedTime = time;
  }

  /// How often the names of a directory were read.
  int timesRead(String path) {
    return read.getOrDefault(path, 0);
  }

  /// How many directories are open.
  int open() {
    return open;
  }

  private Folder folder(String path) throws NoSuchFileException {
    Folder at = root;
    for (String segment : path.equals(ROOT) ? List.<String>of() : List.of(path.split("/", -1))) {
      at = at.names.get(segment);
      if (at == null) {
        throw new NoSuchFileException(path);
      }
    }
    return at;
  }

  @Override
  public TreeDirectory open(String path, @Nullable Object listed) throws IOException {
    Folder folder = folder(path);
    open++;
    return new TreeDirectory() {
      private boolean closed;

      @Override
      public Object identity() {
        return folder;
      }

      @Override
      public Instant modifiedTime() {
        return folder.modifiedTime;
      }

      @Override
      public void names(NameTableBuilder into) throws IOException {
        requireOpen();
        read.merge(path, 1, Integer::sum);
        for (String name : new ArrayList<>(folder.names.keySet()).reversed()) {
          into.add(name.getBytes(StandardCharsets.UTF_8));
        }
      }

      @Override
      public FileStatus status(String name) {
        requireOpen();
        if (!folder.names.containsKey(name)) {
          return FileStatus.GONE;
        }
        Folder inner = folder.names.get(name);
        return inner == null
            ? new FileStatus.File(1, Instant.EPOCH, 0, 0)
            : new FileStatus.Directory(inner, false);
      }

      private void requireOpen() {
        if (closed) {
          throw new IllegalStateException(path + " is closed");
        }
      }

      @Override
      public void close() {
        requireOpen();
        closed = true;
        open--;
      }
    };
  }

  @Override
  public Object identityNow(String path) throws IOException {
    return folder(path);
  }

  @Override
  public boolean areOnOneFileSystem(@Nullable Object one, @Nullable Object other) {
    return true;
  }

  @Override
  public boolean followsLinks() {
    return false;
  }

  @Override
  public void followed(String path, @Nullable Object identity) {
    throw new AssertionError("there is no link " + path);
  }

  @Override
  public HashMemory hashes() {
    return hashes;
  }

  @Override
  public boolean isTemporary(String name) {
    return name.startsWith(".temporary-");
  }

  @Override
  public void metTemporary(String path, String name) {
    Objects.requireNonNull(name, path);
  }

  @Override
  public void beginRoot() {}

  @Override
  public void requireSameRoot() {}

  @Override
  public void rootUnreadable(IOException e) throws StoreException {
    throw new StoreException(Kind.NO_ROOT, "list: " + e.getMessage(), e);
  }

  @Override
  public StoreException rootGone() {
    return new StoreException(Kind.NO_ROOT, "list: the root went away");
  }
}
