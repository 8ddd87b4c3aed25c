package dev.sluice.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cache.CacheCheck;
import dev.sluice.cache.CachePlace;
import dev.sluice.cache.CacheRules;
import dev.sluice.cache.HashCache;
import dev.sluice.filter.KeyFilter;
import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.Time;
import dev.sluice.flow.system.ProcessorLoad;
import dev.sluice.model.Attributes;
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
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.WriteSpec;
import dev.sluice.store.local.LocalOptions;
import dev.sluice.store.local.LocalStore;
import dev.sluice.store.memory.MemoryHook.Operation;
import dev.sluice.store.memory.MemoryStore;
import dev.sluice.transfer.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Whatever happened to a service and to the folder that mirrors it, and whatever others do in the
/// folder during a run, which may be stopped: no file ever has a content that is nobody's, and
/// after a run that is left alone the folder is what the service has, with each object's own time
/// where it was copied.
class FolderCopyPropertiesTest implements RunObserver {

  private static final int TRIES = Integer.getInteger("sluice.tries", 150);

  private static final List<String> KEYS =
      List.of("a", "b", "c", "d/a", "d/b", "d/c", "e/a", "e/b");

  /// Of few lengths, so that many are equal in size and not in content.
  private static final List<String> CONTENTS =
      List.of("", "one", "two", "six", "three", "seven", "x".repeat(5000), "y".repeat(5000));

  private static final SyncEngine ENGINE = new SyncEngine(Time.SYSTEM, ProcessorLoad.ofMachine());
  private static final Deletion DELETE = new Deletion(true, OptionalLong.empty(), true, false);
  private static final AtomicLong COPIES = new AtomicLong();

  private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
  private final AheadTime time = new AheadTime(Duration.ofHours(1));

  /// Each content that is put or written has a time of its own.
  private final AtomicLong clock = new AtomicLong(1_000_000_000);

  private final Map<String, Set<String>> byOthers = new ConcurrentHashMap<>();

  @Override
  public void outcome(Outcome outcome) {
    outcomes.add(outcome);
  }

