package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.filter.KeyFilter;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.Time;
import dev.sluice.flow.system.ProcessorLoad;
import dev.sluice.model.Attributes;
import dev.sluice.model.Comparison;
import dev.sluice.model.Entry;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.plan.SyncPolicy.Deletion;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.report.RunObserver;
import dev.sluice.report.RunStatus;
import dev.sluice.report.SyncReport;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.memory.MemoryHook.Operation;
import dev.sluice.store.memory.MemoryStore;
import dev.sluice.transfer.Outcome;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import org.jspecify.annotations.Nullable;

/// Whatever happened to the source and to the destination before a run, and whatever becomes of the
/// copies at the destination during it: afterwards the destination is what the source is, with each
/// file's own time.
@PropertyDefaults(tries = RemoteCopyPropertiesTest.TRIES)
class RemoteCopyPropertiesTest implements RunObserver {

  static final int TRIES = 300;

  private static final List<String> KEYS =
      List.of("a", "b", "c", "d/a", "d/b", "d/c", "e/a", "e/b");

  /// Of few lengths, so that many are equal in size and not in content.
  private static final List<String> CONTENTS = List.of("", "one", "two", "six", "three", "seven");

  private static final List<Kind> FAULTS =
      List.of(Kind.CHANGED, Kind.NOT_FOUND, Kind.DENIED, Kind.REFUSED, Kind.OTHER, Kind.CORRUPT);

  private final MemoryStore source = MemoryStore.named("from");
  private final MemoryStore target = MemoryStore.named("to");
  private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();

  @Override
  public void outcome(Outcome outcome) {
    outcomes.add(outcome);
  }

  private static <T> T one(List<T> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  private void edit(Random random) {
    String key = one(KEYS, random);
    String other = one(KEYS, random);
    byte[] content = source.content(key).orElse(null);
    byte[] others = source.content(other).orElse(null);
    switch (random.nextInt(6)) {
      case 0, 1 -> source.put(key, one(CONTENTS, random));
      case 2 -> source.remove(key);
      case 3 -> { // two files change places
        put(key, others);
        put(other, content);
      }
      case 4 -> { // one is renamed
        put(other, content);
        put(key, key.equals(other) ? content : null);
      }
      default -> { // one is copied
        if (content != null) {
          source.put(other, content);
        }
      }
    }
  }

  private void put(String key, byte @Nullable [] content) {
    if (content == null) {
      source.remove(key);
    } else {
      source.put(key, content);
    }
  }

  private SyncReport run(FilesInMemory files) throws InterruptedException {
    outcomes.clear();
    Deletion deletion = new Deletion(true, OptionalLong.empty(), true, false);
    SyncReport report =
        new SyncEngine(Time.SYSTEM, ProcessorLoad.ofMachine())
            .run(
                new SyncRequest(
                    files,
                    target,
                    new SyncPolicy(Comparison.MD5, Mode.SYNC, deletion),
                    KeyFilter.EVERYTHING,
                    EngineHarness.SMALL),
                this,
                new Cancellation());
    assertThat(report.addsUp()).isTrue();
    assertThat(target.openHandles()).isEmpty();
    assertThat(source.openHandles()).isEmpty();
    return report;
  }

  /// What was copied has its own file's time.
  private void assertSame(FilesInMemory files) throws StoreException, InterruptedException {
    assertThat(target.keys()).isEqualTo(source.keys());
    for (String key : source.keys()) {
      assertThat(target.content(key).orElseThrow())
          .as(key)
          .isEqualTo(source.content(key).orElseThrow());
    }
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.Copied copied) {
        String key = copied.key().value();
        Entry file = files.find(copied.key()).orElseThrow();
        assertThat(target.attributes(key).orElseThrow())
            .as(key)
            .isEqualTo(Attributes.ofFile(file.modifiedTime()));
      }
    }
  }

  @Property
  void the_destination_is_what_the_source_is(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    FilesInMemory files = new FilesInMemory(source, _ -> random.nextBoolean());
    for (int night = 0; night < 3; night++) {
      for (int edits = random.nextInt(8); edits >= 0; edits--) {
        edit(random);
      }
      for (int others = random.nextInt(3); others > 0; others--) {
        target.put(one(KEYS, random), one(CONTENTS, random));
      }
      int faults = random.nextInt(3);
      target.setHook((operation, _) -> {
        if (operation == Operation.COPY) {
          synchronized (random) {
            if (random.nextInt(3) < faults) {
              throw new StoreException(one(FAULTS, random), "copy: planned");
            }
          }
        }
      });
      SyncReport report = run(files);
      assertThat(report.status()).as("%s", report.failures()).isEqualTo(RunStatus.OK);
      assertSame(files);
    }
  }
}
