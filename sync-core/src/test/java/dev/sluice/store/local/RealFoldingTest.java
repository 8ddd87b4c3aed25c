package dev.sluice.store.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// File systems of the kernel's that fold, mounted where nobody else sees them.
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class RealFoldingTest {

  @TempDir Path folder = Path.of("");

  private List<String> mounted(String make) {
    String image = folder.resolve("image").toString();
    String point = folder.resolve("point").toString();
    return List.of(
        "unshare",
        "-m",
        "sh",
        "-c",
        "rm -f "
            + image
            + " && truncate -s 32M "
            + image
            + " && mkdir -p "
            + point
            + " && "
            + make.replace("IMAGE", image).replace("POINT", point)
            + " && exec \"$@\"",
        "sh");
  }

  private static boolean works(List<String> mounted) throws InterruptedException {
    List<String> command = new ArrayList<>(mounted);
    command.add("true");
    try {
      return ChildJvm.run(command, Map.of()).exitCode() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mkfs.ext4 -q -O casefold IMAGE && mount -o loop IMAGE POINT && mkdir POINT/root"
            + " && chattr +F POINT/root",
        "mkfs.vfat IMAGE && mount -o loop,utf8 IMAGE POINT && mkdir POINT/root",
        "mkfs.exfat IMAGE && mount -o loop IMAGE POINT && mkdir POINT/root"
      })
  void names_that_are_one_there_are_kept_apart(String make) throws Exception {
    List<String> mounted = mounted(make);
    assumeTrue(works(mounted), "only root may mount, and not every kernel has this file system");

    ChildJvm.Result result =
        ChildJvm.run(FoldedRuns.class, mounted, Map.of(), folder.resolve("point/root").toString());

    assertThat(result.exitCode()).as(result.output()).isZero();
  }
}
