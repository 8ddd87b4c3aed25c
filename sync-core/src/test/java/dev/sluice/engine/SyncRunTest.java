package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.filter.FilterRule;
import dev.sluice.filter.KeyFilter;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.FakeTime;
import dev.sluice.flow.Time;
import dev.sluice.flow.Unanswered;
import dev.sluice.flow.Uninterruptibly;
import dev.sluice.flow.system.ProcessorLoad;
import dev.sluice.model.Comparison;
import dev.sluice.plan.Action.SkipReason;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.plan.SyncPolicy.Deletion;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.report.ProgressSource;
import dev.sluice.report.RunInfo;
import dev.sluice.report.RunObserver;
import dev.sluice.report.RunStatus;
import dev.sluice.report.SyncReport;
import dev.sluice.store.ForwardingStore;
import dev.sluice.store.Leftovers;
import dev.sluice.store.Leftovers.Removed;
import dev.sluice.store.Leftovers.Sweep;
import dev.sluice.store.StoreActivity;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.StoreProperties;
import dev.sluice.store.memory.MemoryHook.Operation;
import dev.sluice.store.memory.MemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a run does around finding out and carrying out: its phases, its looks at the roots, its
/// ends, and what it tells of the two stores.
@Timeout(60)
class SyncRunTest implements RunObserver {

  /// A store in memory of which a test has some things otherwise.
  private static final class Side extends ForwardingStore implements Leftovers {
    final MemoryStore memory;
    boolean isFileSystem;
    int looks;
    int lostAtLook;
    StoreActivity activity = StoreActivity.NONE;
    Object meter = this;
    final AtomicBoolean isUnanswered = new AtomicBoolean();
    boolean hasLeftovers;
    boolean areRemoved;

    Side(String name) {
      this(MemoryStore.named(name));
    }

    private Side(MemoryStore memory) {
      super(memory);
      this.memory = memory;
    }

    @Override
    public StoreProperties properties() {
      StoreProperties known = super.properties();
      return new StoreProperties(isFileSystem, known.singleWriteBytes(), known.deleteBatch());
    }

    @Override
    public void requireSameRoot() throws StoreException {
      if (++looks == lostAtLook) {
        throw new StoreException(Kind.CHANGED, "a disk in it went away");
      }
    }

    @Override
    public StoreActivity activity() {
      return activity;
    }

    @Override
    public Object meter() {
      return meter;
    }

    @Override
    public List<Unanswered> unanswered(Duration atLeast) {
      return isUnanswered.getAndSet(false)
          ? List.of(new Unanswered("GET", memory.describe(null), null, atLeast, true))
          : List.of();
    }

    @Override
    public Optional<Leftovers> leftovers() {
      return hasLeftovers ? Optional.of(this) : Optional.empty();
    }

    @Override
    public void removeLeftovers() {
      areRemoved = true;
    }

    @Override
    public Removed removed() {
      return areRemoved ? new Removed(1, 0) : Removed.NOTHING;
    }

    @Override
    public Removed remove(Sweep order) {
      throw new UnsupportedOperationException("by command alone");
    }

    @Override
    public List<String> leftBehind() {
      return List.of("an upload was left");
    }
  }

  private final Side source = new Side("from");
  private final Side target = new Side("to");
  private final Cancellation cancellation = new Cancellation();
  private final Queue<Phase> phases = new ConcurrentLinkedQueue<>();
  private final Queue<String> warnings = new ConcurrentLinkedQueue<>();
  private final Queue<String> unanswered = new ConcurrentLinkedQueue<>();
  private final Queue<Removed> tidied = new ConcurrentLinkedQueue<>();
  private volatile CountDownLatch allIsListed = new CountDownLatch(1);
  private volatile CountDownLatch told = new CountDownLatch(0);
  private @Nullable ProgressSource progress;
  private @Nullable SyncReport finished;

  private Comparison comparison = Comparison.MD5;
  private Mode mode = Mode.SYNC;
  private Deletion deletion = Deletion.OFF;
  private KeyFilter filter = KeyFilter.EVERYTHING;
  private Tuning tuning = EngineHarness.SMALL;
  private Time time = Time.SYSTEM;
  private ProcessorLoad processors = () -> OptionalDouble.of(1);

  @Override
  public void started(RunInfo run, ProgressSource source) {
    progress = source;
  }

  @Override
  public void phase(Phase phase) {
    phases.add(phase);
    if (phase == Phase.TRANSFERRING) {
      allIsListed.countDown();
    }
  }

  @Override
  public void finished(SyncReport report) {
    finished = report;
  }

  @Override
  public void warning(String message) {
    warnings.add(message);
  }

  @Override
  public void unanswered(Unanswered call, int others) {
    unanswered.add(call.text());
    told.countDown();
  }

  @Override
  public void leftoversRemoved(Removed removed) {
    tidied.add(removed);
  }

