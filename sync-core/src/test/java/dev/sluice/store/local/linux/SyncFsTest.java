package dev.sluice.store.local.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncFsTest {

  @TempDir Path folder;

  @Test
  void a_disk_of_this_machine_is_covered_and_flushed() throws IOException {
    String type = Files.getFileStore(folder).type();
    assumeTrue(Set.of("ext4", "xfs", "btrfs").contains(type), "is a " + type);
    Path directory = Files.createDirectory(folder.resolve("d"));
    Files.writeString(directory.resolve("f"), "content");
    SyncFs fileSystem = new SyncFs(folder);
    assertThat(fileSystem.covers(directory)).isTrue();
    assertThat(fileSystem.flush()).isTrue();
  }

  @Test
  void another_file_system_below_the_root_is_not_covered() throws IOException {
    Path other = Path.of("/proc");
    assumeTrue(Files.isDirectory(other), "no /proc");
    assertThat(new SyncFs(folder).covers(other)).isFalse();
    assertThat(new SyncFs(other).covers(other)).isFalse();
  }

  @Test
  void a_root_that_is_not_there_yet_is_not_covered_until_it_is() throws IOException {
    Path root = folder.resolve("later");
    SyncFs fileSystem = new SyncFs(root);
    assertThat(fileSystem.covers(root)).isFalse();
    assertThat(fileSystem.flush()).isFalse();
    Files.createDirectory(root);
    assertThat(fileSystem.covers(root)).isEqualTo(new SyncFs(folder).covers(folder));
  }
}
