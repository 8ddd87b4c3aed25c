package dev.sluice.flow;

import static org.assertj.core.api.Assertions.assertThat;

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
  void what_fits_in_memory_touches_no_file() throws InterruptedException {
    try (Spool<Integer> spool = new Spool<>(NUMBERS, 10, folder)) {
      IntStream.range(0, 10).forEach(spool::add);
      assertThat(filesIn(folder)).isEmpty();
      assertThat(spool.take()).isZero();
    }
  }

  @Test
  void what_does_not_fit_goes_to_a_file_that_is_gone_after_closing() throws InterruptedException {
    try (Spool<Integer> spool = new Spool<>(NUMBERS, 10, folder)) {
      IntStream.range(0, 11).forEach(spool::add);
      assertThat(filesIn(folder)).hasSize(1);
      assertThat(spool.size()).isEqualTo(11);
    }
    assertThat(filesIn(folder)).isEmpty();
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
      IntStream.range(0, 5000).forEach(spool::add);
      spool.end();
      group.join();
    }
    assertThat(taken).hasSize(5000).doesNotHaveDuplicates();
  }

  @Test
  void abandoning_wakes_whoever_waits() throws Exception {
    try (Spool<Integer> spool = new Spool<>(NUMBERS, 7, folder);
        WorkerGroup group = WorkerGroup.ofVirtual("taker")) {
      group.fork(() -> assertThat(spool.take()).isNull());
      spool.abandon();
      group.join();
    }
  }
}
