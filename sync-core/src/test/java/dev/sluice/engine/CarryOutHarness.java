package dev.sluice.engine;

import dev.sluice.content.Sides;
import dev.sluice.filter.KeyFilter;
import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.BytePermits;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.FakeTime;
import dev.sluice.flow.RateLimit;
import dev.sluice.flow.UnansweredWatch;
import dev.sluice.flow.spool.Spool;
import dev.sluice.flow.system.SlowStart;
import dev.sluice.flow.work.WorkerGroup;
import dev.sluice.model.Comparison;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.plan.Action;
import dev.sluice.plan.Action.Copy;
import dev.sluice.plan.Action.CopyReason;
import dev.sluice.plan.Action.Delete;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.plan.SyncPolicy.Deletion;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.report.OutcomeCounts;
import dev.sluice.report.Progress;
import dev.sluice.report.RunFigures;
import dev.sluice.report.RunObserver;
import dev.sluice.store.EmptyDirectories;
import dev.sluice.store.ForwardingStore;
import dev.sluice.store.Store;
import dev.sluice.store.StoreActivity;
import dev.sluice.store.memory.MemoryStore;
import dev.sluice.transfer.ActionExecutor;
import dev.sluice.transfer.Outcome;
import dev.sluice.transfer.TransferResources;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/// Carries actions out between two stores in memory without any listing; the clock, the queues and
/// their files are the test's own.
final class CarryOutHarness implements RunObserver, AutoCloseable {

  /// The queues, in the order in which they are made.
  static final int TRANSFERS = 0;

  static final int DELETIONS = 1;
  static final int COPIES = 2;
  static final int OBSTACLES = 3;
  static final int OTHERS = 4;

  final MemoryStore source = MemoryStore.named("from");
  final MemoryStore target = MemoryStore.named("to");

  /// Keys in whose places empty directories were removed at the destination.
  final Queue<Key> cleared = new ConcurrentLinkedQueue<>();

  final FakeTime time = new FakeTime();
  final Cancellation cancellation = new Cancellation();
  final RunEnding ending = new RunEnding(cancellation);
  final RunFigures figures = new RunFigures(this, time);
  final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
  final Queue<Phase> phases = new ConcurrentLinkedQueue<>();

  /// Of each queue, made when it is.
  final List<FragileCodec> codecs = new ArrayList<>();

  final List<Spool<Action>> spools = new ArrayList<>();
  final CarryOut carryOut;

  private final BlockingIo cpu = BlockingIo.forCpu();

  /// @param workers the most transfers at once
  CarryOutHarness(Mode mode, Deletion deletion, int workers) {
    Store destination =
        new ForwardingStore(target) {
          @Override
          public Optional<EmptyDirectories> emptyDirectories() {
            return Optional.of(cleared::addAll);
          }
        };
    SyncPolicy policy =
        new SyncPolicy(mode == Mode.VERIFY ? Comparison.BYTES : Comparison.MD5, mode, deletion);
    Tuning tuning = EngineHarness.SMALL.withTransferWorkers(workers);
    TransferResources limits =
        new TransferResources(
            new BytePermits(tuning.memoryBytes()),
            new RateLimit(0, time),
            cpu,
            tuning.partsAtOnce(),
            time);
    ActionExecutor executor =
        ActionExecutor.of(
            policy,
            Sides.of(source, destination),
            limits,
            figures.inFlight(),
            figures::readToCompare);
    this.carryOut =
        new CarryOut(
            new SyncRequest(source, destination, policy, KeyFilter.EVERYTHING, tuning),
            executor,
            figures,
            ending,
            cancellation,
            this::spool);
  }

  /// A sync of one worker.
  static CarryOutHarness sync(Deletion deletion) {
    return new CarryOutHarness(Mode.SYNC, deletion, 1);
  }

  /// Of which two elements are in memory and all others in a file.
  private Spool<Action> spool() {
    FragileCodec codec = new FragileCodec();
    Spool<Action> spool = new Spool<>(codec, 2, Tuning.DEFAULT.temporaryFolder());
    codecs.add(codec);
    spools.add(spool);
    return spool;
  }

  static Entry entry(MemoryStore store, String key) throws Exception {
    return store.find(Key.of(key)).orElseThrow();
  }

  /// The copying of an entry that is made for it.
  Copy copyOfNew(String key) throws Exception {
    source.put(key, "1");
    return new Copy(entry(source, key), null, CopyReason.NEW);
  }

  /// The deletion of an entry that is made for it.
  Delete deletionOfNew(String key) throws Exception {
    target.put(key, "1");
    return new Delete(entry(target, key));
  }

  void accept(List<? extends Action> plan) throws Exception {
    for (Action action : plan) {
      carryOut.accept(action);
    }
  }

  /// Carries out what was accepted, but for deletions, by as many workers as `size` has.
  void transfer(SlowStart size, BooleanSupplier isThrottled) throws InterruptedException {
    try (WorkerGroup group = WorkerGroup.ofVirtual("worker")) {
      carryOut.start(group, size, isThrottled);
      carryOut.end();
      group.join();
    }
    carryOut.recordRemaining();
  }

  /// The same by one worker.
  void transfer() throws InterruptedException {
    transfer(new SlowStart(1, time, () -> OptionalDouble.of(1)), () -> false);
  }

  /// Lets every virtual thread that is waiting for its turn have it.
  static void letOthersRun() throws InterruptedException {
    for (int i = 0; i < 10; i++) {
      Thread.ofVirtual().start(() -> {}).join();
    }
  }

  OutcomeCounts counts() {
    return figures.ledger().counts();
  }

  Progress progress() {
    return figures.progress(StoreActivity.NONE, UnansweredWatch.Now.NOTHING);
  }

  @Override
  public void outcome(Outcome outcome) {
    outcomes.add(outcome);
  }

  @Override
  public void phase(Phase phase) {
    phases.add(phase);
  }

  @Override
  public void close() {
    carryOut.close();
    cpu.close();
  }
}
