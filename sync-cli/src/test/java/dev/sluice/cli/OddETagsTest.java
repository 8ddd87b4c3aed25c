package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.s3server.traffic.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A service whose ETags are shaped like MD5s and are none, without a word.
final class OddETagsTest extends Bench {

  private static final int FILES = 6;

  @BeforeEach
  void makeTheServerOdd() throws IOException {
    s3.server().encryptWithKms("b");
    s3.server()
        .faults()
        .on()
        .then(
            Fault.rewrite(answer ->
                answer
                    .without("x-amz-server-side-encryption")
                    .without("x-amz-server-side-encryption-aws-kms-key-id")));
    for (int i = 0; i < FILES; i++) {
      Files.setLastModifiedTime(
          file("src/" + i, "content " + i),
          FileTime.from(Instant.now().minus(Duration.ofDays(365))));
    }
  }

  private void assertIdle(String from, String to) {
    Program.Result result = run("sync", from, to);
    assertThat(result.outLines()).contains("Seen 6 = 0 done + 6 skipped + 0 failed");
    assertThat(result.exitCode()).isZero();
  }

  private void assertAllThere(String folderName) {
    for (int i = 0; i < FILES; i++) {
      assertThat(folder.resolve(folderName + "/" + i)).hasContent("content " + i);
    }
  }

  @Test
  void what_is_there_can_be_had_without_the_check() {
    run("sync", "@/src/", "s3://b/p/", "--no-check-md5");
    Program.Result result = run("sync", "s3://b/p/", "@/dst/", "--no-check-md5");
    assertThat(result.exitCode()).isZero();
    assertThat(result.outLines())
        .contains(
            "  not verified: 6 objects (54 B), for which the source has no checksum that could be"
                + " used");
    assertAllThere("dst");
  }

  @Test
  void after_three_contents_that_its_etags_contradict_a_source_is_taken_at_its_word_no_more() {
    run("sync", "@/src/", "s3://b/p/", "--no-check-md5");
    Program.Result result = run("sync", "s3://b/p/", "@/dst/", "--workers", "1");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.outLines())
        .contains(
            "Seen 6 = 4 done + 0 skipped + 2 failed",
            "  the source's ETags are no MD5s of its contents: they were not used any more");
    assertThat(result.errLines().stream().filter(line -> line.contains("--no-check-md5")))
        .hasSize(2)
        .allMatch(line -> line.contains("twice alike"));

    run("sync", "s3://b/p/", "@/dst/", "--no-check-md5");
    assertAllThere("dst");
    assertIdle("s3://b/p/", "@/dst/");
  }

  @Test
  void uploads_are_not_sent_again_each_run() throws IOException {
    Program.Result first = run("sync", "@/src/", "s3://b/p/", "--workers", "1");
    assertThat(first.exitCode()).isEqualTo(2);
    assertThat(first.outLines())
        .contains(
            "Seen 6 = 4 done + 0 skipped + 2 failed",
            "  the destination's ETags are no MD5s of its contents: they were not used any more");
    assertThat(first.err()).contains("an ETag that is not the MD5 of what was sent");
    assertThat(s3.server().keys("b")).hasSize(FILES);

    assertIdle("@/src/", "s3://b/p/");

    file("src/3", "changed 3");
    run("sync", "@/src/", "s3://b/p/");
    assertThat(s3.get("b", "p/3")).isEqualTo("changed 3");
    assertIdle("@/src/", "s3://b/p/");
  }

  @Test
  void objects_in_parts_are_sent_and_had_like_all_others() throws IOException {
    byte[] large = new byte[9 << 20];
    large[5_000_000] = 1;
    Files.createDirectories(folder.resolve("large"));
    Files.write(folder.resolve("large/file"), large);
    assertThat(run("sync", "@/large/", "s3://b/l/", "--no-check-md5").exitCode()).isZero();
    assertThat(run("sync", "s3://b/l/", "@/back/", "--no-check-md5").exitCode()).isZero();
    assertThat(folder.resolve("back/file")).hasBinaryContent(large);
  }
}
