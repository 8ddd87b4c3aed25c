package dev.sluice.store.local.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.FakeTime;
import dev.sluice.flow.Unanswered;
import dev.sluice.flow.Uninterruptibly;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import dev.sluice.store.StoreException;
import dev.sluice.store.WriteSpec;
import dev.sluice.store.local.LocalOptions;
import dev.sluice.store.local.directory.FileSystemFlush;
import dev.sluice.store.local.root.LocalRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GroupFlushTest {

  /// Counts flushes; says what it is told to say.
  private final class CountingFlush implements FileSystemFlush {
    private int flushes;
    private boolean works = true;
    private Runnable hook = () -> {};
    private Duration takes = Duration.ZERO;
    private @Nullable RuntimeException defect;

    @Override
    public boolean covers(Path directory) {
      return true;
    }

    @Override
    public boolean flush() {
      flushes++;
      hook.run();
      if (defect != null) {
        throw defect;
      }
      time.advance(takes);
      return works;
    }
  }

  /// A caller waiting for its file.
  private record Caller(Thread thread, AtomicReference<@Nullable Exception> failure) {
    void join() throws InterruptedException {
      thread.join();
    }
  }

  @TempDir Path root;

  private final FakeTime time = new FakeTime();
  private final CountingFlush fileSystem = new CountingFlush();
  private final Queue<Runnable> work = new ArrayDeque<>();
  private final GroupFlush group = new GroupFlush(fileSystem, time, work::add);
  private WritePlace place;

  @BeforeEach
  void open() {
    LocalOptions options = LocalOptions.DESTINATION;
    LocalRoot local =
        new LocalRoot(
            root,
            new LocalRoot.Access(
                false, true, options.time(), options.temporaryFolder(), options.descriptors()));
    place = new WritePlace(local, new TemporaryFiles(local, options.runLock(), true), false);
  }

  private TemporaryFile prepared(String key) throws StoreException, InterruptedException {
    byte[] content = key.getBytes(StandardCharsets.UTF_8);
    WriteSpec spec = new WriteSpec(Key.of(key), content.length, Fingerprint.UNREAD);
    TemporaryFile file = TemporaryFile.create(place, spec);
    file.write(content, 0, content.length, 0);
    file.prepare(Instant.EPOCH);
    return file;
  }

  /// Has a thread of its own publish the file, and returns when that waits for it.
  private Caller publish(String key) throws StoreException, InterruptedException {
    TemporaryFile file = prepared(key);
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                group.publish(file);
              } catch (StoreException | InterruptedException | RuntimeException e) {
                failure.set(e);
              }
            });
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    return new Caller(thread, failure);
  }

  @Test
  void a_flush_of_the_file_system_that_hangs_is_named() throws Exception {
    CountDownLatch flushing = new CountDownLatch(1);
    CountDownLatch hangs = new CountDownLatch(1);
    fileSystem.hook =
        () -> {
          flushing.countDown();
          Uninterruptibly.await(hangs);
        };
    try (BlockingIo io = new BlockingIo("files", 1);
        ExecutorService thread = GroupFlush.thread(io)) {
      List<Caller> callers = List.of(publish("a"), publish("b"));
      thread.execute(this::work);
      flushing.await();
      assertThat(io.unanswered(Duration.ofSeconds(30), time)).isEmpty();
      time.advance(Duration.ofSeconds(30));
      assertThat(io.unanswered(Duration.ofSeconds(30), time))
          .singleElement()
          .extracting(Unanswered::text)
          .isEqualTo("flush the file system of " + root);
      hangs.countDown();
      for (Caller caller : callers) {
        caller.join();
      }
    }
  }

  private void work() {
    for (Runnable task = work.poll(); task != null; task = work.poll()) {
      task.run();
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(root)) {
      return files.map(path -> path.getFileName() + "").sorted().toList();
    }
  }

  @Test
  void those_that_wait_get_their_names_after_one_flush() throws Exception {
    List<Caller> callers = new ArrayList<>();
    for (String key : List.of("a", "b", "c")) {
      callers.add(publish(key));
    }
    assertThat(names()).hasSize(3).allMatch(name -> name.startsWith("."));

    work();
    for (Caller caller : callers) {
      caller.join();
      assertThat(caller.failure()).hasNullValue();
    }
    assertThat(names()).containsExactly("a", "b", "c");
    assertThat(fileSystem.flushes).isOne();
    assertThat(root.resolve("b")).hasContent("b");
  }

  @Test
  void one_alone_is_flushed_by_itself() throws Exception {
    Caller caller = publish("a");
    work();
    caller.join();
    assertThat(names()).containsExactly("a");
    assertThat(fileSystem.flushes).isZero();
    assertThat(group.takes(root)).isTrue();
  }

  private void publishTwoTogether() throws Exception {
    Caller first = publish("a");
    Caller second = publish("b");
    assertThat(group.takes(root)).isTrue();
    work();
    first.join();
    second.join();
    assertThat(names()).containsExactly("a", "b");
  }

  @Test
  void where_the_common_flush_fails_each_file_is_flushed_by_itself_from_then_on() throws Exception {
    fileSystem.works = false;
    publishTwoTogether();
    assertThat(group.takes(root)).isFalse();
  }

  @Test
  void after_a_flush_that_took_long_each_file_is_flushed_by_itself() throws Exception {
    fileSystem.takes = Duration.ofSeconds(3);
    publishTwoTogether();
    assertThat(group.takes(root)).isFalse();
  }

  @Test
  void a_defect_in_the_flush_reaches_all_who_wait_and_hinders_nobody_after_them() throws Exception {
    fileSystem.defect = new IllegalStateException("defect");
    Caller first = publish("a");
    Caller second = publish("b");
    work();
    first.join();
    second.join();
    assertThat(first.failure()).hasValue(fileSystem.defect);
    assertThat(second.failure()).hasValue(fileSystem.defect);
    assertThat(names()).isEmpty();
    Caller later = publish("c");
    work();
    later.join();
    assertThat(names()).containsExactly("c");
  }

  @Test
  void a_caller_that_gives_up_leaves_nothing_behind_and_the_others_get_theirs() throws Exception {
    Caller stays = publish("stays");
    Caller leaves = publish("leaves");
    leaves.thread().interrupt();
    leaves.join();
    assertThat(leaves.failure().get()).isInstanceOf(InterruptedException.class);
    work();
    stays.join();
    assertThat(names()).containsExactly("stays");
  }

  @Test
  void what_fails_for_one_file_fails_for_that_one_alone() throws Exception {
    Caller blocked = publish("blocked");
    Caller fine = publish("fine");
    Files.createDirectories(root.resolve("blocked/by-a-directory"));
    work();
    blocked.join();
    fine.join();
    assertThat(blocked.failure().get())
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("directory");
    assertThat(names()).containsExactly("blocked", "fine");
    assertThat(root.resolve("fine")).hasContent("fine");
  }
}
