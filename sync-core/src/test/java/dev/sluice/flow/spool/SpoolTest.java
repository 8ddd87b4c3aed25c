package dev.sluice.flow.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.flow.work.WorkerGroup;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

  private static final Spool.Codec<Integer> NUMBERS =
      new Spool.Codec<>() {
        @Override
        public void write(Integer element, DataOutputStream out) throws IOException {
          out.writeInt(element);
        }

        @Override
        public Integer read(DataInputStream in) throws IOException {
          return in.readInt();
        }
      };

  @TempDir Path folder;

  private static List<Path> filesIn(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void what_fits_in_memory_touches_no_file() throws Exception {
    try (Spool<Integer> spool = new Spool<>(NUMBERS, 10, folder)) {
      fill(spool, 10);
      assertThat(filesIn(folder)).isEmpty();
      assertThat(spool.take()).isZero();
    }
  }

  private static void fill(Spool<Integer> spool, int count) throws SpoolException {
    for (int i = 0; i < count; i++) {
      spool.add(i);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void what_does_not_fit_goes_to_a_file_without_a_name_which_no_kill_can_leave_behind()
      throws Exception {
    try (Spool<Integer> spool = new Spool<>(NUMBERS, 10, folder)) {
      fill(spool, 11);
      assertThat(filesIn(folder)).isEmpty();
      assertThat(spool.size()).isEqualTo(11);
    }
  }

  @Test
  void whoever_does_not_wait_gets_what_is_there_from_memory_and_from_the_file() throws Exception {
    try (Spool<Integer> spool = new Spool<>(NUMBERS, 1, folder)) {
      assertThat(spool.poll()).isNull();
      fill(spool, 3);
      assertThat(spool.poll()).isZero();
      assertThat(spool.take()).isEqualTo(1);
      assertThat(spool.poll()).isEqualTo(2);
      assertThat(spool.poll()).isNull();
      spool.add(4);
      spool.discardRest();
      assertThat(spool.poll()).isNull();
    }
  }

  @Test
  void whoever_takes_while_interrupted_spoils_nothing_for_the_others() throws Exception {
    try (Spool<Integer> spool = new Spool<>(NUMBERS, 1, folder)) {
      fill(spool, 5);
      assertThat(spool.take()).isZero();
      Thread.currentThread().interrupt();
      assertThatThrownBy(spool::take).isInstanceOf(InterruptedException.class);
      for (int i = 1; i < 5; i++) {
        assertThat(spool.take()).isEqualTo(i);
      }
    }
  }

  /// A file that fails at a certain call, once.
  private static final class FailingFile implements SpoolFile {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private int readBack;
    private int callsLeft;

    FailingFile(int callsLeft) {
      this.callsLeft = callsLeft;
    }

    private void call() throws IOException {
      if (callsLeft-- == 0) {
        throw new IOException("No space left on device");
      }
    }

    @Override
    public void append(byte[] bytes, int from, int length) throws IOException {
      call();
      written.write(bytes, from, length);
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      call();
      int count = Math.min(length, written.size() - readBack);
      System.arraycopy(written.toByteArray(), readBack, into, from, count);
      readBack += count;
      return count == 0 ? -1 : count;
    }

    @Override
    public void close() {}
  }

  @Property(tries = 200)
  void when_the_file_fails_at_either_end_all_is_taken_in_order_or_stays_counted(
      @ForAll @IntRange(min = 0, max = 6) int good,
      @ForAll @IntRange(min = 0, max = 40_000) int count)
      throws Exception {
    List<Integer> taken = new ArrayList<>();
    int added = 0;
    try (Spool<Integer> spool = new Spool<>(NUMBERS, 3, "/tmp", () -> new FailingFile(good))) {
      try {
        while (added < count) {
          spool.add(added);
          added++;
        }
        spool.end();
        Integer next;
        while ((next = spool.take()) != null) {
          taken.add(next);
        }
      } catch (SpoolException e) {
        assertThat(e).hasMessageContaining("No space left on device").hasMessageContaining("/tmp");
        assertThatThrownBy(spool::take).isSameAs(e);
      }
      assertThat(taken).isEqualTo(IntStream.range(0, taken.size()).boxed().toList());
      assertThat(taken.size() + spool.size()).isEqualTo(added).isEqualTo(spool.added());
    }
  }

  @Test
  void a_folder_that_is_not_there_is_named_with_the_remedy() {
    try (Spool<Integer> spool = new Spool<>(NUMBERS, 1, folder.resolve("nowhere"))) {
      assertThatThrownBy(() -> fill(spool, 2))
          .isInstanceOf(SpoolException.class)
          .hasMessageContaining(folder.resolve("nowhere") + ": no such folder")
          .hasMessageContaining("--temp-dir");
    }
  }

  @Property(tries = 100)
  void elements_come_out_in_the_order_they_went_in_however_adding_and_taking_alternate(
      @ForAll List<@IntRange(min = -5, max = 9) Integer> steps,
      @ForAll @IntRange(min = 1, max = 4) int inMemory)
      throws Exception {
    Path own = Files.createTempDirectory("spool");
    List<Integer> taken = new ArrayList<>();
    int added = 0;
    try (Spool<Integer> spool = new Spool<>(NUMBERS, inMemory, own)) {
      for (int step : steps) {
        for (int i = 0; i < step; i++) {
          spool.add(added++);
        }
        for (int i = step; i < 0 && spool.size() > 0; i++) {
          taken.add(spool.take());
        }
      }
      spool.end();
      Integer next;
      while ((next = spool.take()) != null) {
        taken.add(next);
      }
    }
    assertThat(taken).isEqualTo(IntStream.range(0, added).boxed().toList());
    Files.delete(own);
  }

  @Test
  void many_takers_get_every_element_once() throws Exception {
    List<Integer> taken = Collections.synchronizedList(new ArrayList<>());
    try (Spool<Integer> spool = new Spool<>(NUMBERS, 7, folder);
        WorkerGroup group = WorkerGroup.ofVirtual("taker")) {
      for (int i = 0; i < 8; i++) {
        group.fork(() -> {
          Integer next;
          while ((next = spool.take()) != null) {
            taken.add(next);
          }
        });
      }
      fill(spool, 5000);
      spool.end();
      group.join();
    }
    assertThat(taken).hasSize(5000).doesNotHaveDuplicates();
  }

  @Test
  void discarding_the_rest_wakes_whoever_waits() throws Exception {
    try (Spool<Integer> spool = new Spool<>(NUMBERS, 7, folder);
        WorkerGroup group = WorkerGroup.ofVirtual("taker")) {
      group.fork(() -> assertThat(spool.take()).isNull());
      spool.discardRest();
      group.join();
    }
  }
}
