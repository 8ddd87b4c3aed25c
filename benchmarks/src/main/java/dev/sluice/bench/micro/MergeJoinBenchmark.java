package dev.sluice.bench.micro;

import dev.sluice.diff.DiffRules;
import dev.sluice.diff.MergeJoin;
import dev.sluice.filter.KeyFilter;
import dev.sluice.model.Comparison;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.store.StoreException;
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

/// Joining two listings that lie in memory. The figure is of one key of the source.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class MergeJoinBenchmark {

  private static final int KEYS = 10_000;
  private static final DiffRules RULES = new DiffRules(KeyFilter.EVERYTHING, Comparison.SIZE, true);

  /// How much of the source the destination has: nothing, every second key, or everything.
  @Param({"0", "50", "100"})
  private int percentThere = 100;

  private final List<Entry> source = new ArrayList<>();
  private final List<Entry> target = new ArrayList<>();

  @Setup
  public void fill() {
    for (int i = 0; i < KEYS; i++) {
      Key key = Key.of("media/flat/image-%07d.jpg".formatted(i));
      source.add(Entry.ofFile(key, 2048, Instant.EPOCH));
      if ((i % 2 + 1) * 50 <= percentThere) {
        Key same = Key.of("media/flat/image-%07d.jpg".formatted(i));
        target.add(Entry.ofObject(same, 2048, Instant.EPOCH, null, null));
      }
    }
  }

  @Benchmark
  @OperationsPerInvocation(KEYS)
  public int join() throws StoreException, InterruptedException {
    MergeJoin join =
        new MergeJoin(
            KeyRange.all(), new MemoryCursor(source), new MemoryCursor(target), RULES, false);
    int differences = 0;
    while (join.next() != null) {
      differences++;
    }
    return differences;
  }
}
