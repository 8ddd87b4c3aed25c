package dev.sluice.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.SyncEngine;
import dev.sluice.engine.SyncRequest;
import dev.sluice.engine.Tuning;
import dev.sluice.filter.KeyFilter;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.Time;
import dev.sluice.flow.system.ProcessorLoad;
import dev.sluice.flow.work.WorkerGroup;
import dev.sluice.model.Comparison;
import dev.sluice.model.Key;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.plan.SyncPolicy.Deletion;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.report.RunObserver;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.memory.MemoryHook;
import dev.sluice.store.memory.MemoryOptions;
import dev.sluice.store.memory.MemoryStore;
import dev.sluice.store.s3.config.ClientKind;
import dev.sluice.transfer.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;

/// Two runs write one key at the same time, after both have listed it: whatever the order, one of
/// them succeeds, the other says that it was overtaken, and what stands there is the first one's.
class TwoWritersTest {

  private static final EmbeddedS3 S3 = EmbeddedS3.unchecked(ClientKind.LIGHT);
  private static final int PART_BYTES = 5 << 20;

  @AfterContainer
  static void stop() {
    S3.close();
  }

  /// One of the two.
  private static final class Writer implements RunObserver {
    final MemoryStore source =
        new MemoryStore(MemoryOptions.named("source").withService("elsewhere"));
    final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();

    /// @param arrived the moment when both have listed and read
    Writer(byte[] content, CountDownLatch arrived) {
      source.put("k", content);
      source.setHook((operation, _) -> {
        if (operation == MemoryHook.Operation.VERIFY) {
          arrived.countDown();
          assertThat(arrived.await(1, TimeUnit.MINUTES)).isTrue();
        }
      });
    }

    @Override
    public void outcome(Outcome outcome) {
      outcomes.add(outcome);
    }

    void run(Store target) throws InterruptedException {
      SyncRequest request =
          new SyncRequest(
              source,
              target,
              new SyncPolicy(Comparison.MD5, Mode.SYNC, Deletion.OFF),
              KeyFilter.EVERYTHING,
              Tuning.DEFAULT);
      new SyncEngine(Time.SYSTEM, ProcessorLoad.ofMachine()).run(request, this, new Cancellation());
    }
  }

  @Property(tries = 40)
  void in_memory_no_update_is_lost(
      @ForAll boolean isThere, @ForAll @IntRange(min = 1, max = 100_000) int sizeBytes)
      throws Exception {
    MemoryStore target = MemoryStore.named("target");
    if (isThere) {
      target.put("k", "as both have listed it");
    }
    race(target, sizeBytes);
  }

  @Property(tries = 12)
  void at_a_service_no_update_is_lost(
      @ForAll boolean isThere,
      @ForAll boolean inParts,
      @ForAll @IntRange(min = 1, max = 1000) int sizeBytes)
      throws Exception {
    if (isThere) {
      S3.put("p/k", "as both have listed it");
    } else {
      S3.server.delete(EmbeddedS3.BUCKET, "p/k");
    }
    race(S3.store("p/"), inParts ? PART_BYTES + sizeBytes : sizeBytes);
  }

  private static void race(Store target, int sizeBytes) throws Exception {
    CountDownLatch arrived = new CountDownLatch(2);
    List<byte[]> contents = List.of(filled(sizeBytes, 'a'), filled(sizeBytes, 'b'));
    List<Writer> writers = contents.stream().map(each -> new Writer(each, arrived)).toList();
    try (WorkerGroup group = WorkerGroup.ofVirtual("writer")) {
      writers.forEach(writer -> group.fork(() -> writer.run(target)));
      group.join();
    }
    List<Outcome> outcomes = writers.stream().map(writer -> writer.outcomes.element()).toList();
    assertThat(outcomes).filteredOn(Outcome.Copied.class::isInstance).hasSize(1);
    assertThat(outcomes)
        .filteredOn(each -> each instanceof Outcome.Failed failed && failed.kind() == Kind.CONFLICT)
        .hasSize(1);
    int first = outcomes.getFirst() instanceof Outcome.Copied ? 0 : 1;
    assertThat(EmbeddedS3.read(target, target.find(Key.of("k")).orElseThrow()))
        .isEqualTo(contents.get(first));
  }

  private static byte[] filled(int sizeBytes, char c) {
    byte[] content = new byte[sizeBytes];
    Arrays.fill(content, (byte) c);
    return content;
  }
}
