package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.filter.KeyFilter;
import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.Time;
import dev.sluice.flow.system.ProcessorLoad;
import dev.sluice.model.Comparison;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.plan.SyncPolicy.Deletion;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.report.RunObserver;
import dev.sluice.report.RunStatus;
import dev.sluice.report.SyncReport;
import dev.sluice.store.Store;
import dev.sluice.store.local.LocalOptions;
import dev.sluice.store.local.LocalStore;
import dev.sluice.store.memory.MemoryHook;
import dev.sluice.store.memory.MemoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is found missing after a folder has gone is no proof that it was deleted.
@Timeout(120)
class VanishingRootTest {

  static final Deletion RECKLESS = new Deletion(true, OptionalLong.empty(), true, true);

  private static final int DIRECTORIES = 60;
  private static final int FILES_IN_EACH = 10;
  private static final int LOOSE_FILES = 700;
  private static final int FILES = DIRECTORIES * FILES_IN_EACH + LOOSE_FILES;

  private static final BlockingIo IO = new BlockingIo("vanishing-test", 4);

  @TempDir Path outside;

  static SyncReport run(Store source, Store target, Mode mode, Deletion deletion)
      throws InterruptedException {
    SyncRequest request =
        new SyncRequest(
            source,
            target,
            new SyncPolicy(Comparison.SIZE, mode, deletion),
            KeyFilter.EVERYTHING,
            EngineHarness.SMALL);
    SyncReport report =
        new SyncEngine(Time.SYSTEM, ProcessorLoad.ofMachine())
            .run(request, new RunObserver() {}, new Cancellation());
    assertThat(report.addsUp()).as("the report adds up: %s", report).isTrue();
    return report;
  }

  /// Directories and files in turn, so that every moment of a listing has both before and behind
  /// it.
  static void makeTree(Path root) throws IOException {
    for (int d = 0; d < DIRECTORIES; d++) {
      Path directory = Files.createDirectories(root.resolve("d%02d".formatted(d)));
      for (int i = 0; i < FILES_IN_EACH; i++) {
        Files.writeString(directory.resolve("f" + i), "x");
      }
    }
    for (int i = 0; i < LOOSE_FILES; i++) {
      Files.writeString(root.resolve("d%02d-%03d".formatted(i % DIRECTORIES, i)), "x");
    }
  }

  /// A destination that has all of it already.
  private static MemoryStore likeTree(String prefix) {
    MemoryStore target = MemoryStore.named("target");
    for (int d = 0; d < DIRECTORIES; d++) {
      for (int i = 0; i < FILES_IN_EACH; i++) {
        target.put(prefix + "d%02d/f%d".formatted(d, i), "x");
      }
    }
    for (int i = 0; i < LOOSE_FILES; i++) {
      target.put(prefix + "d%02d-%03d".formatted(i % DIRECTORIES, i), "x");
    }
    return target;
  }

  private static LocalStore open(Path root) throws Exception {
    return LocalStore.open(root, LocalOptions.SOURCE, IO, IO);
  }

