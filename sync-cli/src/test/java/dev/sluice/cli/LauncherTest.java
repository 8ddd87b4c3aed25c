package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `./sluice` in a clone whose build tool, JDK and cache maker are scripts that say what they were
/// asked for.
@DisabledOnOs(OS.WINDOWS)
final class LauncherTest {

  private static final int PATIENCE_SECONDS = 60;
  private static final Path PROJECT = Path.of("..");

  @TempDir Path home = Path.of("");

  private record Ended(int exitCode, String out, String err) {}

  @BeforeEach
  void makeClone() throws IOException {
    for (String name : List.of("sluice", ".mvn/find-jdk.sh", ".mvn/java-flags.sh")) {
      Path copy = home.resolve(name);
      Files.createDirectories(copy.getParent());
      Files.copy(PROJECT.resolve(name), copy);
    }
    for (String module : List.of("embedded-s3", "sync-core", "sync-cli", "sync-demo")) {
      source(module + "/pom.xml");
      source(module + "/src/main/A.java");
    }
    source("pom.xml");
    script("mvnw", "echo built >>\"" + home + "/builds\"");
    script("tools/start/make-cache", "echo cache >\"$1/sluice.aot\"");
    script("jdk/bin/java", "for each; do echo \"$each\"; done");
    script("jdk/bin/javac", "exit 1");
    Files.writeString(home.resolve("jdk/release"), "JAVA_VERSION=\"25.0.3\"\n");
  }

  private void source(String name) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
    age(file);
  }

  private void script(String name, String body) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    age(file);
  }

  /// As if it had been there for long.
  private static void age(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    Files.setLastModifiedTime(file.getParent(), FileTime.from(Instant.EPOCH));
  }

  private Ended sluice(String... args) throws IOException, InterruptedException {
    return sluice(Map.of(), args);
  }

  private Ended sluice(Map<String, String> variables, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", home.resolve("sluice").toString()));
    command.addAll(List.of(args));
    Path out = home.resolve("out");
    Path err = home.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("SLUICE_JAVA_HOME", home.resolve("jdk").toString());
    builder.environment().put("TMPDIR", home.toString());
    builder.environment().keySet().removeAll(List.of("SLUICE_HEAP", "SLUICE_TIERED"));
    builder.environment().putAll(variables);
    Process process = builder.start();
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), read(out), read(err));
  }

  private static String read(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
  }

  private long builds() throws IOException {
    return read(home.resolve("builds")).lines().count();
  }

  @Test
  void the_first_start_builds_and_the_next_does_not() throws Exception {
    Ended first = sluice("ls", "a b");
    Ended second = sluice("ls", "a b");

    assertThat(first.err()).startsWith("sluice: building").hasLineCount(1);
    assertThat(second.err()).isEmpty();
    assertThat(builds()).isEqualTo(1);
    assertThat(second.out().lines()).endsWith("dev.sluice.cli.Main", "ls", "a b");
  }

  @Test
  void an_edited_source_is_built_before_the_start() throws Exception {
    sluice();
    Files.setLastModifiedTime(
        home.resolve("sync-core/src/main/A.java"),
        FileTime.from(Instant.now().plusSeconds(PATIENCE_SECONDS)));

    sluice();

    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void a_start_uses_the_cache_and_keeps_the_virtual_machine_quiet_about_it() throws Exception {
    assertThat(sluice().out().lines())
        .contains(
            "-XX:AOTCache=" + home.resolve("sync-cli/target/sluice.aot"),
            "-Xlog:aot*=off",
            "-Xlog:cds*=off");
  }

  private String demo() {
    return home.resolve("sync-demo/target/sluice-demo.jar").toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "demo --keep", "--debug demo"})
  void the_demo_has_its_server_behind_the_program_on_the_class_path(String line) throws Exception {
    assertThat(sluice(line.split(" ")).out().lines())
        .contains(home.resolve("sync-cli/target/sluice.jar") + ":" + demo())
        .contains("-XX:AOTCache=" + home.resolve("sync-cli/target/sluice.aot"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ls demo", "sync demo s3://demo", "help demo", "--help"})
  void all_else_is_started_without_the_server(String line) throws Exception {
    assertThat(sluice(line.split(" ")).out())
        .contains(home.resolve("sync-cli/target/sluice.jar") + "\n")
        .doesNotContain(demo());
  }

  @Test
  void without_a_cache_it_starts_all_the_same_and_says_so_once() throws Exception {
    script("tools/start/make-cache", "echo why; exit 1");

    Ended first = sluice("ls");
    Ended second = sluice("ls");

    assertThat(first.exitCode()).isZero();
    assertThat(first.err()).contains("sluice: built, but no start-up cache").hasLineCount(2);
    assertThat(second.err()).isEmpty();
    assertThat(second.out()).doesNotContain("AOTCache").endsWith("ls\n");
  }

  @Test
  void a_build_that_fails_is_told_and_nothing_is_started() throws Exception {
    script("mvnw", "echo the reason; exit 1");

    Ended ended = sluice("ls");

    assertThat(ended.exitCode()).isEqualTo(70);
    assertThat(ended.err()).contains("the build failed").contains("the reason");
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void it_starts_through_a_link_and_from_its_own_folder() throws Exception {
    sluice();
    Path link = Files.createSymbolicLink(home.resolve("link"), home.resolve("sluice"));
    for (List<String> command : List.of(List.of("sh", link.toString()), List.of("sh", "sluice"))) {
      ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
      builder.environment().put("SLUICE_JAVA_HOME", home.resolve("jdk").toString());
      Process process = builder.start();

      assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .contains(home.resolve("sync-cli/target/sluice.jar").toString());
      assertThat(process.waitFor()).isZero();
    }
    assertThat(builds()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"lots", "1", "0g", "-1g", "1 g", "8m", "1t", "9999999999999g", "m", "08k"})
  void an_amount_of_memory_that_is_none_is_refused_in_one_line(String amount) throws Exception {
    Ended ended = sluice(Map.of("SLUICE_HEAP", amount), "ls");

    assertThat(ended.exitCode()).isEqualTo(64);
    assertThat(ended.err().lines())
        .last()
        .asString()
        .startsWith("sluice: SLUICE_HEAP=" + amount + " is not an amount of memory; write 240m");
    assertThat(ended.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"240m", "1g", "2G", "0512M", "300000k", "300000000"})
  void an_amount_of_memory_is_handed_on_as_it_is(String amount) throws Exception {
    assertThat(sluice(Map.of("SLUICE_HEAP", amount), "ls").out().lines()).contains("-Xmx" + amount);
  }

  @Test
  void a_level_of_compilation_that_is_none_is_refused_in_one_line() throws Exception {
    Ended ended = sluice(Map.of("SLUICE_TIERED", "fast"), "ls");

    assertThat(ended.exitCode()).isEqualTo(64);
    assertThat(ended.err()).contains("sluice: SLUICE_TIERED=fast is not");
  }
}
