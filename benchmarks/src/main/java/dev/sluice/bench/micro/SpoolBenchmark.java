package dev.sluice.bench.micro;

import dev.sluice.flow.spool.Spool;
import dev.sluice.flow.spool.SpoolException;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.plan.Action;
import dev.sluice.plan.ActionCodec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// An action's way through the queue between listing and transfer: added and taken again, in memory
/// or through the file.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SpoolBenchmark {

  private static final int ACTIONS = 10_000;

  /// How many actions fit into memory: all, or next to none.
  @Param({"10000", "1"})
  private int inMemory = ACTIONS;

  private final List<Action> actions = new ArrayList<>();

  @Setup
  public void fill() {
    for (int i = 0; i < ACTIONS; i++) {
      Key key = Key.of("media/flat/image-%07d.jpg".formatted(i));
      Entry file = Entry.ofFile(key, 2048, Instant.EPOCH);
      actions.add(new Action.Copy(file, null, Action.CopyReason.NEW));
    }
  }

  @Benchmark
  @OperationsPerInvocation(ACTIONS)
  public int addAndTake() throws SpoolException, InterruptedException {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    try (Spool<Action> spool = new Spool<>(new ActionCodec(), inMemory, folder)) {
      for (Action action : actions) {
        spool.add(action);
      }
      spool.end();
      int taken = 0;
      while (spool.take() != null) {
        taken++;
      }
      return taken;
    }
  }
}
