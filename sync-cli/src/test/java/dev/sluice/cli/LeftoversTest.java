package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.s3server.OpenUpload;
import dev.sluice.s3server.traffic.Fault;
import dev.sluice.s3server.traffic.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// What a run leaves that is killed, and who removes it.
@DisabledOnOs(OS.WINDOWS)
final class LeftoversTest extends ProcessBench {

  private final CountDownLatch released = new CountDownLatch(1);

  /// As many as there are requests that hang: what is asked for then has been begun and noted.
  private final Semaphore hanging = new Semaphore(0);

  @AfterEach
  void letTheServerGo() {
    released.countDown();
  }

  private Process inOwnState(String... args) throws IOException {
    return start(
        Map.of("LC_ALL", "C.UTF-8", "XDG_STATE_HOME", folder.resolve("state").toString()), args);
  }

  private String done(String... args) throws Exception {
    Process process = inOwnState(args);
    String output = output(process);
    assertThat(exitCode(process)).as(output).isZero();
    return output;
  }

  private void hang(Operation operation, Fault fault) {
    s3.server()
        .faults()
        .on(operation)
        .where(request -> {
          hanging.release();
          return true;
        })
        .then(fault);
  }

  private void awaitHanging() throws InterruptedException {
    assertThat(hanging.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  /// Killed while it waits, with something under way.
  private void kill(Process process) throws Exception {
    awaitHanging();
    process.destroyForcibly();
    exitCode(process);
    hanging.drainPermits();
  }

  private Process uploadThatHangs(String to) throws IOException {
    Files.createDirectories(folder.resolve("src"));
    Files.write(folder.resolve("src/large"), new byte[20 << 20]);
    s3.server().faults().clear();
    hang(Operation.UPLOAD_PART, Fault.stallUntil(released));
    return inOwnState("sync", folder + "/src/", to, "--json");
  }

  private List<String> uploads() {
    return s3.server().openMultipartUploads("b").stream().map(OpenUpload::key).sorted().toList();
  }

  private List<Path> temporaries() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("out"))) {
      return all.filter(each -> each.getFileName().toString().startsWith(".sluice-tmp-")).toList();
    }
  }

  @Test
  void the_next_run_takes_back_a_killed_runs_uploads_and_nobody_elses() throws Exception {
    kill(uploadThatHangs("s3://b/p/"));
    Process living = uploadThatHangs("s3://b/living/");
    awaitHanging();
    assertThat(uploads()).containsExactly("living/large", "p/large");
    try {
      file("small/a", "a");
      assertThat(done("sync", folder + "/small/", "s3://c/")).doesNotContain("killed");
      assertThat(uploads()).as("another bucket").hasSize(2);
      assertThat(done("sync", folder + "/small/", "s3://b/q/"))
          .contains("Removed 1 unfinished upload that killed runs had left.");
      assertThat(uploads()).containsExactly("living/large");
      assertThat(done("sync", folder + "/small/", "s3://b/q/")).doesNotContain("killed");
    } finally {
      living.destroyForcibly();
      exitCode(living);
    }
    assertThat(done("sync", folder + "/small/", "s3://b/q/", "--json"))
        .contains("{\"type\":\"tidied\",\"uploads\":1,\"temporaryFiles\":0}");
    assertThat(uploads()).isEmpty();
  }

  @Test
  void the_next_run_removes_a_killed_runs_temporary_files_and_nobody_elses() throws Exception {
    s3.server().put("b", "large", new byte[20 << 20]);
    hang(Operation.GET_OBJECT, Fault.stallInBody(1000, released));
    kill(inOwnState("sync", "s3://b/", folder + "/out/", "--json"));
    assertThat(temporaries()).hasSize(1);
    Path another = Files.writeString(folder.resolve("out/.sluice-tmp-0123456789abcdef"), "x");
    s3.server().faults().clear();
    assertThat(done("sync", "s3://b/", folder + "/out/", "--dry-run")).doesNotContain("killed");
    assertThat(temporaries()).hasSize(2);
    assertThat(done("sync", "s3://b/", folder + "/out/"))
        .contains("Removed 1 temporary file that killed runs had left.");
    assertThat(temporaries()).containsExactly(another);
    assertThat(folder.resolve("out/large")).hasSize(20 << 20);
  }

  @Test
  void clean_removes_them_by_itself_and_says_so_first_if_asked() throws Exception {
    kill(uploadThatHangs("s3://b/p/"));
    assertThat(done("clean", "s3://b/other/")).contains("Nothing to remove.");
    assertThat(done("clean", "s3://b/p/", "--dry-run"))
        .contains("would remove: s3://b/p/large", "Would remove 1 unfinished upload.");
    assertThat(uploads()).hasSize(1);
    assertThat(done("clean", "s3://b")).contains("removed: s3://b/p/large");
    assertThat(uploads()).isEmpty();
    assertThat(done("clean", "s3://b", "--json")).contains("\"uploads\":0");
  }

  @Test
  void clean_with_an_age_takes_older_uploads_of_anybody_under_the_prefix() throws Exception {
    kill(uploadThatHangs("s3://b/p/"));
    try (Stream<Path> all = Files.walk(folder.resolve("state"))) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        Files.delete(each); // so that nobody knows whose it is
      }
    }
    assertThat(done("clean", "s3://b")).contains("Nothing to remove.");
    assertThat(done("clean", "s3://b", "--older-than", "1h")).contains("Nothing to remove.");
    assertThat(done("clean", "s3://b/q/", "--older-than", "0s")).contains("Nothing to remove.");
    assertThat(done("clean", "s3://b/p/", "--older-than", "0s", "--dry-run"))
        .contains("would remove: s3://b/p/large");
    assertThat(done("clean", "s3://b/p/", "--older-than", "0s")).contains("Removed 1 unfinished");
    assertThat(uploads()).isEmpty();
  }

  @Test
  void clean_removes_temporary_files_of_nobody_known_by_their_age() throws Exception {
    file("out/d/.sluice-tmp-0123456789abcdef", "x");
    Path kept = file("out/d/.sluice-tmp-notes", "mine");
    assertThat(done("clean", folder + "/out")).contains("Nothing to remove.");
    assertThat(done("clean", folder + "/out", "--older-than", "0s"))
        .contains("Removed 1 temporary file.");
    assertThat(temporaries()).containsExactly(kept);
    Process wrong = inOwnState("clean", folder + "/out", "--older-than", "soon");
    assertThat(output(wrong)).contains("write 90s, 30m, 12h or 7d");
    assertThat(exitCode(wrong)).isEqualTo(64);
  }
}
