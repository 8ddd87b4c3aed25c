package dev.sluice.store.local;

import dev.sluice.cache.HashMemory;
import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.SpareBuffers;
import dev.sluice.flow.Time;
import dev.sluice.flow.Unanswered;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.store.Confirmed;
import dev.sluice.store.ContentReader;
import dev.sluice.store.DeleteFailure;
import dev.sluice.store.EmptyDirectories;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.Leftovers;
import dev.sluice.store.Leftovers.Removed;
import dev.sluice.store.Leftovers.Sweep;
import dev.sluice.store.PartWriter;
import dev.sluice.store.Place;
import dev.sluice.store.Prune;
import dev.sluice.store.ServerCopy;
import dev.sluice.store.Store;
import dev.sluice.store.Store.KnownContent;
import dev.sluice.store.StoreActivity;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.StoreProperties;
import dev.sluice.store.StoredContent;
import dev.sluice.store.Takeaway;
import dev.sluice.store.WriteSpec;
import dev.sluice.store.local.copy.LocalCopier;
import dev.sluice.store.local.directory.FileSystemFlush;
import dev.sluice.store.local.linux.SyncFs;
import dev.sluice.store.local.read.LocalFinder;
import dev.sluice.store.local.read.LocalReader;
import dev.sluice.store.local.read.LocalTree;
import dev.sluice.store.local.root.FileNames;
import dev.sluice.store.local.root.LocalRoot;
import dev.sluice.store.local.root.RootWatch;
import dev.sluice.store.local.write.CachedParts;
import dev.sluice.store.local.write.DirectWrites;
import dev.sluice.store.local.write.GroupFlush;
import dev.sluice.store.local.write.LocalDeleter;
import dev.sluice.store.local.write.LocalLeftovers;
import dev.sluice.store.local.write.LocalPartWriter;
import dev.sluice.store.local.write.LocalWriter;
import dev.sluice.store.local.write.PartSink;
import dev.sluice.store.local.write.TemporaryFile;
import dev.sluice.store.local.write.TemporaryFiles;
import dev.sluice.store.local.write.WholeStamp;
import dev.sluice.store.local.write.WritePlace;
import dev.sluice.store.tree.TreeListing;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/// A local directory as a store.
///
/// Every call to the file system runs on a pool of platform threads; the callers may be virtual.
/// Nothing outside of the root is read, written or deleted, whatever is put in the place of its
/// directories meanwhile. Needs names of files to be UTF-8, and a system that can work from an open
/// directory.
public final class LocalStore implements Store, EmptyDirectories, Leftovers {

  private static final int DELETE_BATCH = 1000;

  /// Few: they lie idle beside what is in use.
  private static final int SPARE_PART_BUFFERS = 4;

  private static final StoreProperties CAPABILITIES =
      new StoreProperties(true, LocalPartWriter.PART_BYTES, DELETE_BATCH);

  private final LocalRoot root;
  private final HashMemory hashes;
  private final RootWatch watch;
  private final BlockingIo io;
  private final Time time;
  private final BlockingIo cpu;
  private final TreeListing listing;
  private final LocalFinder finder;
  private final TemporaryFiles temporaries;
  private final WritePlace place;
  private final ExecutorService flushing;
  private final SpareBuffers partBuffers =
      new SpareBuffers(LocalPartWriter.PART_BYTES, SPARE_PART_BUFFERS);
  private final FileSystemFlush disk;
  private final DirectWrites directWrites;
  private final LocalWriter writer;
  private final LocalCopier copier;
  private final LocalDeleter deleter;

  private LocalStore(LocalRoot root, LocalOptions options, BlockingIo io, BlockingIo cpu) {
    this.root = root;
    this.hashes = options.hashes();
    this.watch = new RootWatch(root);
    this.io = io;
    this.time = options.time();
    this.cpu = cpu;
    this.finder = new LocalFinder(root, hashes);
    this.temporaries =
        new TemporaryFiles(root, options.runLock(), options.removeStaleTemporaries());
    this.listing =
        new TreeListing(
            new LocalTree(root, watch, temporaries::note, hashes),
            time,
            root.temporaryFolder(),
            io);
    this.place = new WritePlace(root, temporaries, hashes.hasAny());
    this.disk = new SyncFs(root.path());
    this.directWrites = new DirectWrites(io);
    this.flushing = GroupFlush.thread(io);
    this.writer = new LocalWriter(place, io, new GroupFlush(disk, options.time(), flushing));
    this.copier = new LocalCopier(root, hashes, writer, io);
    this.deleter = new LocalDeleter(root, place.parents());
  }

