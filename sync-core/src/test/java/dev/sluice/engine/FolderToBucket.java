package dev.sluice.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.sluice.cache.CacheFigures;
import dev.sluice.cache.CachePlace;
import dev.sluice.cache.CacheRules;
import dev.sluice.cache.HashCache;
import dev.sluice.filter.KeyFilter;
import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.FakeTime;
import dev.sluice.flow.RetryPolicy;
import dev.sluice.flow.Time;
import dev.sluice.flow.system.ProcessorLoad;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.report.RunObserver;
import dev.sluice.report.SyncReport;
import dev.sluice.s3server.ObjectInfo;
import dev.sluice.s3server.S3Server;
import dev.sluice.s3server.access.Acl;
import dev.sluice.store.local.LocalOptions;
import dev.sluice.store.local.LocalStore;
import dev.sluice.store.s3.EmbeddedS3;
import dev.sluice.store.s3.S3Connection;
import dev.sluice.store.s3.config.S3Keys;
import dev.sluice.store.s3.config.S3Prefix;
import dev.sluice.store.s3.config.S3Runtime;
import dev.sluice.store.s3.config.S3Service;
import dev.sluice.store.s3.config.S3WriteOptions;
import dev.sluice.store.s3.object.MultipartSizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A folder, a bucket, and runs from the one to the other with all that they have outside of tests:
/// local store, hash cache, engine, S3 store, and a server. Pauses between attempts take no time.
final class FolderToBucket implements AutoCloseable {

  private static final BlockingIo IO = new BlockingIo("folder-to-bucket", 4);
  private static final SyncEngine ENGINE = new SyncEngine(Time.SYSTEM, ProcessorLoad.ofMachine());

  private final Path home;
  private final Path caches;
  private final S3Server server;
  private final String bucket;
  private CacheFigures figures = CacheFigures.NONE;

  /// @param home an empty folder
  /// @param server has the keys `ak` and `sk`
  /// @param bucket is made
  FolderToBucket(Path home, S3Server server, String bucket) throws IOException {
    this.home = home;
    this.caches = home.resolve("caches");
    this.server = server;
    this.bucket = bucket;
    Files.createDirectories(files());
    server.createBucket(bucket);
  }

  /// How a run is done.
  ///
  /// @param writes how objects are written
  /// @param sizes when they are written and copied in parts
  /// @param rules when what is remembered is believed; null for a run that remembers nothing
  /// @param time the cache's clock
  record Options(
      SyncPolicy policy,
      KeyFilter filter,
      Tuning tuning,
      S3WriteOptions writes,
      MultipartSizes sizes,
      @Nullable CacheRules rules,
      Time time) {}

  /// An object, with all that a run decides about it.
  record Stored(
      String text,
      @Nullable String type,
      Map<String, String> metadata,
      Acl acl,
      String storageClass) {

    @Override
    public String toString() {
      String shown = text.length() > 20 ? text.substring(0, 20) + "… " + text.length() : text;
      return "'"
          + shown
          + "' "
          + type
          + " "
          + metadata
          + " "
          + storageClass
          + (acl.isPublic() ? " public" : "");
    }
  }

  /// The folder that is synced.
  Path files() {
    return home.resolve("files");
  }

  String bucket() {
    return bucket;
  }

  /// What is in the bucket, by key.
  NavigableMap<String, Stored> stored() {
    NavigableMap<String, Stored> objects = new TreeMap<>();
    for (String key : server.keys(bucket)) {
      ObjectInfo info = server.head(bucket, key);
      objects.put(
          key,
          new Stored(
              new String(server.get(bucket, key), ISO_8859_1),
              info.contentType(),
              info.metadata(),
              info.acl(),
              info.storageClass()));
    }
    return objects;
  }

  /// One run, with a connection of its own.
  SyncReport run(Options options, RunObserver observer, Cancellation cancellation)
      throws Exception {
    S3Runtime runtime =
        new S3Runtime(new UntilKilled(cancellation), new Random(1), RetryPolicy.DEFAULT, IO);
    S3Service service = S3Service.OF_ENVIRONMENT.at(server.endpoint());
    CacheRules rules = options.rules();
    HashCache cache =
        rules == null
            ? null
            : HashCache.open(
                CachePlace.of(caches, files().toRealPath()),
                rules,
                "s3://" + bucket + "/",
                EngineHarness.SMALL.temporaryFolder(),
                options.time());
    LocalOptions local = new LocalOptions(false, false, false, options.time());
    try (S3Connection connection = S3Connection.open(service, runtime, new S3Keys("ak", "sk"));
        LocalStore source =
            LocalStore.open(files(), cache == null ? local : local.withHashes(cache), IO, IO)) {
      return ENGINE.run(
          new SyncRequest(
              source,
              EmbeddedS3.store(
                  connection, new S3Prefix(bucket, ""), options.writes(), options.sizes()),
              options.policy(),
              options.filter(),
              options.tuning()),
          observer,
          cancellation);
    } finally {
      if (cache != null) {
        figures = cache.figures();
        cache.close();
      }
    }
  }

  /// A clock that stops for whoever has been killed: each request looks at it first, so that
  /// workers who were abandoned send none any more, as if their process were gone.
  private static final class UntilKilled extends FakeTime {
    private final Cancellation cancellation;

    UntilKilled(Cancellation cancellation) {
      this.cancellation = cancellation;
    }

    @Override
    public synchronized long nanos() {
      if (cancellation.state() == Cancellation.State.ABANDONED) {
        throw new IllegalStateException("the process is gone");
      }
      return super.nanos();
    }
  }

  /// What came of asking the hash cache, in the last run.
  CacheFigures cacheFigures() {
    return figures;
  }

  /// Copies the caches as they are, also while they are being written.
  void keepCaches() {
    try {
      copy(caches, home.resolve("kept"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// Puts the caches back that were kept: what came after is as if it had never been.
  void restoreCaches() throws IOException {
    remove(caches);
    copy(home.resolve("kept"), caches);
    remove(home.resolve("kept"));
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        try {
          Files.copy(path, to.resolve(from.relativize(path)));
        } catch (NoSuchFileException e) {
          // it has been removed meanwhile
        }
      }
    }
  }

  private static void remove(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /// Removes the folder and what is in the bucket.
  @Override
  public void close() throws IOException {
    remove(home);
    for (String key : server.keys(bucket)) {
      server.delete(bucket, key);
    }
  }
}
