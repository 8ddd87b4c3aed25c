package dev.sluice.store.local.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.store.BytesSource;
import dev.sluice.store.local.directory.Links;
import dev.sluice.store.local.directory.OpenFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxFileTest {

  private static final int BYTES = 700_001;

  @TempDir Path folder;

  private void copy(Path from) throws Exception {
    assumeTrue(LinuxCalls.areAvailable(), "not Linux on x86-64");
    byte[] content = BytesSource.randomBytes(BYTES, 1);
    Files.write(from, content);
    try (LinuxDirectory source = LinuxDirectory.at(from.resolve("..").normalize());
        LinuxDirectory target = LinuxDirectory.at(folder);
        OpenFile read = source.openFile(String.valueOf(from.getFileName()), Links.REFUSED);
        OpenFile written = target.createFile("to", null)) {
      written.copyFrom(read, 0, 300_000);
      written.copyFrom(read, 300_000, BYTES - 300_000);
      assertThatThrownBy(() -> written.copyFrom(read, BYTES - 10, 20))
          .isInstanceOf(EOFException.class);
    }
    assertThat(folder.resolve("to")).hasBinaryContent(content);
  }

  @Test
  void a_file_is_copied_within_the_system() throws Exception {
    copy(folder.resolve("from"));
  }

  @Test
  void where_the_system_does_not_copy_its_bytes_pass_through_here() throws Exception {
    Path other = Path.of("/dev/shm");
    assumeTrue(Files.isWritable(other), "no other file system");
    Path from = Files.createTempFile(other, "sluice-", "");
    try {
      copy(from);
      assertSharesNothing(from);
    } finally {
      Files.delete(from);
    }
  }

  private void assertSharesNothing(Path from) throws IOException {
    try (LinuxDirectory source = LinuxDirectory.at(from.resolve("..").normalize());
        LinuxDirectory target = LinuxDirectory.at(folder);
        OpenFile read = source.openFile(String.valueOf(from.getFileName()), Links.REFUSED);
        OpenFile written = target.createFile("shared", null)) {
      assertThat(written.cloneFrom(read)).isFalse();
      assertThat(written.facts().sizeBytes()).isZero();
    }
  }
}
