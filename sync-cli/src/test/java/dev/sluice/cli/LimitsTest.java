package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The program under limits of what a process may have.
@EnabledOnOs(OS.LINUX)
final class LimitsTest extends ProcessBench {

  private static final int FILES = 601;

  /// A user without privileges, whom limits concern.
  private static final String NOBODY = "65534";

  @BeforeEach
  void needAShell() {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash to set limits");
  }

  /// What the class path of these tests keeps open, in whose place the program has two jars.
  private static long jarsOfTests() {
    return Stream.of(testClassPath().split(":", -1)).filter(each -> each.endsWith(".jar")).count();
  }

  private static String testClassPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private Process under(String limits, List<String> before, String... args) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(List.of("/bin/bash", "-c", "ulimit " + limits + " && exec \"$@\"", "bash"));
    command.addAll(command(args));
    return start(
        new ProcessBuilder(command),
        Map.of(
            "LC_ALL", "C.UTF-8", "HOME", folder.toString(), "XDG_STATE_HOME", folder + "/state"));
  }

  private Process withOpenFiles(long most, String... args) throws IOException {
    return under("-n " + most, List.of(), args);
  }

  private void objects() {
    for (int i = 0; i < FILES; i++) {
      s3.put("b", "d%d/key-%03d".formatted(i % 7, i), "content " + i);
    }
  }

  private static void assertAllDone(Process process) throws Exception {
    String said = output(process);
    assertThat(said)
        .contains("Seen 601 = 601 done + 0 skipped + 0 failed")
        .doesNotContain("ERROR")
        .doesNotContain("oo many open files");
    assertThat(exitCode(process)).as(said).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {64, 256})
  void downloads_uploads_and_copies_keep_within_the_limit_of_open_files(long most)
      throws Exception {
    long limit = most + jarsOfTests();
    objects();

    assertAllDone(withOpenFiles(limit, "sync", "s3://b/", folder + "/out/"));
    assertAllDone(withOpenFiles(limit, "sync", folder + "/out/", "s3://c/up/"));
    assertAllDone(withOpenFiles(limit, "sync", "s3://b/", "s3://c/copied/"));
    assertAllDone(withOpenFiles(limit, "sync", folder + "/out/", folder + "/again/"));
    assertThat(s3.server().keys("c")).hasSize(2 * FILES);
  }

  @Test
  void that_less_is_done_at_once_is_said_in_one_line() throws Exception {
    objects();

    Process process =
        withOpenFiles(64 + jarsOfTests(), "sync", "s3://b/", folder + "/out/", "--dry-run");

    assertThat(output(process).lines().filter(line -> line.contains("ulimit -n")))
        .singleElement()
        .asString()
        .startsWith("WARNING: " + (64 + jarsOfTests()) + " files may be open at once");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sync s3://b/ out/", "ls s3://b/", "du s3://b/", "clean s3://b/"})
  void a_limit_that_suffices_for_nothing_is_one_line_with_the_remedy(String line) throws Exception {
    Process process =
        withOpenFiles(24 + jarsOfTests(), line.replace("out/", folder + "/out/").split(" "));

    assertThat(output(process).lines().filter(each -> each.startsWith("sluice: ")))
        .singleElement()
        .asString()
        .contains("files may be open at once")
        .contains("ulimit -n 256");
    assertThat(exitCode(process)).isEqualTo(69);
  }

  /// As a user whom the limit of processes concerns, which it does not root.
  private List<String> asNobody() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    classPath = readableByAll();
    List<String> before =
        List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups");
    List<String> java = new ArrayList<>(before);
    java.addAll(command("--version"));
    try {
      Process process = start(new ProcessBuilder(java), Map.of());
      assumeTrue(exitCode(process) == 0, "another user may not run this Java or read its classes");
    } catch (IOException e) {
      assumeTrue(false, "there is no setpriv");
    }
    return before;
  }

  /// The class path, with the jars, which may lie where only their owner looks, copied.
  private String readableByAll() throws IOException {
    Path jars = Files.createDirectories(folder.resolve("jars"));
    List<String> copied = new ArrayList<>();
    for (String each : testClassPath().split(":", -1)) {
      Path from = Path.of(each);
      if (!each.endsWith(".jar")) {
        copied.add(each);
      } else if (!jars.resolve(from.getFileName()).toFile().exists()) {
        copied.add(Files.copy(from, jars.resolve(from.getFileName())).toString());
      }
    }
    return String.join(":", copied);
  }

  @Test
  void with_few_threads_to_be_had_the_work_is_done_with_few() throws Exception {
    List<String> nobody = asNobody();
    objects();

    assertAllDone(under("-u 40", nobody, "sync", "s3://b/", folder + "/out/"));
    assertAllDone(under("-u 40", nobody, "sync", folder + "/out/", "s3://c/up/"));
  }

  @Test
  void where_no_thread_is_to_be_had_a_line_says_so_and_what_to_do() throws Exception {
    List<String> nobody = asNobody();
    objects();

    Process process = under("-u 20", nobody, "sync", "s3://b/", folder + "/out/");

    assertThat(output(process).lines().filter(each -> each.startsWith("sluice: ")))
        .singleElement()
        .asString()
        .contains("no more threads")
        .contains("ulimit -u");
    assertThat(exitCode(process)).isEqualTo(69);
  }

  @Test
  void programs_are_told_so_in_their_own_form() throws Exception {
    List<String> nobody = asNobody();
    objects();

    Process process = under("-u 20", nobody, "sync", "s3://b/", folder + "/out/", "--json");

    assertThat(output(process).lines().filter(each -> each.contains("\"type\":\"error\"")))
        .singleElement()
        .asString()
        .contains("no more threads")
        .contains("\"exitCode\":69");
  }
}
