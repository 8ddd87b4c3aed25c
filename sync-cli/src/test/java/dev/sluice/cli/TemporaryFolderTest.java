package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TemporaryFolderTest extends ProcessBench {

  /// In a mount namespace of its own, so that nothing outside of the command sees the mount.
  private static List<String> onFullFileSystem(Path point, List<String> command) {
    List<String> all = new ArrayList<>();
    all.addAll(
        List.of(
            "unshare",
            "-m",
            "sh",
            "-c",
            "mount -t tmpfs -o size=4k none '" + point + "' && exec \"$@\"",
            "sh"));
    all.addAll(command);
    return all;
  }

  private static boolean mayMount(Path point) throws InterruptedException {
    try {
      return new ProcessBuilder(onFullFileSystem(point, List.of("true"))).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /// With 600 more than fit into memory the failure is met where actions are taken, with thousands
  /// where they are added.
  @ParameterizedTest
  @ValueSource(ints = {10_600, 20_000})
  @EnabledOnOs(OS.LINUX)
  void one_that_is_full_ends_the_run_with_a_report_that_adds_up(int objects) throws Exception {
    Path point = Files.createDirectories(folder.resolve("full"));
    assumeTrue(mayMount(point), "only root may mount, and only where namespaces are allowed");
    file("src/a", "1");
    for (int i = 0; i < objects; i++) {
      s3.put("b", "%06d".formatted(i), "");
    }
    List<String> command =
        command(
            "sync",
            folder + "/src/",
            "s3://b/",
            "--delete",
            "--force",
            "--dry-run",
            "--json",
            "--quiet",
            "--temp-dir",
            point.toString());

    Process process =
        start(new ProcessBuilder(onFullFileSystem(point, command)), Map.of("LC_ALL", "C.UTF-8"));

    assertThat(output(process).lines())
        .anyMatch(line ->
            line.contains("\"summary\"")
                && line.contains("\"addsUp\":true")
                && line.contains("\"status\":\"partial\"")
                && line.contains(point.toString()));
    assertThat(exitCode(process)).isEqualTo(2);
  }

  @Test
  void one_that_is_not_there_is_a_mistake() throws Exception {
    file("src/a", "1");
    Program.Result result = run("sync", "@/src/", "s3://b/", "--temp-dir", "/not/there");
    assertThat(result.exitCode()).isEqualTo(64);
    assertThat(result.err()).contains("--temp-dir /not/there: no such folder");
  }
}
