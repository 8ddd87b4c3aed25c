package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.filter.KeyFilter;
import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.Time;
import dev.sluice.flow.system.ProcessorLoad;
import dev.sluice.model.Comparison;
import dev.sluice.plan.Action.SkipReason;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.plan.SyncPolicy.Deletion;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.report.Progress;
import dev.sluice.report.ProgressSource;
import dev.sluice.report.RunInfo;
import dev.sluice.report.RunObserver;
import dev.sluice.report.RunStatus;
import dev.sluice.report.SyncReport;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.local.LocalOptions;
import dev.sluice.store.local.LocalStore;
import dev.sluice.store.memory.MemoryHook;
import dev.sluice.store.memory.MemoryStore;
import dev.sluice.transfer.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole runs with a real directory on one side.
class LocalRunTest {

  private static final BlockingIo IO = new BlockingIo("run-test", 4);

  @TempDir Path outside;

  private @Nullable ProgressSource progress;
  private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();

  private SyncReport run(Store source, Store target, Deletion deletion) throws Exception {
    RunObserver observer =
        new RunObserver() {
          @Override
          public void started(RunInfo run, ProgressSource source) {
            progress = source;
          }

          @Override
          public void outcome(Outcome outcome) {
            outcomes.add(outcome);
          }
        };
    SyncPolicy policy = new SyncPolicy(Comparison.MD5, Mode.SYNC, deletion);
    SyncRequest request =
        new SyncRequest(source, target, policy, KeyFilter.EVERYTHING, EngineHarness.SMALL);
    SyncReport report =
        new SyncEngine(Time.SYSTEM, ProcessorLoad.ofMachine())
            .run(request, observer, new Cancellation());
    assertThat(report.addsUp()).as("the report adds up: %s", report).isTrue();
    return report;
  }

