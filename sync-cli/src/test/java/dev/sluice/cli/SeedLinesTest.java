package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command lines for which the program was made, as they stand.
final class SeedLinesTest {

  @TempDir Path folder = Path.of("");
  private S3Fixture s3 = S3Fixture.with();

  @BeforeEach
  void start() throws IOException {
    s3.close();
    s3 = S3Fixture.with("bucket", "source", "destination");
    Files.createDirectories(folder.resolve("original/sub"));
    Files.writeString(folder.resolve("original/a.jpg"), "one");
    Files.writeString(folder.resolve("original/sub/b.jpg"), "three");
  }

  @AfterEach
  void stop() {
    s3.close();
  }

  @Test
  void a_folder_goes_to_a_prefix_by_size_with_a_line_for_each_file() {
    s3.put("bucket", "media/images/kept.jpg", "only there");

    Program.Result result =
        s3.run(
            "sync",
            folder + "/original/",
            "s3://bucket/media/images/",
            "--verbose",
            "--no-delete-removed",
            "--no-check-md5");

    assertThat(result.exitCode()).isZero();
    assertThat(s3.server().keys("bucket"))
        .containsExactly("media/images/a.jpg", "media/images/kept.jpg", "media/images/sub/b.jpg");
    assertThat(result.outLines())
        .contains(
            "Seen 3 = 2 done + 1 skipped + 0 failed",
            "  done: 2 uploaded (8 B)",
            "  skipped: 1 only at the destination, kept")
        .anyMatch(line ->
            line.startsWith(
                    "upload: '%s/original/a.jpg' -> 's3://bucket/media/images/a.jpg'"
                        .formatted(folder))
                && line.contains("(3 bytes, new) ["));
  }

  @Test
  void a_same_size_change_is_sent_with_md5_and_not_without() throws IOException {
    s3.put("bucket", "media/images/a.jpg", "two");
    s3.put("bucket", "media/images/sub/b.jpg", "three");

    Program.Result bySize =
        s3.run(
            "sync",
            folder + "/original/",
            "s3://bucket/media/images/",
            "--verbose",
            "--no-delete-removed",
            "--no-check-md5");
    assertThat(bySize.exitCode()).isZero();
    assertThat(s3.get("bucket", "media/images/a.jpg")).isEqualTo("two");

    Program.Result byMd5 =
        s3.run(
            "sync",
            folder + "/original/",
            "s3://bucket/media/images/",
            "--verbose",
            "--no-delete-removed");
    assertThat(byMd5.exitCode()).isZero();
    assertThat(s3.get("bucket", "media/images/a.jpg")).isEqualTo("one");
    assertThat(byMd5.outLines()).contains("Seen 2 = 1 done + 1 skipped + 0 failed");
  }

  @Test
  void a_bucket_goes_to_a_bucket_within_the_service() {
    s3.put("source", "x", "1");
    s3.put("source", "deep/y", "22");

    Program.Result result = s3.run("sync", "s3://source", "s3://destination");

    assertThat(result.exitCode()).isZero();
    assertThat(s3.server().keys("destination")).containsExactly("deep/y", "x");
    assertThat(result.outLines()).contains("  done: 2 copied within the service (3 B)");
  }
}