  private SyncReport run() throws InterruptedException {
    SyncReport report =
        new SyncEngine(time, processors)
            .run(
                new SyncRequest(
                    source, target, new SyncPolicy(comparison, mode, deletion), filter, tuning),
                this,
                cancellation);
    assertThat(report.addsUp()).as("the report adds up: %s", report).isTrue();
    assertThat(finished).as("what the observer was told").isSameAs(report);
    return report;
  }

  private void put(int both, int atSource, int atTarget) {
    for (int i = 0; i < both; i++) {
      source.memory.put("both%03d".formatted(i), "1");
      target.memory.put("both%03d".formatted(i), "1");
    }
    for (int i = 0; i < atSource; i++) {
      source.memory.put("new%03d".formatted(i), "1");
    }
    for (int i = 0; i < atTarget; i++) {
      target.memory.put("old%03d".formatted(i), "1");
    }
  }

  @Test
  void the_phases_are_told_in_their_order() throws Exception {
    put(2, 1, 1);
    deletion = EngineHarness.DELETE;
    run();
    assertThat(phases).containsExactly(Phase.LISTING, Phase.TRANSFERRING, Phase.DELETING);
    assertThat(Objects.requireNonNull(progress).now().phase()).isEqualTo(Phase.DELETING);
  }

  @Test
  void a_run_that_is_asked_to_end_while_it_lists_says_that_it_is_stopping_and_nothing_else()
      throws Exception {
    put(2, 1, 1);
    deletion = EngineHarness.DELETE;
    filter = new KeyFilter(List.of(FilterRule.glob(false, "*.tmp")));
    source.memory.setHook((operation, _) -> {
      if (operation == Operation.LIST) {
        cancellation.drain();
      }
    });
    SyncReport report = run();
    assertThat(phases).containsExactly(Phase.LISTING, Phase.STOPPING);
    assertThat(report.status()).isEqualTo(RunStatus.INTERRUPTED);
    assertThat(report.listed().unusedRules()).as("not all was listed").isEmpty();
    assertThat(target.memory.keys()).contains("old000");
  }

  @Test
  void a_plan_that_cannot_be_kept_stops_the_run_before_all_is_listed() throws Exception {
    put(0, 0, 50);
    deletion = new Deletion(true, OptionalLong.empty(), true, true);
    tuning = EngineHarness.SMALL.withTemporaryFolder(Path.of("/not/there"));
    SyncReport report = run();
    assertThat(phases).containsExactly(Phase.LISTING, Phase.STOPPING);
    assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
    assertThat(report.end().reason()).contains("/not/there");
    assertThat(target.memory.keys()).hasSize(50);
  }

