package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Objects under SSE-KMS, of whose content no listing tells anything: time decides, in every
/// direction.
final class EqualByTimeTest extends Bench {

  private static final String IDLE =
      "  equal by size and time: 2 entries whose contents were not compared";

  @BeforeEach
  void encrypt() {
    s3.server().encryptWithKms("b"); // a copy in c has an ETag of its own
  }

  /// Two files of last year.
  private void files() throws IOException {
    Instant lastYear = Instant.now().minus(Duration.ofDays(365));
    for (String name : new String[] {"src/a", "src/d/b"}) {
      Path file = file(name, "first");
      Files.setLastModifiedTime(file, FileTime.from(lastYear));
    }
  }

  private void assertIdle(String from, String to) {
    for (int night = 1; night <= 2; night++) {
      Program.Result result = run("sync", from, to, "--no-cache");
      assertThat(result.exitCode()).isZero();
      assertThat(result.outLines()).contains(IDLE, "Seen 2 = 0 done + 2 skipped + 0 failed");
    }
  }

  private void assertOneSent(String from, String to) {
    Program.Result result = run("sync", from, to, "--no-cache", "--verbose");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("source is newer");
    assertThat(result.outLines()).contains("Seen 2 = 1 done + 1 skipped + 0 failed");
  }

  @Test
  void files_are_sent_when_they_change_and_not_night_after_night() throws IOException {
    files();
    run("sync", "@/src/", "s3://b/p/", "--no-cache");
    assertIdle("@/src/", "s3://b/p/");

    file("src/a", "other");
    assertOneSent("@/src/", "s3://b/p/");
    assertThat(s3.get("b", "p/a")).isEqualTo("other");
    assertIdle("@/src/", "s3://b/p/");
  }

  @Test
  void a_file_with_a_time_in_the_future_is_not_sent_night_after_night() throws IOException {
    files();
    Files.setLastModifiedTime(
        folder.resolve("src/a"), FileTime.from(Instant.now().plus(Duration.ofDays(900))));
    run("sync", "@/src/", "s3://b/p/", "--no-cache");
    assertIdle("@/src/", "s3://b/p/");
  }

  /// What changes at the source of objects is passed on once.
  private void assertPassedOn(String to) throws IOException {
    files();
    run("sync", "@/src/", "s3://b/p/", "--no-cache");
    run("sync", "s3://b/p/", to);
    assertIdle("s3://b/p/", to);

    file("src/a", "other");
    run("sync", "@/src/", "s3://b/p/", "--no-cache");
    assertOneSent("s3://b/p/", to);
    assertIdle("s3://b/p/", to);
  }

  @Test
  void objects_are_fetched_when_they_change_and_not_night_after_night() throws IOException {
    assertPassedOn("@/dst/");
    assertThat(folder.resolve("dst/a")).hasContent("other");
  }

  @Test
  void objects_are_copied_when_they_change_and_not_night_after_night() throws IOException {
    assertPassedOn("s3://c/q/");
    assertThat(s3.get("c", "q/a")).isEqualTo("other");
  }

  @Test
  void a_verification_reads_what_time_would_decide() throws IOException {
    files();
    run("sync", "@/src/", "s3://b/p/", "--no-cache");
    assertThat(run("verify", "@/src/", "s3://b/p/").outLines())
        .contains("  equal or skipped: 2 up to date");

    Instant before = Files.getLastModifiedTime(folder.resolve("src/a")).toInstant();
    Files.setLastModifiedTime(file("src/a", "other"), FileTime.from(before));
    assertThat(run("verify", "@/src/", "s3://b/p/").outLines())
        .contains("  differ: 1 content differs");
  }

  @Test
  void a_dry_run_tells_what_is_newer() throws IOException {
    files();
    run("sync", "@/src/", "s3://b/p/", "--no-cache");
    file("src/a", "other");
    assertThat(run("sync", "@/src/", "s3://b/p/", "--no-cache", "-n", "--json").out())
        .contains("\"reason\":\"time\"");
  }
}