  /// To a program that goes by paths it looks as if the disk had been unmounted.
  private void emptyFolderInPlaceOf(Path root) throws IOException {
    Files.move(root, outside.resolve("away"));
    Files.createDirectory(root);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 50, 300, 513, 600, 900, 1100, 1299})
  void a_source_that_goes_while_it_is_listed_costs_nothing_at_the_destination(int n)
      throws Exception {
    Path root = outside.resolve("root");
    makeTree(root);
    MemoryStore target = likeTree("");
    try (Store from = open(root)) {
      from.checkReadable();
      Store source = AtNthEntry.of(from, n, () -> emptyFolderInPlaceOf(root));
      SyncReport report = run(source, target, Mode.SYNC, RECKLESS);
      assertThat(target.keys()).hasSize(FILES);
      assertThat(report.status()).isEqualTo(RunStatus.NO_SUCH_SOURCE);
      assertThat(report.end().reason()).contains("went away");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 50, 600, 900})
  void a_source_that_goes_without_a_trace_costs_nothing_either(int n) throws Exception {
    Path root = outside.resolve("root");
    makeTree(root);
    MemoryStore target = likeTree("");
    try (Store from = open(root)) {
      from.checkReadable();
      Store source = AtNthEntry.of(from, n, () -> Files.move(root, outside.resolve("away")));
      SyncReport report = run(source, target, Mode.SYNC, RECKLESS);
      assertThat(target.keys()).hasSize(FILES);
      assertThat(report.status()).isEqualTo(RunStatus.NO_SUCH_SOURCE);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 20, 400, 590})
  void what_a_folder_held_that_goes_while_it_is_listed_stays_at_the_destination(int n)
      throws Exception {
    Path root = outside.resolve("root");
    makeTree(root.resolve("disk"));
    Files.writeString(root.resolve("zz"), "x");
    MemoryStore target = likeTree("disk/");
    target.put("zz", "x");
    target.put("zz-extra", "x");
    try (Store from = open(root)) {
      Store source =
          AtNthEntry.of(from, n, () -> Files.move(root.resolve("disk"), outside.resolve("away")));
      SyncReport report =
          run(source, target, Mode.SYNC, new Deletion(true, OptionalLong.empty(), true, false));
      assertThat(target.keys()).contains("zz-extra").hasSize(FILES + 2);
      assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
    }
  }

  @Test
  void a_dry_run_and_a_verification_say_so_too() throws Exception {
    for (Mode mode : List.of(Mode.DRY_RUN, Mode.VERIFY)) {
      Path root = outside.resolve(mode.name());
      makeTree(root);
      try (Store from = open(root)) {
        from.checkReadable();
        Store source =
            AtNthEntry.of(from, 700, () -> Files.move(root, outside.resolve("away from " + mode)));
        SyncReport report = run(source, likeTree(""), mode, RECKLESS);
        assertThat(report.outcomes().planned()).isZero();
        assertThat(report.status()).isEqualTo(RunStatus.NO_SUCH_SOURCE);
      }
    }
  }

  @Test
  void a_source_that_goes_while_files_are_sent_is_never_ok_even_with_nothing_to_delete()
      throws Exception {
    Path root = outside.resolve("root");
    makeTree(root);
    MemoryStore target = MemoryStore.named("target");
    AtomicBoolean first = new AtomicBoolean(true);
    target.setHook((operation, _) -> {
      if (operation == MemoryHook.Operation.WRITE && first.getAndSet(false)) {
        try {
          emptyFolderInPlaceOf(root);
        } catch (IOException e) {
          throw new IllegalStateException(e);
        }
      }
    });
    try (Store source = open(root)) {
      source.checkReadable();
      SyncReport report = run(source, target, Mode.SYNC, Deletion.OFF);
      assertThat(report.status()).isEqualTo(RunStatus.NO_SUCH_SOURCE);
    }
  }

  @Test
  void a_destination_that_goes_during_the_run_is_never_ok() throws Exception {
    Path root = Files.createDirectories(outside.resolve("root"));
    MemoryStore source = likeTree("");
    AtomicBoolean first = new AtomicBoolean(true);
    source.setHook((operation, _) -> {
      if (operation == MemoryHook.Operation.OPEN && first.getAndSet(false)) {
        try {
          emptyFolderInPlaceOf(root);
        } catch (IOException e) {
          throw new IllegalStateException(e);
        }
      }
    });
    try (Store target = LocalStore.open(root, LocalOptions.DESTINATION, IO, IO)) {
      SyncReport report = run(source, target, Mode.SYNC, Deletion.OFF);
      assertThat(report.status()).isEqualTo(RunStatus.NO_SUCH_SOURCE);
    }
  }

  /// The same with real mounts, which a process of its own unmounts; see [UnmountedRuns].
  @Test
  void what_is_unmounted_while_it_is_listed_costs_nothing_at_the_destination() throws Exception {
    List<String> inNamespace = List.of("unshare", "--mount", "--propagation", "private");
    assumeTrue(succeeds(inNamespace, "true"), "needs root, and namespaces of mounts");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(UnmountedRuns.class.getName(), outside.toString()));
    assertThat(succeeds(inNamespace, command.toArray(String[]::new))).as("see above").isTrue();
  }

  private static boolean succeeds(List<String> before, String... after) throws Exception {
    List<String> command = new ArrayList<>(before);
    command.addAll(List.of(after));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() == 0) {
        return true;
      }
      System.err.println(output);
    } catch (IOException e) {
      // There is no such command.
    }
    return false;
  }

  static MemoryStore destinationLike(String prefix) {
    return likeTree(prefix);
  }
}
