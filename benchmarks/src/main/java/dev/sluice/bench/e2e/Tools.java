package dev.sluice.bench.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The programs that take part: sluice itself, and those peers that are there.
final class Tools {

  private Tools() {}

  /// Those that can be run, sluice first.
  ///
  /// @param project the project's root
  /// @param peers folder as `benchmarks/peers` makes it: `bin` and `venv/bin`
  static List<Tool> found(Path project, Path peers) {
    List<Tool> tools = new ArrayList<>(List.of(new Sluice(project.resolve("sluice"))));
    Path bin = peers.resolve("bin");
    Path python = peers.resolve("venv/bin");
    List<Tool> others =
        List.of(
            new S3Sync(bin.resolve("s3sync")),
            new Rclone(bin.resolve("rclone")),
            new S5cmd(bin.resolve("s5cmd")),
            new Mc(bin.resolve("mc")),
            new AwsCli(python.resolve("aws")),
            new S3cmd(python.resolve("s3cmd")));
    others.stream().filter(tool -> Files.isExecutable(tool.program())).forEach(tools::add);
    return tools;
  }
}
