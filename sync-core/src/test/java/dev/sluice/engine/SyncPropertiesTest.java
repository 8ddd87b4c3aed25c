package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.plan.SyncPolicy.Deletion;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.report.RunStatus;
import dev.sluice.report.SyncReport;
import dev.sluice.store.StuckException;
import dev.sluice.store.memory.MemoryHook;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

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
    run.deletion = new Deletion(true, -1, true, false);
    TreeSet<String> all = new TreeSet<>(source.keySet());
    all.addAll(target.keySet());

    SyncReport first = run.run();
    assertThat(first.status()).isEqualTo(RunStatus.OK);
    assertThat(first.seen()).isEqualTo(all.size());
    run.assertSame();
    assertThat(run.run().done()).isZero();
    run.mode = Mode.VERIFY;
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
    run.deletion = new Deletion(true, -1, true, false);
    TreeSet<String> all = new TreeSet<>(source.keySet());
    all.addAll(target.keySet());
    (ofSource ? run.source : run.target).setHook(stuckNowAndThen(seed, all));

    SyncReport report = run.run();
    assertThat(report.status()).isEqualTo(RunStatus.OK);
    assertThat(report.seen()).isEqualTo(all.size());
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
}
