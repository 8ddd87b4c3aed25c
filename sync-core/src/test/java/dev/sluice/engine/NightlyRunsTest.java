package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.Nights.Night;
import dev.sluice.report.RunStatus;
import dev.sluice.report.SyncReport;
import dev.sluice.s3server.S3Server;
import dev.sluice.s3server.traffic.Operation;
import dev.sluice.store.s3.config.S3WriteOptions;
import dev.sluice.transfer.Outcome.Method;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever happens to a folder, to a bucket, and to the runs between them: nothing wrong is ever
/// in the bucket, and after a run that ends well it holds what the folder holds, with each file's
/// own type and time and the run's own access and class.
///
/// `-Dsluice.nights=20000` tries so many cases; `-Dsluice.seed=N -Dsluice.nights=1` the one that
/// has failed.
class NightlyRunsTest {

  private static final int CASES = Integer.getInteger("sluice.nights", 100);
  private static final int CASES_AT_ONCE = 2;

  @TempDir Path home = Path.of(".");

  private static S3Server server() throws IOException {
    return S3Server.builder().credentials("ak", "sk").minPartBytes(1).start();
  }

  @Test
  void whatever_happens_the_bucket_becomes_what_the_folder_is() throws Exception {
    long first = Long.getLong("sluice.seed", System.nanoTime());
    AtomicInteger next = new AtomicInteger();
    try (ExecutorService workers = Executors.newFixedThreadPool(CASES_AT_ONCE)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < CASES_AT_ONCE; i++) {
        all.add(
            workers.submit(() -> {
              try (S3Server server = server()) {
                for (int n = next.getAndIncrement(); n < CASES; n = next.getAndIncrement()) {
                  tryOne(first + n, server);
                }
              }
              return null;
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  private void tryOne(long seed, S3Server server) throws Exception {
    List<String> happened = new ArrayList<>();
    String name = "case-" + Long.toUnsignedString(seed);
    try (Nights nights = new Nights(home.resolve(name), server, name)) {
      nightsOf(new Random(seed), nights, happened);
    } catch (Throwable e) {
      throw new AssertionError(
          "replay with -Dsluice.nights=1 -Dsluice.seed=%d%n%s%n%s"
              .formatted(seed, String.join("\n", happened), e.getMessage()),
          e);
    }
  }

  private static void nightsOf(Random random, Nights nights, List<String> happened)
      throws Exception {
    for (int night = 1 + random.nextInt(2); night > 0; night--) {
      for (int edits = random.nextInt(8); edits >= 0; edits--) {
        nights.files.edit(random);
      }
      for (int others = random.nextInt(3); others > 0; others--) {
        nights.putByOthers(EditedFiles.one(EditedFiles.KEYS, random), EditedFiles.content(random));
      }
      Night how = Night.of(random);
      Trouble trouble = nights.trouble().any(random);
      happened.add(how + " " + trouble);
      nights.run(how, trouble);
    }
    happened.add("quiet");
    nights.quiet(Night.PLAIN);
    if (random.nextInt(4) == 0) {
      assertNothingToDo(nights);
    }
  }

  private static void assertNothingToDo(Nights nights) throws Exception {
    SyncReport again = nights.quiet(Night.PLAIN);
    assertThat(again.outcomes().done()).isZero();
    assertThat(nights.place.cacheFigures().misses()).as("read once more").isEmpty();
  }

  /// What is done to a folder and a bucket.
  private interface Story {
    void tell(Nights nights) throws Exception;
  }

  private void tell(Story story) throws Exception {
    try (S3Server server = server();
        Nights nights = new Nights(home.resolve("story"), server, "story")) {
      story.tell(nights);
    }
  }

  private static long copied(SyncReport report) {
    return report.outcomes().copied().getOrDefault(Method.REMOTE_COPY, 0L);
  }

  @Test
  void a_copy_has_its_own_files_type_and_metadata_as_s3cmd_643_and_409_had_not() throws Exception {
    tell(nights -> {
      nights.putByOthers("a.html", "one");
      nights.files.write("a.html", "one");
      nights.quiet(Night.PLAIN);
      nights.files.write("b.txt", "one");
      nights.files.write("d/b.json", "one");
      assertThat(copied(nights.quiet(Night.PLAIN))).isEqualTo(2);
    });
  }

  @Test
  void a_copy_has_the_runs_own_access_and_class_as_s3cmd_933_had_not() throws Exception {
    S3WriteOptions open = new S3WriteOptions("STANDARD_IA", S3WriteOptions.Acl.PUBLIC_READ, null);
    tell(nights -> {
      nights.files.write("a.html", "one");
      nights.quiet(Night.PLAIN.with(open));
      nights.files.write("c", "one");
      assertThat(copied(nights.quiet(Night.PLAIN))).isOne();
      nights.files.write("b.txt", "one");
      assertThat(copied(nights.quiet(Night.PLAIN.with(open)))).isOne();
    });
  }

  @Test
  void a_long_file_is_copied_in_parts_with_all_that_is_its_own() throws Exception {
    tell(nights -> {
      nights.files.write("a.html", "y".repeat(1_200_000));
      nights.quiet(Night.PLAIN);
      nights.files.rename("a.html", "b.txt");
      SyncReport report =
          nights.quiet(
              Night.PLAIN.with(
                  new S3WriteOptions("STANDARD_IA", S3WriteOptions.Acl.PUBLIC_READ, null)));
      assertThat(report.status()).isEqualTo(RunStatus.OK);
    });
  }

  @Test
  void files_that_changed_places_are_right() throws Exception {
    tell(nights -> {
      nights.files.write("a.html", "one");
      nights.files.write("b.txt", "two");
      nights.quiet(Night.PLAIN);
      nights.files.rotate(List.of("a.html", "b.txt"));
      nights.quiet(Night.PLAIN);
    });
  }

  @Test
  void a_ring_of_renames_is_right() throws Exception {
    tell(nights -> {
      for (String key : EditedFiles.KEYS) {
        nights.files.write(key, "of " + key.charAt(0) + key.length());
      }
      nights.quiet(Night.PLAIN);
      nights.files.rotate(EditedFiles.KEYS);
      nights.quiet(Night.PLAIN);
    });
  }

  @Test
  void a_twin_that_this_run_overwrites_is_not_copied_afterwards() throws Exception {
    tell(nights -> {
      nights.files.write("a.html", "one");
      nights.files.write("e/a.html", "six");
      nights.quiet(Night.PLAIN);
      nights.files.write("b.txt", "one");
      nights.files.write("c", "six");
      nights.files.write("a.html", "two");
      nights.files.write("e/a.html", "two");
      nights.quiet(Night.PLAIN);
    });
  }

  @Test
  void a_twin_that_this_run_deletes_is_copied_before() throws Exception {
    tell(nights -> {
      nights.files.write("a.html", "one");
      nights.quiet(Night.PLAIN);
      nights.files.rename("a.html", "b.txt");
      assertThat(copied(nights.quiet(Night.PLAIN))).isOne();
    });
  }

  @Test
  void a_twin_that_others_overwrite_before_it_is_copied_is_not_copied() throws Exception {
    tell(nights -> {
      nights.files.write("a.html", "one");
      nights.quiet(Night.PLAIN);
      nights.files.write("b.txt", "one");
      Trouble trouble =
          nights
              .trouble()
              .happens(
                  Operation.COPY_OBJECT, 1, "others", () -> nights.putByOthers("a.html", "two"));
      assertThat(copied(nights.run(Night.PLAIN, trouble))).isZero();
      assertThat(nights.place.stored().get("b.txt"))
          .isEqualTo(
              Night.PLAIN.made("b.txt", Objects.requireNonNull(nights.files.now().get("b.txt"))));
    });
  }

  @Test
  void what_a_killed_run_has_left_is_made_good_by_the_next() throws Exception {
    for (int request = 1; request <= 12; request++) {
      int killedAt = request;
      tell(nights -> {
        for (String key : EditedFiles.KEYS) {
          nights.files.write(key, "one");
        }
        nights.run(Night.PLAIN, nights.trouble().kill(killedAt));
        nights.files.rotate(EditedFiles.KEYS);
        nights.quiet(Night.PLAIN);
      });
    }
  }
}
