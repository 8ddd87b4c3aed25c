package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Files of a size that nothing can hold, which take no room where they are: all holes.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HugeFilesTest extends Bench {

  private static final Path MEMORY = Path.of("/dev/shm");

  private Path source = Path.of("");

  @BeforeEach
  void makeFile() throws IOException {
    assumeTrue(Files.isWritable(MEMORY), "no file system in memory");
    source = Files.createTempDirectory(MEMORY, "sluice-huge-");
    Files.writeString(source.resolve("small"), "1");
    boolean made;
    try (RandomAccessFile file = new RandomAccessFile(source.resolve("huge").toFile(), "rw")) {
      file.setLength(Long.MAX_VALUE);
      made = true;
    } catch (IOException e) {
      made = false;
    }
    assumeTrue(made, "no file of 8 EiB there");
  }

  @AfterEach
  void removeFile() throws IOException {
    Files.deleteIfExists(source.resolve("huge"));
    Files.deleteIfExists(source.resolve("small"));
    Files.deleteIfExists(source);
  }

  @Test
  void one_that_no_object_can_be_is_a_line_and_the_rest_is_sent() {
    Program.Result result = run("sync", source + "/", "s3://b/p/");

    assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
    assertThat(result.errLines())
        .anyMatch(line ->
            line.startsWith("ERROR: ")
                && line.contains("/p/huge: refused, 9223372036854775807 bytes are more than"));
    assertThat(s3.server().keys("b")).containsExactly("p/small");
    assertThat(s3.server().openMultipartUploads("b")).isEmpty();
  }

  @Test
  void one_that_no_file_can_be_is_a_line_and_the_rest_is_copied() throws IOException {
    Path target = Files.createDirectories(folder.resolve("dst"));
    Program.Result result = run("sync", source + "/", target + "/");

    assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
    assertThat(result.errLines())
        .anyMatch(line ->
            line.startsWith("ERROR: ")
                && line.contains("huge: refused, no file can have 9223372036854775807 bytes"));
    assertThat(target.resolve("small")).hasContent("1");
    assertThat(target.resolve("huge")).doesNotExist();
  }
}