  /// Takes `directory` as a store. Does not look whether it is there: see [#checkReadable].
  ///
  /// @param io runs the calls to the file system; stays open when the store is closed
  /// @param cpu runs long hashing; stays open too
  /// @throws StoreException if the names of files are not UTF-8 in this process
  public static LocalStore open(Path directory, LocalOptions options, BlockingIo io, BlockingIo cpu)
      throws StoreException {
    return open(new LocalRoot(directory, options.access()), options, io, cpu);
  }

  static LocalStore open(LocalRoot root, LocalOptions options, BlockingIo io, BlockingIo cpu)
      throws StoreException {
    FileNames.requireUtf8(root.path());
    return new LocalStore(root, options, io, cpu);
  }

  @Override
  public StoreProperties properties() {
    return CAPABILITIES;
  }

  @Override
  public String describe(@Nullable Key key) {
    return root.describe(key);
  }

  @Override
  public EntryCursor list(KeyRange range, Prune prune) {
    return listing.list(range, prune);
  }

  /// The same.
  ///
  /// @param betweenLooks from one look to the next, whether the listing goes on
  EntryCursor list(KeyRange range, Prune prune, Duration betweenLooks) {
    return listing.list(range, prune, betweenLooks);
  }

  /// As in a listing: what is reached by a symbolic link that is not followed is not there, and
  /// neither is a key that no file can have.
  @Override
  public Optional<Entry> find(Key key) throws StoreException, InterruptedException {
    return io.<Optional<Entry>, StoreException>call(() -> {
      try {
        return finder.find(key);
      } catch (StoreException e) {
        if (e.kind() == Kind.REFUSED) {
          return Optional.empty();
        }
        throw e;
      }
    });
  }

  /// What is remembered of it is not looked up again: that would cost more than reading it.
  @Override
  public boolean isAsListed(Entry entry) throws StoreException, InterruptedException {
    return io.<Boolean, StoreException>call(() -> finder.isAsListed(entry));
  }

  @Override
  public Optional<KnownContent> known(Entry listed) throws StoreException, InterruptedException {
    return listed.sizeBytes() > 0 && hashes.hasMoved()
        ? io.<Optional<KnownContent>, StoreException>call(() -> finder.known(listed))
        : Store.super.known(listed);
  }

  @Override
  public void checkReadable() throws StoreException, InterruptedException {
    io.<@Nullable Void, StoreException>call(() -> {
      try {
        if (!watch.begin()) {
          watch.require();
        }
        return null;
      } catch (IOException e) {
        if (e instanceof NoSuchFileException && root.mayBeAbsent()) {
          return null;
        }
        throw root.unreadable(e);
      }
    });
  }

  @Override
  public void requireSameRoot() throws StoreException, InterruptedException {
    io.<@Nullable Void, StoreException>call(() -> {
      watch.require();
      return null;
    });
  }

  /// The entry's own: a file's content is known by reading it.
  @Override
  public Confirmed confirm(Entry entry) {
    return new Confirmed(entry.fingerprint(), entry.modifiedTime());
  }

  @Override
  public ContentReader open(Entry entry) throws StoreException, InterruptedException {
    return LocalReader.open(root, hashes, io, entry);
  }

  @Override
  public StoredContent write(WriteSpec spec, ContentReader source)
      throws StoreException, InterruptedException {
    if (spec.sizeBytes() > LocalPartWriter.PART_BYTES) {
      throw new IllegalArgumentException(spec.sizeBytes() + " bytes are to be written in parts");
    }
    requireSameSize(spec, source);
    return writer.write(spec, source);
  }

  private static void requireSameSize(WriteSpec spec, ContentReader source) {
    if (spec.sizeBytes() != source.sizeBytes()) {
      throw new IllegalArgumentException(
          "%d bytes are to be written and the source has %d"
              .formatted(spec.sizeBytes(), source.sizeBytes()));
    }
  }

