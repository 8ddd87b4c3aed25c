package dev.sluice.store.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.SyncEngine;
import dev.sluice.engine.SyncRequest;
import dev.sluice.engine.Tuning;
import dev.sluice.filter.KeyFilter;
import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.Time;
import dev.sluice.flow.Uninterruptibly;
import dev.sluice.flow.system.ProcessorLoad;
import dev.sluice.model.Comparison;
import dev.sluice.model.KeyRange;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.plan.SyncPolicy.Deletion;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.report.RunObserver;
import dev.sluice.report.RunStatus;
import dev.sluice.report.SyncReport;
import dev.sluice.store.Prune;
import dev.sluice.store.Store;
import dev.sluice.store.memory.MemoryStore;
import dev.sluice.transfer.Outcome;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A directory that a file system does not answer for holds up what is in it, and nothing else.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StuckDirectoryTest {

  /// Some go on from another with a byte below the slash, so that kinds decide their order.
  private static final List<String> DIRECTORIES =
      List.of("a", "a-b", "a.c", "a0", "b", "c", "d/e", "d/f", "d/g", "é", "z");

  private static final Deletion DELETE = new Deletion(true, OptionalLong.empty(), true, false);

  @TempDir private Path folder;

  private final CountDownLatch answered = new CountDownLatch(1);
  private final Set<String> copied = new ConcurrentSkipListSet<>();

  private void makeTree() throws Exception {
    for (String directory : DIRECTORIES) {
      Files.createDirectories(folder.resolve(directory));
      for (int i = 0; i < 3; i++) {
        Files.writeString(folder.resolve(directory).resolve("file-" + i), "1");
      }
    }
    Files.writeString(folder.resolve("a-file"), "1");
    Files.writeString(folder.resolve("zz"), "1");
  }

  /// A store whose listings hang where a directory is about to be entered.
  private Store hangingAt(String prefix, LocalStore inner) {
    return (Store)
        Proxy.newProxyInstance(
            Store.class.getClassLoader(),
            new Class<?>[] {Store.class},
            (_, method, args) -> {
              if (method.getName().equals("list")) {
                Prune hanging =
                    directory -> {
                      if (directory.equals(prefix)) {
                        Uninterruptibly.await(answered);
                      }
                      return false;
                    };
                return inner.list((KeyRange) args[0], hanging, Duration.ofMillis(20));
              }
              try {
                return method.invoke(inner, args);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @ParameterizedTest
  @CsvSource({"a,3", "a,32", "a-b,3", "a0,32", "b,3", "d,32", "d/e,4", "d/f,32", "d/g,32", "z,32"})
  void all_others_are_copied_meanwhile_and_it_is_when_it_answers(String stuck, int threads)
      throws Exception {
    makeTree();
    MemoryStore target = MemoryStore.named("to");
    target.put("a0/extra", "1");
    target.put("y/extra", "1");
    Set<String> expected = new TreeSet<>(List.of("a-file", "zz"));
    for (String directory : DIRECTORIES) {
      for (int i = 0; i < 3; i++) {
        expected.add(directory + "/file-" + i);
      }
    }
    Set<String> others = new TreeSet<>(expected);
    others.removeIf(key -> key.startsWith(stuck + "/"));
    RunObserver observer =
        new RunObserver() {
          @Override
          public void outcome(Outcome outcome) {
            if (outcome instanceof Outcome.Copied) {
              copied.add(outcome.key().value());
              if (copied.containsAll(others)) {
                answered.countDown();
              }
            }
          }
        };
    try (BlockingIo io = new BlockingIo("files", threads);
        BlockingIo cpu = BlockingIo.forCpu();
        LocalStore local = LocalStore.open(folder, LocalOptions.SOURCE, io, cpu)) {
      SyncReport report =
          new SyncEngine(Time.SYSTEM, ProcessorLoad.ofMachine())
              .run(
                  new SyncRequest(
                      hangingAt(stuck + "/", local),
                      target,
                      new SyncPolicy(Comparison.SIZE, Mode.SYNC, DELETE),
                      KeyFilter.EVERYTHING,
                      Tuning.DEFAULT),
                  observer,
                  new Cancellation());
      assertThat(report.status()).as(report.toString()).isEqualTo(RunStatus.OK);
      assertThat(report.addsUp()).isTrue();
      assertThat(report.listed().seen()).isEqualTo(expected.size() + 2);
      assertThat(report.listed().source().entries()).isEqualTo(expected.size());
      assertThat(report.outcomes().deleted()).isEqualTo(2);
      assertThat(copied).isEqualTo(expected);
    }
  }
}
