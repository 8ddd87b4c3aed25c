package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cache.CacheCheck;
import dev.sluice.cache.CachePlace;
import dev.sluice.cache.CacheRules;
import dev.sluice.cache.HashCache;
import dev.sluice.cache.HashMemory;
import dev.sluice.filter.KeyFilter;
import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.Time;
import dev.sluice.flow.system.ProcessorLoad;
import dev.sluice.model.Comparison;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.plan.SyncPolicy.Deletion;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.report.RunObserver;
import dev.sluice.report.RunStatus;
import dev.sluice.report.SyncReport;
import dev.sluice.store.BytesSource;
import dev.sluice.store.Store;
import dev.sluice.store.WriteSpec;
import dev.sluice.store.local.LocalOptions;
import dev.sluice.store.local.LocalStore;
import dev.sluice.store.memory.MemoryHook.Operation;
import dev.sluice.store.memory.MemoryStore;
import dev.sluice.transfer.Outcome;
import dev.sluice.transfer.Outcome.Copied;
import dev.sluice.transfer.Outcome.Method;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Content that a destination folder has under another name is copied there, and never wrongly.
@Timeout(60)
class FolderCopyTest implements RunObserver {

  private static final BlockingIo IO = new BlockingIo("folder-copies", 4);
  private static final SyncEngine ENGINE = new SyncEngine(Time.SYSTEM, ProcessorLoad.ofMachine());
  private static final Deletion DELETE = new Deletion(true, OptionalLong.empty(), true, false);

  @TempDir Path home = Path.of(".");

  private final MemoryStore service = MemoryStore.named("service");
  private final AheadTime time = new AheadTime(Duration.ofHours(1));
  private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
  private final AtomicInteger read = new AtomicInteger();
  private boolean remembers = true;
  private CacheCheck check = CacheCheck.STRICT;
  private SyncPolicy policy = new SyncPolicy(Comparison.MD5, Mode.SYNC, DELETE);

  @Override
  public void outcome(Outcome outcome) {
    outcomes.add(outcome);
  }

  @BeforeEach
  void countReads() throws IOException {
    Files.createDirectories(target());
    service.setHook((operation, _) -> {
      if (operation == Operation.READ) {
        read.incrementAndGet();
      }
    });
  }

  private Path target() {
    return home.resolve("target");
  }

  private Path source() {
    return home.resolve("source");
  }

