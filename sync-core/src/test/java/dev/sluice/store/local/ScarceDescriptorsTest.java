package dev.sluice.store.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.flow.Descriptors;
import dev.sluice.flow.FakeTime;
import dev.sluice.model.Key;
import dev.sluice.store.Named;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.local.directory.OpenDirectory;
import dev.sluice.store.local.root.RootOpener;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A system that has no descriptor left, now and then or for good.
@Timeout(60)
class ScarceDescriptorsTest extends LocalTestBase {

  private static final Set<String> OPENING = Set.of("openDirectory", "openFile", "createFile");

  private final FakeTime time = new FakeTime();
  private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
  private final LocalOptions options =
      LocalOptions.DESTINATION.withDescriptors(new Descriptors(time, warnings::add));

  /// Of ten openings so many fail, one after the other.
  private int failing = 4;

  private final AtomicInteger openings = new AtomicInteger();

  @Override
  protected RootOpener opener() {
    return path -> scarce(RootOpener.SYSTEM.open(path));
  }

  private OpenDirectory scarce(OpenDirectory real) {
    return (OpenDirectory)
        Proxy.newProxyInstance(
            OpenDirectory.class.getClassLoader(),
            new Class<?>[] {OpenDirectory.class},
            (_, method, args) -> {
              if (OPENING.contains(method.getName()) && openings.getAndIncrement() % 10 < failing) {
                throw new FileSystemException("/f", null, "too many open files");
              }
              try {
                Object result = method.invoke(real, args);
                return result instanceof OpenDirectory opened ? scarce(opened) : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void what_is_written_read_and_deleted_waits_for_one() throws Exception {
    try (Store store = open(options)) {
      write(store, "d/a", "content");
      write(store, "d/e/b", "content");
      assertThat(text(store, "d/a")).isEqualTo("content");
      assertThat(store.delete(Named.entries(List.of(Key.of("d/e/b"))))).isEmpty();
    }
    assertThat(root().resolve("d/a")).hasContent("content");
    assertThat(root().resolve("d/e")).doesNotExist();
    assertThat(warnings).singleElement().asString().contains("ulimit -n");
  }

  @Test
  void where_there_never_is_one_the_run_is_told_so_after_a_minute() throws Exception {
    failing = 10;
    try (Store store = open(options)) {
      StoreException failure = failure(() -> write(store, "d/a", "content"), Kind.EXHAUSTED);

      assertThat(failure.getMessage()).contains("too many open files").contains("ulimit -n");
      assertThat(failure.kind().concernsWholeRun()).isTrue();
      assertThat(time.nanos()).isGreaterThan(60_000_000_000L).isLessThan(62_000_000_000L);
    }
  }
}
