package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cache.CacheCheck;
import dev.sluice.cache.CacheRules;
import dev.sluice.engine.EditedFiles.Version;
import dev.sluice.engine.FolderToBucket.Options;
import dev.sluice.engine.FolderToBucket.Stored;
import dev.sluice.filter.FilterRule;
import dev.sluice.filter.KeyFilter;
import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.model.Comparison;
import dev.sluice.model.PartPlan;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.plan.SyncPolicy.Deletion;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.report.RunObserver;
import dev.sluice.report.RunStatus;
import dev.sluice.report.SyncReport;
import dev.sluice.s3server.S3Server;
import dev.sluice.s3server.access.Acl;
import dev.sluice.store.s3.config.S3WriteOptions;
import dev.sluice.store.s3.object.MultipartSizes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A folder, a bucket, what happens to them, and what must have come of it: the model that runs are
/// held against.
///
/// However a run ends, each object is what it was, or what its file is or was during the run, with
/// all that goes with it, or what somebody else has written. A run that ends well, and that nobody
/// has interfered with, leaves what differed as its file is, and everything else untouched.
final class Nights implements AutoCloseable {

  /// Contents from 4 KiB are written in parts, and from 1 MiB copied in parts.
  private static final MultipartSizes SMALL =
      new MultipartSizes(1 << 12, new PartPlan(1 << 12), 1 << 20, new PartPlan(1 << 20));

  private static final List<ChecksumAlgorithm> CHECKSUMS =
      Stream.of(ChecksumAlgorithm.values()).filter(one -> one != ChecksumAlgorithm.MD5).toList();

  /// For so long nothing has come to the server when nothing is on its way any more.
  private static final Duration ON_THEIR_WAY = Duration.ofMillis(20);

  private static final Deletion DELETE = new Deletion(true, OptionalLong.empty(), true, false);

  final FolderToBucket place;
  final EditedFiles files;
  private final S3Server server;
  private final Map<String, List<Stored>> others = new ConcurrentHashMap<>();
  private final AheadTime time = new AheadTime(Duration.ofHours(1));

  Nights(Path home, S3Server server, String bucket) throws IOException {
    this.server = server;
    this.place = new FolderToBucket(home, server, bucket);
    this.files = new EditedFiles(place.files(), home.resolve("aside"));
  }

  /// What is decided for a night.
  record Night(
      Comparison comparison,
      Mode mode,
      boolean deletes,
      boolean copies,
      boolean remembers,
      boolean excludes,
      S3WriteOptions writes,
      boolean inSmallParts,
      int workers) {

    static final Night PLAIN =
        new Night(
            Comparison.MD5, Mode.SYNC, true, true, true, false, S3WriteOptions.DEFAULT, true, 1);

    Night with(S3WriteOptions options) {
      return new Night(
          comparison, mode, deletes, copies, remembers, excludes, options, inSmallParts, workers);
    }

    static Night of(Random random) {
      return new Night(
          random.nextInt(8) == 0 ? Comparison.SIZE : Comparison.MD5,
          random.nextInt(10) == 0 ? Mode.DRY_RUN : Mode.SYNC,
          random.nextInt(3) > 0,
          random.nextInt(6) > 0,
          random.nextInt(4) > 0,
          random.nextInt(8) == 0,
          writes(random),
          random.nextInt(4) > 0,
          1 + random.nextInt(4));
    }

    private static S3WriteOptions writes(Random random) {
      List<String> classes = List.of("", "STANDARD_IA", "REDUCED_REDUNDANCY", "GLACIER");
      String storageClass = classes.get(random.nextInt(4) * random.nextInt(2));
      S3WriteOptions.Acl acl =
          random.nextBoolean()
              ? null
              : random.nextBoolean() ? S3WriteOptions.Acl.PUBLIC_READ : S3WriteOptions.Acl.PRIVATE;
      ChecksumAlgorithm checksum =
          random.nextInt(4) > 0 ? null : EditedFiles.one(CHECKSUMS, random);
      return new S3WriteOptions(storageClass.isEmpty() ? null : storageClass, acl, checksum);
    }

    boolean includes(String key) {
      return !excludes || !key.startsWith("d/");
    }

    private Options options(AheadTime time) {
      return new Options(
          new SyncPolicy(comparison, mode, deletes ? DELETE : Deletion.OFF, false, copies),
          excludes ? new KeyFilter(List.of(FilterRule.glob(false, "d/*"))) : KeyFilter.EVERYTHING,
          new Tuning(workers, workers, 2, 1 << 20, 0, 3, Tuning.DEFAULT.temporaryFolder()),
          writes,
          inSmallParts ? SMALL : MultipartSizes.DEFAULT,
          remembers ? new CacheRules(CacheCheck.STRICT, Duration.ofSeconds(2), 0) : null,
          time);
    }

    /// The object that a run makes of a file.
    Stored made(String key, Version file) {
      return new Stored(
          file.text(),
          key.endsWith(".html")
              ? "text/html"
              : key.endsWith(".txt")
                  ? "text/plain"
                  : key.endsWith(".json") ? "application/json" : "binary/octet-stream",
          Map.of("mtime", Long.toString(file.modified())),
          writes.acl() == S3WriteOptions.Acl.PUBLIC_READ ? Acl.canned("public-read") : Acl.PRIVATE,
          writes.storageClass() == null ? "STANDARD" : writes.storageClass());
    }

    private boolean isSame(@Nullable Stored stored, Version file) {
      return stored != null
          && (comparison == Comparison.SIZE
              ? stored.text().length() == file.text().length()
              : stored.text().equals(file.text()));
    }
  }