  private static <T> T one(List<T> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  private void put(MemoryStore service, String key, String text) {
    BytesSource content =
        new BytesSource(
            text.getBytes(ISO_8859_1),
            Attributes.ofFile(Instant.ofEpochSecond(clock.incrementAndGet())));
    try {
      service.write(new WriteSpec(Key.of(key), content.sizeBytes(), Fingerprint.UNREAD), content);
    } catch (StoreException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void editService(MemoryStore service, Random random) {
    String key = one(KEYS, random);
    String other = one(KEYS, random);
    String content = service.text(key).orElse(null);
    String others = service.text(other).orElse(null);
    switch (random.nextInt(6)) {
      case 0, 1 -> put(service, key, one(CONTENTS, random));
      case 2 -> service.remove(key);
      case 3 -> { // two change places
        if (content != null && others != null) {
          put(service, key, others);
          put(service, other, content);
        }
      }
      case 4 -> { // one is renamed
        if (content != null && !key.equals(other)) {
          put(service, other, content);
          service.remove(key);
        }
      }
      default -> { // one is copied
        if (content != null) {
          put(service, other, content);
        }
      }
    }
  }

  /// What others do in the folder: each edit is seen whole or not at all.
  private void editFolder(Path folder, Random random) {
    Path file = folder.resolve(one(KEYS, random));
    Path other = folder.resolve(one(KEYS, random));
    Path aside = folder.resolveSibling("aside");
    try {
      switch (random.nextInt(5)) {
        case 0 -> replace(folder, file, aside, one(CONTENTS, random), clock.incrementAndGet());
        case 1 -> { // another content of the same length and time
          if (Files.isRegularFile(file)) {
            String before = Files.readString(file, ISO_8859_1);
            FileTime modified = Files.getLastModifiedTime(file);
            List<String> alike =
                CONTENTS.stream().filter(each -> each.length() == before.length()).toList();
            replace(folder, file, aside, one(alike, random), modified.to(TimeUnit.SECONDS));
          }
        }
        case 2 -> Files.deleteIfExists(file);
        case 3 -> { // as it is, under another name
          if (Files.isRegularFile(file) && !file.equals(other)) {
            note(folder, other, Files.readString(file, ISO_8859_1));
            Files.createDirectories(other.resolve("..").normalize());
            Files.move(file, other, StandardCopyOption.REPLACE_EXISTING);
          }
        }
        default -> { // written into
          if (Files.isRegularFile(file)) {
            String text = one(CONTENTS, random);
            note(folder, file, text);
            note(folder, file, "");
            Files.write(file, text.getBytes(ISO_8859_1));
          }
        }
      }
    } catch (java.nio.file.NoSuchFileException e) {
      // The run has removed it meanwhile, or its directory.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void replace(Path folder, Path file, Path aside, String text, long seconds)
      throws IOException {
    Files.write(aside, text.getBytes(ISO_8859_1));
    Files.setLastModifiedTime(aside, FileTime.from(seconds, TimeUnit.SECONDS));
    note(folder, file, text);
    Files.createDirectories(file.resolve("..").normalize());
    Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private void note(Path folder, Path file, String text) {
    byOthers
        .computeIfAbsent(folder.relativize(file).toString(), _ -> ConcurrentHashMap.newKeySet())
        .add(text);
  }

  private static NavigableMap<String, String> files(Path folder) throws IOException {
    NavigableMap<String, String> found = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        found.put(folder.relativize(path).toString(), Files.readString(path, ISO_8859_1));
      }
    }
    return found;
  }

  private SyncReport run(
      MemoryStore service, Path folder, SyncPolicy policy, Cancellation cancellation)
      throws Exception {
    outcomes.clear();
    byOthers.clear();
    NavigableMap<String, String> before = files(folder);
    SyncReport report;
    // Closed before anybody looks, with what was under way when the run was stopped.
    try (BlockingIo io = new BlockingIo("folder-copies", 4);
        HashCache cache =
            HashCache.open(
                CachePlace.of(folder.resolveSibling("caches"), folder.toRealPath()),
                new CacheRules(CacheCheck.STRICT, Duration.ofSeconds(2), 0),
                "",
                folder.resolveSibling("temporary"),
                time);
        LocalStore target =
            LocalStore.open(
                folder, new LocalOptions(false, true, true, time).withHashes(cache), io, io)) {
      report =
          ENGINE.run(
              new SyncRequest(service, target, policy, KeyFilter.EVERYTHING, EngineHarness.SMALL),
              this,
              cancellation);
    }
    assertThat(report.addsUp()).isTrue();
    for (Map.Entry<String, String> file : files(folder).entrySet()) {
      Set<String> allowed = new HashSet<>(byOthers.getOrDefault(file.getKey(), Set.of()));
      service.text(file.getKey()).ifPresent(allowed::add);
      if (before.containsKey(file.getKey())) {
        allowed.add(before.get(file.getKey()));
      }
      assertThat(allowed).as(file.getKey()).contains(file.getValue());
    }
    COPIES.addAndGet(
        outcomes.stream()
            .filter(outcome -> outcome instanceof Outcome.Copied copied && copied.twin() != null)
            .count());
    return report;
  }

  private void tryOne(Random random, Path home) throws Exception {
    MemoryStore service = MemoryStore.named("service");
    Path folder = Files.createDirectories(home.resolve("folder"));
    Files.createDirectories(home.resolve("temporary"));
    for (int night = 0; night < 4; night++) {
      for (int edits = random.nextInt(8); edits >= 0; edits--) {
        editService(service, random);
      }
      for (int edits = random.nextInt(3); edits > 0; edits--) {
        editFolder(folder, random);
      }
      int trouble = random.nextInt(4);
      AtomicLong untilStopped = new AtomicLong(random.nextInt(40));
      Cancellation cancellation = new Cancellation();
      service.setHook((operation, _) -> {
        if (untilStopped.getAndDecrement() == 0) {
          cancellation.stop();
        }
        if (operation == Operation.OPEN || operation == Operation.READ) {
          synchronized (random) {
            if (random.nextInt(4) < trouble) {
              editFolder(folder, random);
            }
            if (random.nextInt(12) < trouble) {
              throw new StoreException(
                  one(List.of(Kind.CHANGED, Kind.OTHER, Kind.DENIED), random), "planned");
            }
          }
        }
      });
      boolean deletes = random.nextInt(3) > 0;
      run(
          service,
          folder,
          new SyncPolicy(Comparison.MD5, Mode.SYNC, deletes ? DELETE : Deletion.OFF),
          cancellation);
      service.setHook((_, _) -> {});
      if (random.nextBoolean()) {
        assertBecomesTheSame(service, folder);
      }
    }
    assertBecomesTheSame(service, folder);
  }

  private void assertBecomesTheSame(MemoryStore service, Path folder) throws Exception {
    SyncReport report =
        run(service, folder, new SyncPolicy(Comparison.MD5, Mode.SYNC, DELETE), new Cancellation());
    assertThat(report.status()).as("%s", report.failures()).isEqualTo(RunStatus.OK);
    NavigableMap<String, String> found = files(folder);
    assertThat(found.keySet()).isEqualTo(Set.copyOf(service.keys()));
    for (Map.Entry<String, String> file : found.entrySet()) {
      assertThat(file.getValue())
          .as(file.getKey())
          .isEqualTo(service.text(file.getKey()).orElse(""));
    }
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.Copied copied) {
        assertThat(Files.getLastModifiedTime(folder.resolve(copied.key().value())).toInstant())
            .isEqualTo(service.attributes(copied.key().value()).orElseThrow().modifiedTime());
      }
    }
  }

  @Property(tries = 1)
  void the_folder_becomes_what_the_service_has(@ForAll long seed) throws Exception {
    for (int i = 0; i < TRIES; i++) {
      Path home = Files.createTempDirectory("sluice-folder-copies");
      try {
        tryOne(new Random(seed + i), home);
      } catch (Throwable e) {
        throw new AssertionError("seed " + (seed + i) + ": " + e.getMessage(), e);
      } finally {
        remove(home);
      }
    }
    assertThat(COPIES).as("something was copied").hasPositiveValue();
  }

  private static void remove(Path home) throws IOException {
    try (Stream<Path> paths = Files.walk(home)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