  @Test
  void each_root_is_looked_at_when_all_is_listed_and_again_before_anything_is_deleted()
      throws Exception {
    put(2, 1, 1);
    run();
    assertThat(source.looks).isEqualTo(2);
    assertThat(target.looks).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void a_root_that_is_another_one_at_either_look_costs_nothing(int look) throws Exception {
    for (Side side : List.of(source, target)) {
      put(2, 1, 1);
      deletion = new Deletion(true, OptionalLong.empty(), true, true);
      side.lostAtLook = side.looks + look;
      SyncReport report = run();
      assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
      assertThat(report.end().reason()).isEqualTo("a disk in it went away");
      assertThat(target.memory.keys()).contains("old000", "new000");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Operation.class,
      names = {"LIST", "COPY"})
  void a_stop_breaks_off_what_is_under_way(Operation hanging) throws Exception {
    put(0, 9, 0);
    CountDownLatch never = new CountDownLatch(1);
    (hanging == Operation.LIST ? source : target)
        .memory.setHook((operation, _) -> {
          if (operation == hanging) {
            cancellation.stop();
            never.await();
          }
        });
    assertThat(run().status()).isEqualTo(RunStatus.INTERRUPTED);
    assertThat(target.memory.keys()).isEmpty();
  }

  @Test
  void a_listing_that_does_not_even_end_when_broken_off_is_left() throws Exception {
    put(0, 9, 0);
    CountDownLatch hangs = new CountDownLatch(1);
    source.memory.setHook((operation, _) -> {
      if (operation == Operation.LIST) {
        Thread.ofVirtual().start(cancellation::abandon);
        Uninterruptibly.await(hangs);
      }
    });
    assertThat(run().status()).isEqualTo(RunStatus.INTERRUPTED);
    hangs.countDown();
  }

  @Test
  void as_many_ranges_are_listed_at_once_as_was_asked_for() throws Exception {
    put(0, 500, 0);
    Set<String> listers = ConcurrentHashMap.newKeySet();
    source.memory.setHook((operation, _) -> {
      if (operation == Operation.LIST) {
        listers.add(Thread.currentThread().getName());
        CarryOutHarness.letOthersRun();
      }
    });
    tuning = EngineHarness.SMALL.withListWorkers(1);
    run();
    assertThat(listers).containsExactly("sluice-list-1");
  }

  @Test
  void more_workers_are_thought_of_only_while_no_store_asks_for_fewer_requests() throws Exception {
    for (StoreActivity activity :
        List.of(new StoreActivity(1, 0, 1, 0), new StoreActivity(1, 0, 0, 0))) {
      put(0, 300, 0);
      target.memory.keys().forEach(target.memory::remove);
      target.activity = activity;
      allIsListed = new CountDownLatch(1);
      FakeTime clock = new FakeTime();
      time = clock;
      tuning = EngineHarness.SMALL.withTransferWorkers(128);
      AtomicInteger asked = new AtomicInteger();
      processors =
          () -> {
            asked.incrementAndGet();
            return OptionalDouble.of(0.1);
          };
      target.memory.setHook((operation, _) -> {
        if (operation == Operation.COPY) {
          allIsListed.await();
          clock.advance(Duration.ofSeconds(1));
        }
      });
      assertThat(run().outcomes().copiedCount()).isEqualTo(300);
      assertThat(asked.get() > 0).isEqualTo(activity.throttled() == 0);
    }
  }

  @Test
  void what_two_services_have_cost_is_added_up_and_what_one_has_is_counted_once() throws Exception {
    source.activity = new StoreActivity(7, 0, 0, 0);
    target.activity = new StoreActivity(5, 0, 0, 0);
    assertThat(run().activity().requests()).isEqualTo(12);
    assertThat(Objects.requireNonNull(progress).now().activity().requests()).isEqualTo(12);
    target.activity = source.activity;
    target.meter = source.meter;
    assertThat(run().activity().requests()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void what_is_not_answered_is_told_of_each_service_once(boolean oneService) throws Exception {
    time = new FakeTime();
    put(0, 1, 0);
    source.isUnanswered.set(true);
    target.isUnanswered.set(true);
    if (oneService) {
      target.meter = source.meter;
    }
    List<String> expected =
        oneService
            ? List.of("GET memory://from/")
            : List.of("GET memory://from/", "GET memory://to/");
    told = new CountDownLatch(expected.size());
    source.memory.setHook((_, _) -> told.await());
    run();
    assertThat(unanswered).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void markers_of_directories_mean_something_between_two_services_alone() throws Exception {
    source.memory.put("d/", "");
    for (Side side : List.of(source, target)) {
      side.isFileSystem = true;
      assertThat(run().outcomes().skipped()).containsEntry(SkipReason.DIRECTORY_MARKER, 1L);
      side.isFileSystem = false;
    }
    assertThat(target.memory.keys()).isEmpty();
    assertThat(run().outcomes().copiedCount()).isEqualTo(1);
    assertThat(target.memory.keys()).containsExactly("d/");
  }

  @Test
  void where_sizes_alone_are_compared_an_etag_that_contradicts_is_no_failure() throws Exception {
    put(0, 1, 0);
    target.memory.setHook((operation, _) -> {
      if (operation == Operation.COPY) {
        throw new StoreException(Kind.CONTRADICTED, "copy: it has another ETag");
      }
    });
    assertThat(run().status()).isEqualTo(RunStatus.PARTIAL);
    comparison = Comparison.SIZE;
    SyncReport report = run();
    assertThat(report.status()).isEqualTo(RunStatus.OK);
    assertThat(report.outcomes().unverified().entries()).isEqualTo(1);
  }

  @Test
  void what_killed_runs_have_left_is_removed_where_anything_is_written_and_told_in_any_case()
      throws Exception {
    target.hasLeftovers = true;
    for (Mode each : new Mode[] {Mode.DRY_RUN, Mode.VERIFY, Mode.SYNC}) {
      mode = each;
      warnings.clear();
      run();
      assertThat(target.areRemoved).isEqualTo(each == Mode.SYNC);
      assertThat(warnings).containsExactly("an upload was left");
    }
    assertThat(tidied).containsExactly(new Removed(1, 0));
  }

  private static List<String> openFilesIn(Path folder) throws IOException {
    List<String> open = new ArrayList<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      for (Path each : descriptors.toList()) {
        try {
          String file = Files.readSymbolicLink(each).toString();
          if (file.startsWith(folder.toString())) {
            open.add(file);
          }
        } catch (NoSuchFileException closed) {
          // It was closed while this looked.
        }
      }
    }
    return open;
  }

  @Test
  void a_run_that_has_ended_holds_no_file_open(@TempDir Path folder) throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "the system tells what is open");
    put(0, 50, 50);
    deletion = new Deletion(true, OptionalLong.empty(), true, false);
    tuning = EngineHarness.SMALL.withTemporaryFolder(folder);
    AtomicInteger most = new AtomicInteger();
    target.memory.setHook((operation, _) -> {
      if (operation == Operation.DELETE) {
        try {
          most.accumulateAndGet(openFilesIn(folder).size(), Math::max);
        } catch (IOException e) {
          throw new StoreException(Kind.OTHER, "look: " + e, e);
        }
      }
    });
    assertThat(run().status()).isEqualTo(RunStatus.OK);
    assertThat(most).as("what did not fit into memory").hasPositiveValue();
    assertThat(openFilesIn(folder)).isEmpty();
  }
}
