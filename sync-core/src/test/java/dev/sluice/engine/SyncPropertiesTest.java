package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.model.Comparison;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.plan.Action.SkipReason;
import dev.sluice.plan.SyncPolicy.Deletion;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.report.RunStatus;
import dev.sluice.report.SyncReport;
import dev.sluice.store.StuckException;
import dev.sluice.store.memory.MemoryHook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SyncPropertiesTest {

  @Provide
  Arbitrary<Map<String, String>> tree() {
    Arbitrary<String> keys =
        Arbitraries.of("a", "a-b", "a0", "b", "é", "\ufffd", "😀", "x y", "+", "%2F")
            .list()
            .ofMinSize(1)
            .ofMaxSize(3)
            .map(parts -> String.join("/", parts));
    Arbitrary<String> contents = Arbitraries.of("", "one", "two", "three", "x".repeat(70_000));
    return Arbitraries.maps(keys, contents).ofMaxSize(80);
  }

  @Property(tries = 150)
  void after_a_run_with_deletion_both_sides_are_equal_and_a_second_run_has_nothing_to_do(
      @ForAll("tree") Map<String, String> source,
      @ForAll("tree") Map<String, String> target,
      @ForAll boolean oneService)
      throws Exception {
    EngineHarness run =
        oneService ? EngineHarness.withinOneService() : EngineHarness.betweenServices();
    source.forEach(run.source::put);
    target.forEach(run.target::put);
    run.deletion = new Deletion(true, OptionalLong.empty(), true, false);
    TreeSet<String> all = new TreeSet<>(source.keySet());
    all.addAll(target.keySet());

    SyncReport first = run.run();
    assertThat(first.status()).isEqualTo(RunStatus.OK);
    assertThat(first.listed().seen()).isEqualTo(all.size());
    run.assertSame();
    assertThat(run.run().outcomes().done()).isZero();
    run.mode = Mode.VERIFY;
    run.comparison = Comparison.BYTES;
    assertThat(run.run().status()).isEqualTo(RunStatus.OK);
  }

  /// Gives up ranges around any parts, at any key.
  private static MemoryHook stuckNowAndThen(long seed, Set<String> keys) {
    Random random = new Random(seed);
    List<Key> bounds = keys.stream().sorted().map(Key::of).toList();
    AtomicInteger left = new AtomicInteger(30);
    return (operation, _) -> {
      if (operation == MemoryHook.Operation.LIST && !bounds.isEmpty()) {
        synchronized (random) {
          if (random.nextInt(4) == 0 && left.getAndDecrement() > 0) {
            Key one = bounds.get(random.nextInt(bounds.size()));
            Key other = bounds.get(random.nextInt(bounds.size()));
            int order = one.compareTo(other);
            throw new StuckException(
                order == 0
                    ? random.nextBoolean() ? new KeyRange(one, null) : new KeyRange(null, one)
                    : order < 0 ? new KeyRange(one, other) : new KeyRange(other, one));
          }
        }
      }
    };
  }

  @Property(tries = 300)
  void listings_that_are_given_up_around_parts_that_hang_see_each_key_once(
      @ForAll("tree") Map<String, String> source,
      @ForAll("tree") Map<String, String> target,
      @ForAll long seed,
      @ForAll boolean ofSource)
      throws Exception {
    EngineHarness run = EngineHarness.betweenServices();
    source.forEach(run.source::put);
    target.forEach(run.target::put);
    run.deletion = new Deletion(true, OptionalLong.empty(), true, false);
    TreeSet<String> all = new TreeSet<>(source.keySet());
    all.addAll(target.keySet());
    (ofSource ? run.source : run.target).setHook(stuckNowAndThen(seed, all));

    SyncReport report = run.run();
    assertThat(report.status()).isEqualTo(RunStatus.OK);
    assertThat(report.listed().seen()).isEqualTo(all.size());
    run.assertSame();
  }

  @Property(tries = 150)
  void without_deletion_nothing_that_only_the_destination_has_is_touched(
      @ForAll("tree") Map<String, String> source, @ForAll("tree") Map<String, String> target)
      throws Exception {
    EngineHarness run = EngineHarness.betweenServices();
    source.forEach(run.source::put);
    target.forEach(run.target::put);
    run.run();
    target.forEach((key, content) ->
        assertThat(run.target.text(key)).contains(source.getOrDefault(key, content)));
  }

  @Property(tries = 150)
  void runs_over_parts_of_the_keys_do_together_what_one_run_does(
      @ForAll("tree") Map<String, String> source,
      @ForAll("tree") Map<String, String> target,
      @ForAll("tree") Map<String, String> bounds,
      @ForAll Mode mode)
      throws Exception {
    EngineHarness whole = EngineHarness.betweenServices();
    EngineHarness parts = EngineHarness.betweenServices();
    for (EngineHarness run : List.of(whole, parts)) {
      source.forEach(run.source::put);
      target.forEach(run.target::put);
      run.mode = mode;
    }
    SyncReport expected = whole.run();

    KeyRange left = KeyRange.all();
    List<SyncReport> reports = new ArrayList<>();
    for (Key bound : bounds.keySet().stream().map(Key::of).sorted().toList()) {
      parts.range = left.below(bound);
      reports.add(parts.run());
      left = left.above(bound);
    }
    parts.range = left;
    reports.add(parts.run());
    SyncReport merged = reports.stream().reduce(SyncReport::merge).orElseThrow();

    assertThat(merged.outcomes().copied()).isEqualTo(expected.outcomes().copied());
    assertThat(merged.outcomes().copiedBytes()).isEqualTo(expected.outcomes().copiedBytes());
    assertThat(merged.outcomes().planned()).isEqualTo(expected.outcomes().planned());
    assertThat(merged.outcomes().differing()).isEqualTo(expected.outcomes().differing());
    assertThat(needed(merged)).isEqualTo(needed(expected));
    assertThat(merged.listed().source()).isEqualTo(expected.listed().source());
    assertThat(merged.status()).isEqualTo(expected.status());
    assertThat(merged.addsUp()).isTrue();
    assertThat(parts.target.keys()).isEqualTo(whole.target.keys());
  }

  /// How much was skipped, but for what only the destination has, of which no more may be listed
  /// than comes along.
  private static Map<SkipReason, Long> needed(SyncReport report) {
    Map<SkipReason, Long> skipped = new TreeMap<>(report.outcomes().skipped());
    skipped.remove(SkipReason.NOT_DELETED);
    return skipped;
  }

  @Test
  void a_run_over_a_part_of_the_keys_may_not_delete() {
    EngineHarness run = EngineHarness.betweenServices();
    run.deletion = EngineHarness.DELETE;
    run.range = KeyRange.all().below(Key.of("m"));
    assertThatThrownBy(run::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot delete");
  }
}
