package dev.sluice.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoTest {

  @TempDir Path folder = Path.of("");

  private record Result(int exitCode, String out, String err) {}

  private static Result run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        Main.run(
            args,
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8));
    return new Result(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static List<Path> leftBehind() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(file -> file.getFileName().toString().startsWith("sluice-demo")).toList();
    }
  }

  @Test
  void the_demo_does_all_its_steps_and_removes_what_it_made() throws IOException {
    List<Path> before = leftBehind();

    Result result = run("demo");

    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    assertThat(result.out().lines())
        .contains("Seen 310 = 310 done + 0 skipped + 0 failed", "Every step did what it should.")
        .filteredOn(line -> line.startsWith("$ sluice "))
        .hasSize(10);
    assertThat(leftBehind()).isEqualTo(before);
  }

  @Test
  void a_folder_of_the_users_own_is_never_changed() throws IOException {
    Path mine = Files.createDirectories(folder.resolve("my files"));
    Files.writeString(mine.resolve("a"), "1");
    Files.writeString(mine.resolve("b"), "2");
    Files.writeString(mine.resolve("c"), "3");

    Result result = run("demo", mine.toString());

    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    assertThat(result.out()).contains("$ sluice sync '" + mine + "/' ");
    try (Stream<Path> files = Files.list(mine)) {
      assertThat(files).hasSize(3);
    }
    assertThat(mine.resolve("a")).hasContent("1");
    assertThat(mine.resolve("b")).hasContent("2");
  }

  @Test
  void a_folder_that_is_not_there_is_a_mistake() {
    assertThat(run("demo", folder.resolve("nope").toString()).exitCode()).isEqualTo(64);
  }
}