  @Override
  public PartWriter writeParts(WriteSpec spec, ContentReader source)
      throws StoreException, InterruptedException {
    requireSameSize(spec, source);
    if (spec.sizeBytes() > LocalPartWriter.MAX_BYTES) {
      throw new StoreException(
          Kind.REFUSED,
          "write %s: refused, no file can have %d bytes"
              .formatted(root.describe(spec.key()), spec.sizeBytes()));
    }
    return io.<PartWriter, StoreException>call(
        () -> {
          TemporaryFile file = TemporaryFile.create(place, spec);
          return new LocalPartWriter(
              root, spec, file, sink(spec, file), source, partBuffers, io, cpu);
        },
        PartWriter::close);
  }

  /// What has to be read again, to be checked, is better in the kernel's cache.
  private PartSink sink(WriteSpec spec, TemporaryFile file) {
    PartSink cached = new CachedParts(file, io);
    boolean readAgain = spec.expected() instanceof Fingerprint.Md5;
    int blockBytes = !readAgain && disk.covers(file.directoryPath()) ? file.openDirect() : 0;
    return blockBytes > 0 ? directWrites.to(file, cached, blockBytes) : cached;
  }

  @Override
  public Optional<ServerCopy> serverCopy() {
    return Optional.of(copier);
  }

  /// Also removes the directories that this leaves empty; never the root, and none that was empty
  /// before.
  @Override
  public List<DeleteFailure> delete(List<Entry> entries) throws InterruptedException {
    List<Key> keys = entries.stream().map(Entry::key).toList();
    if (keys.size() > DELETE_BATCH) {
      throw new IllegalArgumentException(keys.size() + " keys, more than " + DELETE_BATCH);
    }
    return io.<List<DeleteFailure>, RuntimeException>call(() -> deleter.delete(keys));
  }

  @Override
  public Optional<EmptyDirectories> emptyDirectories() {
    return Optional.of(this);
  }

  @Override
  public Optional<Leftovers> leftovers() {
    return Optional.of(this);
  }

  @Override
  public Optional<Takeaway> takeaway() {
    return Optional.of(new LocalTakeaway(finder, deleter, io, time));
  }

  /// Files are flushed before they get their names; of the names, that is done here.
  @Override
  public void makeDurable() throws StoreException, InterruptedException {
    io.<@Nullable Void, StoreException>call(() -> {
      if (disk.covers(root.path()) && !disk.flush()) {
        throw new StoreException(
            Kind.OTHER, "flush the file system of " + root.describe(null) + ": it has failed");
      }
      return null;
    });
  }

  @Override
  public void removeEmptyDirectories(List<Key> keys) throws InterruptedException {
    io.<@Nullable Void, RuntimeException>call(() -> {
      keys.forEach(deleter::removeEmptyDirectories);
      return null;
    });
  }

  /// Those temporary files that a listing has met.
  @Override
  public void removeLeftovers() throws InterruptedException {
    io.<@Nullable Void, RuntimeException>call(() -> {
      temporaries.removeNoted();
      return null;
    });
  }

  @Override
  public Removed removed() {
    return new Removed(0, temporaries.removed());
  }

  /// Takes temporary files of this program whose run was killed on this machine, and those of
  /// nobody known that are older than asked for, or a day. Never a living run's of this machine.
  @Override
  public Removed remove(Sweep order) throws StoreException, InterruptedException {
    return io.<Removed, StoreException>call(
        () -> new LocalLeftovers(root, temporaries, order).run());
  }

  @Override
  public Place place() throws StoreException, InterruptedException {
    return io.<Place, StoreException>call(() -> LocalPlace.of(root));
  }

  @Override
  public Place place(Key key) throws StoreException, InterruptedException {
    return io.<Place, StoreException>call(() -> {
      WholeStamp stamp = deleter.stamp(key);
      return LocalPlace.of(root)
          .of(key.value())
          .ofFile(stamp == null ? null : String.valueOf(stamp.identity()));
    });
  }

  @Override
  public StoreActivity activity() {
    return new StoreActivity(hashes.figures());
  }

  @Override
  public List<Unanswered> unanswered(Duration atLeast) {
    return io.unanswered(atLeast, time);
  }

  @Override
  public List<String> leftBehind() {
    return temporaries.orphaned().lines(time);
  }

  /// The pools belong to whoever made them, and stay open.
  @Override
  public void close() {
    flushing.shutdown();
    watch.close();
  }
}