  private LocalStore root(LocalOptions options) throws Exception {
    return LocalStore.open(outside.resolve("root"), options, IO, IO);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> paths = Files.walk(outside)) {
      return paths
          .filter(Files::isRegularFile)
          .map(path -> outside.relativize(path).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void keys_that_cannot_be_files_are_refused_one_by_one_and_the_others_arrive() throws Exception {
    MemoryStore source = MemoryStore.named("hostile");
    List<String> hostile =
        List.of("../escaped", "a//b", "/etc/x", "d/./x", "d/../../y", "nul\0", "x".repeat(300));
    for (String key : hostile) {
      source.put(key, "hostile");
    }
    source.put("d/good", "good");
    source.put("large", new byte[100_000]);
    try (Store target = root(LocalOptions.DESTINATION)) {
      run(source, target, Deletion.OFF);
    }
    assertThat(files()).containsExactly("root/d/good", "root/large");
    assertThat(outcomes.stream().filter(Outcome.Failed.class::isInstance))
        .hasSize(hostile.size())
        .allSatisfy(failed -> {
          assertThat(((Outcome.Failed) failed).kind()).isEqualTo(Kind.REFUSED);
          assertThat(hostile).contains(((Outcome.Failed) failed).key().value());
        });
  }

  @Test
  void what_is_compared_by_content_is_not_counted_as_something_to_send() throws Exception {
    MemoryStore source = MemoryStore.named("service");
    Path root = Files.createDirectories(outside.resolve("root"));
    for (int i = 0; i < 20; i++) {
      source.put("f" + i, "content of " + i % 10);
      Files.writeString(root.resolve("f" + i), i < 17 ? "content of " + i % 10 : "another one!");
    }
    try (Store target = root(LocalOptions.DESTINATION)) {
      run(source, target, Deletion.OFF);
    }

    Progress last = Objects.requireNonNull(progress).now();
    assertThat(last.contents()).isEqualTo(new Progress.Comparisons(20, 20, 20 * 12));
    assertThat(last.transfers().planned()).isEqualTo(3);
    assertThat(last.transfers().ended()).isEqualTo(3);
    assertThat(last.transfers().plannedBytes()).isEqualTo(3 * 12);
    assertThat(last.totalsFinal()).isTrue();
  }

  @Test
  void a_directory_goes_to_a_service_and_back_and_is_the_same() throws Exception {
    Path origin = outside.resolve("origin");
    for (int i = 0; i < 300; i++) {
      Path file = origin.resolve("d" + i % 7 + "/e" + i % 3 + "/f" + i);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "content " + i);
    }
    MemoryStore service = MemoryStore.named("service");
    try (Store from = LocalStore.open(origin, LocalOptions.SOURCE, IO, IO);
        Store back = root(LocalOptions.DESTINATION)) {
      run(from, service, Deletion.OFF);
      run(service, back, Deletion.OFF);
      assertThat(service.keys()).hasSize(300);
      for (String key : service.keys()) {
        Path copy = outside.resolve("root").resolve(key);
        assertThat(copy).hasSameBinaryContentAs(origin.resolve(key));
        assertThat(Files.getLastModifiedTime(copy))
            .isEqualTo(Files.getLastModifiedTime(origin.resolve(key)));
      }
      outcomes.clear();
      run(service, back, Deletion.OFF);
      assertThat(outcomes).hasSize(300).allMatch(Outcome.Skipped.class::isInstance);
    }
  }

  private Path originOf(int files) throws IOException {
    Path origin = Files.createDirectories(outside.resolve("origin"));
    for (int i = 0; i < files; i++) {
      Files.writeString(origin.resolve("f%03d".formatted(i)), "content " + i);
    }
    return origin;
  }

  @Test
  void files_that_vanish_before_their_turn_are_skipped_and_the_others_arrive() throws Exception {
    Path origin = originOf(100);
    MemoryStore target = MemoryStore.named("target");
    AtomicBoolean first = new AtomicBoolean(true);
    target.setHook((operation, _) -> {
      if (operation == MemoryHook.Operation.WRITE && first.getAndSet(false)) {
        removeEveryThird(origin);
      }
    });
    try (Store from = LocalStore.open(origin, LocalOptions.SOURCE, IO, IO)) {
      SyncReport report = run(from, target, Deletion.OFF);
      long vanished = report.outcomes().skipped().getOrDefault(SkipReason.VANISHED, 0L);
      assertThat(vanished).isPositive();
      assertThat(report.outcomes().copiedCount() + vanished).isEqualTo(100);
      assertThat(report.outcomes().failed()).isZero();
      assertThat(target.keys()).hasSize((int) report.outcomes().copiedCount());
    }
  }

  private static void removeEveryThird(Path origin) {
    try {
      for (int i = 0; i < 100; i += 3) {
        Files.deleteIfExists(origin.resolve("f%03d".formatted(i)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void when_the_run_ends_early_every_file_seen_is_in_the_books() throws Exception {
    Path origin = originOf(100);
    MemoryStore target = MemoryStore.named("target");
    target.setHook((operation, _) -> {
      if (operation == MemoryHook.Operation.WRITE) {
        throw new StoreException(Kind.NO_SPACE, "full");
      }
    });
    try (Store from = LocalStore.open(origin, LocalOptions.SOURCE, IO, IO)) {
      SyncReport report = run(from, target, Deletion.OFF);
      assertThat(report.end().reason()).contains("full");
      assertThat(report.outcomes().failed()).isBetween(1L, 4L);
      // The listing may have been told to stop before it had come to the last file.
      assertThat(report.listed().seen()).isBetween(1L, 100L);
      assertThat(report.outcomes().failed() + report.outcomes().notAttempted())
          .isEqualTo(report.listed().seen());
    }
  }

  @Test
  void deleting_at_a_destination_leaves_no_empty_directories() throws Exception {
    MemoryStore source = MemoryStore.named("source");
    for (String key : List.of("keep/x", "gone/deep/y")) {
      source.put(key, key);
    }
    try (Store target = root(LocalOptions.DESTINATION)) {
      run(source, target, Deletion.OFF);
      source.remove("gone/deep/y");
      run(source, target, EngineHarness.DELETE);
    }
    assertThat(files()).containsExactly("root/keep/x");
    assertThat(outside.resolve("root/gone")).doesNotExist();
  }

  private SyncReport mirror(MemoryStore source, Deletion deletion) throws Exception {
    try (Store target = root(LocalOptions.DESTINATION)) {
      return run(source, target, deletion);
    }
  }

  private void write(String name) throws IOException {
    Path file = outside.resolve("root").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "old " + name);
  }

  @Test
  void a_file_that_became_a_folder_makes_way_for_it_when_deleting() throws Exception {
    MemoryStore source = MemoryStore.named("source");
    for (String key : List.of("a/b/1", "a/b/2", "a/c", "keep", "keep2", "keep3")) {
      source.put(key, key);
    }
    for (String old : List.of("a", "keep", "keep2", "keep3", "zz-extra")) {
      write(old);
    }
    SyncReport report = mirror(source, EngineHarness.DELETE);
    assertThat(report.status()).isEqualTo(RunStatus.OK);
    assertThat(report.outcomes().deleted()).isEqualTo(2);
    assertThat(report.outcomes().copiedCount()).isEqualTo(6);
    assertThat(files())
        .containsExactly(
            "root/a/b/1", "root/a/b/2", "root/a/c", "root/keep", "root/keep2", "root/keep3");
  }

  @Test
  void a_folder_that_became_a_file_makes_way_for_it_when_deleting() throws Exception {
    MemoryStore source = MemoryStore.named("source");
    for (String key : List.of("a", "keep", "keep2", "keep3")) {
      source.put(key, key);
    }
    for (String old : List.of("a/b/1", "a/c", "keep", "keep2", "keep3")) {
      write(old);
    }
    Files.createDirectories(outside.resolve("root/a/empty/emptier"));
    SyncReport report = mirror(source, EngineHarness.DELETE);
    assertThat(report.status()).isEqualTo(RunStatus.OK);
    assertThat(report.outcomes().deleted()).isEqualTo(2);
    assertThat(files()).containsExactly("root/a", "root/keep", "root/keep2", "root/keep3");
  }

  @Test
  void a_folder_that_holds_nothing_makes_way_when_deleting() throws Exception {
    MemoryStore source = MemoryStore.named("source");
    source.put("a", "a");
    Files.createDirectories(outside.resolve("root/a/empty/emptier"));
    assertThat(mirror(source, EngineHarness.DELETE).status()).isEqualTo(RunStatus.OK);
    assertThat(files()).containsExactly("root/a");
  }

  @Test
  void what_is_in_the_way_stays_where_a_guard_refuses_or_nothing_is_deleted() throws Exception {
    MemoryStore source = MemoryStore.named("source");
    source.put("a", "a");
    for (String old : List.of("a/b", "a/c")) {
      write(old);
    }
    SyncReport kept = mirror(source, Deletion.OFF);
    assertThat(kept.status()).isEqualTo(RunStatus.PARTIAL);
    assertThat(kept.outcomes().failed()).isEqualTo(1);
    SyncReport refused = mirror(source, EngineHarness.DELETE);
    assertThat(refused.status()).isEqualTo(RunStatus.GUARD_REFUSED);
    assertThat(refused.outcomes().failed()).isEqualTo(1);
    assertThat(refused.outcomes().skipped()).containsEntry(SkipReason.DELETE_WITHHELD, 2L);
    assertThat(files()).containsExactly("root/a/b", "root/a/c");
  }

  @Test
  void when_a_waiting_copy_fails_again_all_other_deletions_are_withheld() throws Exception {
    MemoryStore source = MemoryStore.named("source");
    for (String key : List.of("a/b", "keep", "keep2")) {
      source.put(key, key);
    }
    write("a");
    write("zz-extra");
    AtomicBoolean first = new AtomicBoolean(true);
    source.setHook((operation, key) -> {
      if (operation == MemoryHook.Operation.OPEN
          && "a/b".equals(String.valueOf(key))
          && !first.getAndSet(false)) {
        throw new StoreException(Kind.DENIED, "not twice");
      }
    });
    SyncReport report = mirror(source, new Deletion(true, OptionalLong.empty(), true, false));
    assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
    assertThat(report.outcomes().deleted()).isEqualTo(1);
    assertThat(files()).contains("root/zz-extra").doesNotContain("root/a");
  }
}