  /// Somebody else writes an object.
  void putByOthers(String key, String text) {
    others
        .computeIfAbsent(key, _ -> new CopyOnWriteArrayList<>())
        .add(new Stored(text, null, Map.of("by", "others"), Acl.PRIVATE, "STANDARD"));
    server.put(
        place.bucket(), key, text.getBytes(StandardCharsets.ISO_8859_1), Map.of("by", "others"));
  }

  /// A run that nothing happens to.
  SyncReport quiet(Night night) throws Exception {
    return run(night, trouble());
  }

  /// Nothing yet.
  Trouble trouble() {
    return new Trouble(this, server.faults());
  }

  AheadTime time() {
    return time;
  }

  /// One run, and what must hold after it.
  SyncReport run(Night night, Trouble trouble) throws Exception {
    others.clear();
    files.beginNight();
    NavigableMap<String, Stored> before = place.stored();
    SyncReport report;
    try {
      report = place.run(night.options(time), new RunObserver() {}, trouble.begin());
    } finally {
      trouble.end();
      server.faults().clear();
      if (trouble.hasKilled()) {
        awaitEndOfRequests();
      }
    }
    if (trouble.hasKilled()) {
      place.restoreCaches();
    }
    assertThat(report.addsUp()).as("adds up: %s", report).isTrue();
    NavigableMap<String, Stored> after = place.stored();
    assertNothingWrong(night, before, after);
    if (trouble.mustEndWell()) {
      assertThat(report.status()).as("%s", report.failures()).isEqualTo(RunStatus.OK);
      assertDone(night, before, after);
    }
    return report;
  }

  /// A killed run leaves requests at the server that may be carried out still, and some on their
  /// way to it.
  private void awaitEndOfRequests() {
    long quietSince = System.nanoTime();
    while (server.requests().inFlight() > 0
        || System.nanoTime() - quietSince < ON_THEIR_WAY.toNanos()) {
      if (server.requests().inFlight() > 0) {
        quietSince = System.nanoTime();
      }
      Thread.onSpinWait();
    }
  }

  private void assertNothingWrong(
      Night night, NavigableMap<String, Stored> before, NavigableMap<String, Stored> after) {
    Set<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    boolean writes = night.mode() == Mode.SYNC;
    for (String key : keys) {
      List<Optional<Stored>> allowed = new ArrayList<>();
      allowed.add(Optional.ofNullable(before.get(key)));
      others.getOrDefault(key, List.of()).forEach(other -> allowed.add(Optional.of(other)));
      if (writes && night.includes(key)) {
        for (Optional<Version> seen : files.seen(key)) {
          if (seen.isPresent() || night.deletes()) {
            allowed.add(seen.map(file -> night.made(key, file)));
          }
        }
      }
      assertThat(allowed).as(key).contains(Optional.ofNullable(after.get(key)));
    }
  }

  private void assertDone(
      Night night, NavigableMap<String, Stored> before, NavigableMap<String, Stored> after) {
    NavigableMap<String, Stored> expected = new TreeMap<>(before);
    if (night.mode() == Mode.SYNC) {
      NavigableMap<String, Version> now = files.now();
      expected
          .keySet()
          .removeIf(key -> night.deletes() && night.includes(key) && !now.containsKey(key));
      now.forEach((key, file) -> {
        if (night.includes(key) && !night.isSame(before.get(key), file)) {
          expected.put(key, night.made(key, file));
        }
      });
    }
    assertThat(after).isEqualTo(expected);
  }

  @Override
  public void close() throws IOException {
    place.close();
  }
}
