package dev.sluice.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/// What the tests of whole commands work at: a folder and a server with the buckets `b` and `c`.
abstract class Bench {

  @TempDir Path folder = Path.of("");
  final S3Fixture s3 = S3Fixture.with("b", "c");

  @AfterEach
  void closeServer() {
    s3.close();
  }

  /// Writes a file under the folder.
  Path file(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolve("..").normalize());
    return Files.writeString(file, content);
  }

  /// Runs a command in which `@/` stands for the folder.
  Program.Result run(String... args) {
    String[] resolved = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      resolved[i] = args[i].startsWith("@/") ? folder + args[i].substring(1) : args[i];
    }
    return s3.run(resolved);
  }
}