  private Path write(Path folder, String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolve("..").normalize());
    return Files.writeString(file, text);
  }

  private HashCache cache(Path root) throws IOException {
    return HashCache.open(
        CachePlace.of(home.resolve("caches"), root.toRealPath()),
        new CacheRules(check, Duration.ofSeconds(2), 0),
        "",
        home,
        time);
  }

  private LocalStore folder(Path root, HashMemory memory) throws Exception {
    return LocalStore.open(
        root, new LocalOptions(false, true, true, time).withHashes(memory), IO, IO);
  }

  private interface Run {
    SyncReport with(Store target) throws Exception;
  }

  private SyncReport toTarget(Run run) throws Exception {
    outcomes.clear();
    read.set(0);
    if (!remembers) {
      try (LocalStore target = folder(target(), HashMemory.NONE)) {
        return run.with(target);
      }
    }
    try (HashCache cache = cache(target());
        LocalStore target = folder(target(), cache)) {
      return run.with(target);
    }
  }

  private SyncReport run(Store source, Store target) throws Exception {
    SyncReport report =
        ENGINE.run(
            new SyncRequest(source, target, policy, KeyFilter.EVERYTHING, EngineHarness.SMALL),
            this,
            new Cancellation());
    assertThat(report.addsUp()).isTrue();
    assertThat(report.status()).as("%s", report.failures()).isEqualTo(RunStatus.OK);
    return report;
  }

  private SyncReport download() throws Exception {
    SyncReport report = toTarget(target -> run(service, target));
    assertThat(files(target()))
        .isEqualTo(
            service.keys().stream()
                .collect(Collectors.toMap(key -> key, key -> service.text(key).orElseThrow())));
    return report;
  }

  /// So often that all that is in the folder is remembered.
  private void downloadAndRemember() throws Exception {
    download();
    download();
  }

  private SyncReport mirror() throws Exception {
    SyncReport report =
        toTarget(target -> {
          try (HashCache cache = cache(source());
              LocalStore source = folder(source(), cache)) {
            return run(source, target);
          }
        });
    assertThat(files(target())).isEqualTo(files(source()));
    return report;
  }

  private static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        found.put(folder.relativize(path).toString(), Files.readString(path));
      }
    }
    return found;
  }

  private static long local(SyncReport report) {
    Map<Method, Long> copied = report.outcomes().copied();
    return copied.getOrDefault(Method.LOCAL_COPY, 0L) + copied.getOrDefault(Method.REFLINK, 0L);
  }

  private List<String> twins() {
    return outcomes.stream()
        .filter(Copied.class::isInstance)
        .map(Copied.class::cast)
        .filter(copied -> copied.twin() != null)
        .map(copied -> copied.twin() + " -> " + copied.key())
        .sorted()
        .toList();
  }

  private void renameObject(String from, String to) {
    service.put(to, service.text(from).orElseThrow());
    service.remove(from);
  }

  @Test
  void of_a_folder_that_was_renamed_in_the_bucket_nothing_is_read() throws Exception {
    for (int i = 0; i < 300; i++) {
      service.put("m/" + i, "content of " + i);
    }
    downloadAndRemember();
    for (int i = 0; i < 300; i++) {
      service.remove("m/" + i); // and is put before and behind
      BytesSource content = BytesSource.of("content of " + i);
      Key renamed = Key.of((i % 2 == 0 ? "a/" : "z/") + i);
      service.write(new WriteSpec(renamed, content.sizeBytes(), Fingerprint.UNREAD), content);
    }
    read.set(0);
    SyncReport report = download();
    assertThat(local(report)).isEqualTo(300);
    assertThat(report.outcomes().notSentBytes())
        .isEqualTo(report.outcomes().copiedBytes())
        .isPositive();
    assertThat(read).hasValue(0);
    assertThat(twins()).contains("m/0 -> a/0", "m/1 -> z/1").hasSize(300);
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Copied copied) {
        assertThat(copied.isVerified()).isTrue();
        assertThat(Files.getLastModifiedTime(target().resolve(copied.key().value())).toInstant())
            .isEqualTo(BytesSource.TIME);
      }
    }
  }

  @Test
  void what_was_copied_is_remembered_at_once() throws Exception {
    service.put("a", "content");
    downloadAndRemember();
    service.put("b", "content");
    assertThat(local(download())).isOne();
    try (HashCache cache = cache(target());
        LocalStore target = folder(target(), cache)) {
      SyncReport report = run(service, target);
      assertThat(report.outcomes().done()).isZero();
      assertThat(cache.figures().misses()).isEmpty();
    }
    service.remove("a");
    download();
    renameObject("b", "c");
    assertThat(local(download())).isOne();
    assertThat(twins()).containsExactly("b -> c");
  }

  @Test
  void of_contents_that_are_new_one_is_read_and_the_others_are_copied() throws Exception {
    service.put("known", "something");
    downloadAndRemember();
    for (int i = 0; i < 20; i++) {
      service.put("new/" + i, "content");
      service.put("long/" + i, "x".repeat(100_000));
    }
    assertThat(local(download())).isEqualTo(38);
  }

  @Test
  void a_first_download_is_as_it_always_was() throws Exception {
    service.put("a", "content");
    service.put("b", "content");
    assertThat(local(download())).isZero();
    assertThat(read).hasValue(2);
  }

  @Test
  void it_can_be_turned_off_and_is_where_contents_are_not_compared_or_not_remembered()
      throws Exception {
    service.put("a", "content");
    downloadAndRemember();
    policy = new SyncPolicy(Comparison.MD5, Mode.SYNC, DELETE, false, false);
    service.put("b", "content");
    assertThat(local(download())).isZero();
    policy = new SyncPolicy(Comparison.SIZE, Mode.SYNC, DELETE);
    service.put("c", "content");
    assertThat(local(download())).isZero();
    policy = new SyncPolicy(Comparison.MD5, Mode.SYNC, DELETE);
    remembers = false;
    service.put("d", "content");
    assertThat(local(download())).isZero();
    remembers = true;
    service.put("e", "content");
    assertThat(local(download())).isOne();
  }

  @Test
  void by_size_and_time_alone_what_is_remembered_is_copied_where_that_is_asked_for()
      throws Exception {
    check = CacheCheck.MTIME;
    service.put("a", "content");
    downloadAndRemember();
    service.put("b", "content");
    assertThat(local(download())).isOne();
  }

  @Test
  void files_that_changed_places_are_read() throws Exception {
    service.put("a", "first.");
    service.put("b", "second");
    downloadAndRemember();
    service.put("a", "second");
    service.put("b", "first.");
    service.put("c", "first.");
    assertThat(local(download())).isLessThanOrEqualTo(1); // of what was just written
  }

  @Test
  void a_twin_that_this_run_overwrites_is_not_copied() throws Exception {
    service.put("a", "content");
    downloadAndRemember();
    service.put("b", "content");
    service.put("a", "another");
    assertThat(local(download())).isZero();
  }

  @Test
  void a_twin_that_is_changed_after_it_was_listed_is_not_copied() throws Exception {
    service.put("a", "content");
    service.put("d", "another");
    downloadAndRemember();
    service.put("b", "content");
    FileTime modified = Files.getLastModifiedTime(target().resolve("a"));
    service.setHook((operation, key) -> {
      if (operation == Operation.OPEN && Key.of("b").equals(key)) {
        try {
          write(target(), "a", "changed"); // of the same length
          Files.setLastModifiedTime(target().resolve("a"), modified);
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
      }
    });
    SyncReport report = toTarget(target -> run(service, target));
    assertThat(local(report)).isZero();
    assertThat(Files.readString(target().resolve("b"))).isEqualTo("content");
  }

  @Test
  void a_twin_whose_memory_is_stale_is_not_copied() throws Exception {
    service.put("a", "content");
    service.put("c", "something");
    downloadAndRemember();
    renameObject("a", "b");
    FileTime modified = Files.getLastModifiedTime(target().resolve("a"));
    write(target(), "a", "changed");
    Files.setLastModifiedTime(target().resolve("a"), modified);
    assertThat(local(download())).isZero();
  }

  @Test
  void nothing_is_copied_to_make_an_empty_file() throws Exception {
    service.put("a", "");
    service.put("c", "content");
    downloadAndRemember();
    service.put("b", "");
    assertThat(local(download())).isZero();
  }

  @Test
  void empty_files_do_not_wait_for_each_other() throws Exception {
    service.put("c", "content");
    downloadAndRemember();
    service.put("a", "");
    service.put("b", "");
    CountDownLatch both = new CountDownLatch(2);
    service.setHook((operation, _) -> {
      if (operation == Operation.OPEN) {
        both.countDown();
        both.await();
      }
    });
    download();
  }

  @Test
  void a_source_that_changes_after_it_was_listed_is_not_taken_for_what_it_was() throws Exception {
    service.put("a", "content");
    downloadAndRemember();
    service.put("b", "content");
    AtomicInteger opened = new AtomicInteger();
    service.setHook((operation, key) -> {
      if (operation == Operation.OPEN && Key.of("b").equals(key) && opened.getAndIncrement() == 0) {
        service.put("b", "newer content");
      }
    });
    assertThat(local(download())).isZero();
  }

  @Test
  void of_a_folder_that_was_renamed_beside_its_mirror_nothing_is_read() throws Exception {
    for (int i = 0; i < 50; i++) {
      write(source(), "m/" + i, "content of " + i);
    }
    mirror();
    mirror();
    Files.move(source().resolve("m"), source().resolve("a"));
    assertThat(local(mirror())).isEqualTo(50);
    assertThat(twins()).contains("m/0 -> a/0").hasSize(50);
    Files.move(source().resolve("a"), source().resolve("z"));
    policy = new SyncPolicy(Comparison.MD5, Mode.SYNC, Deletion.OFF);
    SyncReport report =
        toTarget(target -> {
          try (HashCache cache = cache(source());
              LocalStore source = folder(source(), cache)) {
            return run(source, target);
          }
        });
    assertThat(local(report)).isEqualTo(50);
    assertThat(Files.readString(target().resolve("z/7"))).isEqualTo("content of 7");
  }

  @Test
  void a_long_object_is_copied_too() throws Exception {
    String content = new String(new byte[20 << 20], StandardCharsets.US_ASCII);
    service.put("a", content);
    downloadAndRemember();
    service.put("b", content);
    assertThat(local(download())).isOne();
    assertThat(read).hasValue(0);
  }
}
