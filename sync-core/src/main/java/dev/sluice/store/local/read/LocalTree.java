package dev.sluice.store.local.read;

import dev.sluice.cache.HashMemory;
import dev.sluice.flow.BlockingIo;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.local.directory.FileIdentity;
import dev.sluice.store.local.directory.Links;
import dev.sluice.store.local.directory.NameLookup;
import dev.sluice.store.local.directory.PathText;
import dev.sluice.store.local.root.ListedDirectory;
import dev.sluice.store.local.root.LocalRoot;
import dev.sluice.store.local.root.RootWatch;
import dev.sluice.store.local.root.TemporaryNames;
import dev.sluice.store.tree.DirectoryTree;
import dev.sluice.store.tree.FileStatus;
import dev.sluice.store.tree.NameTableBuilder;
import dev.sluice.store.tree.TreeDirectory;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The directories beneath a local root, as a listing reads them. Thread-safe.
public final class LocalTree implements DirectoryTree {

  private final LocalRoot root;
  private final RootWatch watch;
  private final BiConsumer<String, String> temporaries;
  private final HashMemory hashes;

  /// @param temporaries is told of each temporary file that is met: the path of its directory from
  ///   the root, and its name
  /// @param hashes what is remembered of files
  public LocalTree(
      LocalRoot root, RootWatch watch, BiConsumer<String, String> temporaries, HashMemory hashes) {
    this.root = root;
    this.watch = watch;
    this.temporaries = temporaries;
    this.hashes = hashes;
  }

  /// An open directory.
  ///
  /// @param lookup tells what a name in it is
  /// @param links what becomes of links in it
  private record Listed(ListedDirectory directory, NameLookup lookup, Links links)
      implements TreeDirectory {
    @Override
    public @Nullable Object identity() {
      return directory.identity();
    }

    @Override
    public Instant modifiedTime() {
      return directory.facts().modifiedTime();
    }

    @Override
    public void names(NameTableBuilder into) throws IOException {
      directory.readNames(into);
    }

    @Override
    public FileStatus status(String name) {
      return StatusLookup.of(lookup, name, links);
    }

    @Override
    public void close() {
      directory.close();
      if (lookup instanceof WholeStamps stamps) {
        stamps.close();
      }
    }
  }

  @Override
  public TreeDirectory open(String path, @Nullable Object listed) throws IOException {
    BlockingIo.at("list", new PathText(root.path(), path));
    ListedDirectory directory = root.openToList(path, listed);
    return hashes.isOn()
        ? new Listed(directory, new WholeStamps(root, path, directory), root.links())
        : new Listed(directory, directory, root.links());
  }

  @Override
  public @Nullable Object identityNow(String path) throws IOException {
    return root.identityNow(path);
  }

  @Override
  public boolean areOnOneFileSystem(@Nullable Object one, @Nullable Object other) {
    return FileIdentity.isOneDevice(one, other);
  }

  @Override
  public boolean followsLinks() {
    return root.followSymlinks();
  }

  @Override
  public void followed(String path, @Nullable Object identity) {
    root.followed().note(path, identity);
  }

  @Override
  public HashMemory hashes() {
    return hashes;
  }

  @Override
  public boolean isTemporary(String name) {
    return TemporaryNames.isTemporary(name);
  }

  @Override
  public void metTemporary(String path, String name) {
    temporaries.accept(path, name);
  }

  @Override
  public void beginRoot() throws IOException {
    watch.begin();
  }

  @Override
  public void requireSameRoot() throws IOException, StoreException {
    watch.requireSame(root.identityNow(ROOT));
  }

  @Override
  public void rootUnreadable(IOException e) throws StoreException {
    watch.require();
    if (!(e instanceof NoSuchFileException && root.mayBeAbsent())) {
      throw root.unreadable(e);
    }
  }

  @Override
  public StoreException rootGone() {
    try {
      watch.require();
    } catch (StoreException e) {
      return e;
    }
    return new StoreException(
        Kind.NO_ROOT,
        "list " + root.describe(null) + ": the directory went away while it was listed");
  }
}
