package dev.sluice.bench.micro;

import dev.sluice.model.Key;
import java.util.SplittableRandom;
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

/// Comparing two keys in the order of their UTF-8 bytes, which a merge-join does for every key.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class KeyOrderBenchmark {

  private static final int PAIRS = 1024;

  /// What keys look like: numbers behind a long prefix they share, hashes that differ at once, or
  /// names beyond the Basic Multilingual Plane, where UTF-16 order would be wrong.
  public enum Shape {
    DEEP,
    HASH,
    EMOJI;

    String key(SplittableRandom random) {
      return switch (this) {
        case DEEP ->
            "media/survey-07/transect-%03d/frame-%06d.jpg".formatted(7, random.nextInt(999_999));
        case HASH -> "%016x".formatted(random.nextLong());
        case EMOJI -> "album/" + Character.toString(0x1f300 + random.nextInt(0x300)) + ".jpg";
      };
    }
  }

  @Param private Shape shape = Shape.DEEP;

  private final String[] left = new String[PAIRS];
  private final String[] right = new String[PAIRS];

  @Setup
  public void fill() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < PAIRS; i++) {
      left[i] = shape.key(random);
      right[i] = shape.key(random);
    }
  }

  @Benchmark
  @OperationsPerInvocation(PAIRS)
  public int compare() {
    int sum = 0;
    for (int i = 0; i < PAIRS; i++) {
      sum += Key.compare(left[i], right[i]);
    }
    return sum;
  }

  /// What the order would cost if it were that of Java strings.
  @Benchmark
  @OperationsPerInvocation(PAIRS)
  public int compareAsStrings() {
    int sum = 0;
    for (int i = 0; i < PAIRS; i++) {
      sum += left[i].compareTo(right[i]);
    }
    return sum;
  }
}
