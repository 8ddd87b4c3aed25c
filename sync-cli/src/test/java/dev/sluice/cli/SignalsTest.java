package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.s3server.traffic.Fault;
import dev.sluice.s3server.traffic.Operation;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What signals do to the program while a server, or whoever reads its output, hangs. Nothing here
/// would end by itself before the tests' patience does.
@DisabledOnOs(OS.WINDOWS)
final class SignalsTest extends ProcessBench {

  private static final String FOR_EVER = "3600";

  /// For a program that can put everything in order, be the machine as busy as it may.
  private static final int PATIENT = 40;

  /// For one that cannot, whose patience the test has to wait for.
  private static final int LESS_PATIENT = 5;

  private final CountDownLatch released = new CountDownLatch(1);

  @AfterEach
  void letTheServerGo() {
    released.countDown();
  }

  private void large(String name) throws IOException {
    Files.createDirectories(folder.resolve("src"));
    Files.write(folder.resolve("src").resolve(name), new byte[20 << 20]);
  }

  /// SIGTERM; the process's own method would close its streams.
  private static void terminate(Process process) {
    process.toHandle().destroy();
  }

  private static void signal(Process process, String name) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  private Process uploadWhoseFirstPartHangs(String grace) throws IOException {
    large("large");
    s3.server().faults().on(Operation.UPLOAD_PART).first(1).then(Fault.stallUntil(released));
    return sluice("sync", folder + "/src/", "s3://b/p/", "--json", "--grace", grace);
  }

  /// Reads its lines until it sends something.
  private static BufferedReader untilUnderWay(Process process) throws IOException {
    BufferedReader lines = reader(process);
    awaitLine(lines, "\"inFlight\":1");
    return lines;
  }

  /// Asks it to end, and when it says that it does, asks again.
  private static void terminateTwice(Process process, BufferedReader lines) throws IOException {
    terminate(process);
    awaitLine(lines, "finishing what is under way");
    terminate(process);
  }

  @Test
  void when_the_grace_is_over_an_upload_is_taken_back_and_the_run_reports() throws Exception {
    patience = PATIENT;
    Process process = uploadWhoseFirstPartHangs("1");
    BufferedReader lines = untilUnderWay(process);

    terminate(process);
    List<String> rest = lines.lines().toList();

    assertThat(exitCode(process)).isEqualTo(130);
    assertThat(rest)
        .anyMatch(line -> line.contains("\"summary\"") && line.contains("\"notAttempted\":1"));
    assertThat(s3.server().openMultipartUploads("b")).isEmpty();
    assertThat(s3.server().keys("b")).isEmpty();
  }

  @Test
  void the_second_signal_does_so_at_once() throws Exception {
    patience = PATIENT;
    Process process = uploadWhoseFirstPartHangs(FOR_EVER);
    BufferedReader lines = untilUnderWay(process);

    terminateTwice(process, lines);
    List<String> rest = lines.lines().toList();

    assertThat(exitCode(process)).isEqualTo(130);
    assertThat(rest).anyMatch(line -> line.contains("\"summary\""));
    assertThat(s3.server().openMultipartUploads("b")).isEmpty();
  }

  @Test
  void an_upload_that_cannot_be_taken_back_is_told() throws Exception {
    patience = LESS_PATIENT;
    s3.server().faults().on(Operation.ABORT_MULTIPART_UPLOAD).then(Fault.stallUntil(released));
    Process process = uploadWhoseFirstPartHangs(FOR_EVER);
    BufferedReader lines = untilUnderWay(process);

    terminateTwice(process, lines);
    List<String> rest = lines.lines().toList();

    assertThat(exitCode(process)).isEqualTo(130);
    String id = s3.server().openMultipartUploads("b").getFirst().uploadId();
    assertThat(rest)
        .anyMatch(line -> line.contains("\"warning\"") && line.contains(id))
        .anyMatch(line -> line.contains("\"summary\"") && line.contains("\"addsUp\":true"));
  }

  @Test
  void a_download_that_is_broken_off_leaves_no_temporary_file() throws Exception {
    patience = PATIENT;
    s3.server().put("b", "large", new byte[20 << 20]);
    s3.server().faults().on(Operation.GET_OBJECT).first(1).then(Fault.stallInBody(1000, released));
    Process process = sluice("sync", "s3://b/", folder + "/out/", "--json", "--grace", FOR_EVER);
    BufferedReader lines = untilUnderWay(process);

    terminateTwice(process, lines);

    assertThat(lines.lines()).anyMatch(line -> line.contains("\"summary\""));
    assertThat(exitCode(process)).isEqualTo(130);
    assertThat(filesUnder(folder.resolve("out"))).isEmpty();
  }

  private static List<Path> filesUnder(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void pauses_between_attempts_and_for_the_rate_end_with_the_first_signal() throws Exception {
    patience = PATIENT;
    for (String[] flags : new String[][] {{}, {"--limit-rate", "1"}}) {
      file("src/a", "x".repeat(8192));
      s3.server().faults().clear();
      s3.server().faults().on(Operation.PUT_OBJECT).then(Fault.internalError());
      List<String> args =
          new ArrayList<>(
              List.of("sync", folder + "/src/", "s3://b/", "--json", "--grace", FOR_EVER));
      args.addAll(List.of(flags));
      Process process = sluice(args.toArray(String[]::new));
      BufferedReader lines = reader(process);
      awaitLine(lines, "\"inFlight\":1");

      signal(process, "INT");

      assertThat(lines.lines()).anyMatch(line -> line.contains("\"summary\""));
      assertThat(exitCode(process)).isEqualTo(130);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ls s3://b/", "ls", "du s3://b/", "mb s3://new", "sync s3://b/ out/"})
  void where_nothing_is_under_way_a_signal_ends_the_program_whatever_the_server_does(String line)
      throws Exception {
    patience = PATIENT;
    CountDownLatch asked = new CountDownLatch(1);
    s3.server().faults().on().then(Fault.run(asked::countDown), Fault.stallUntil(released));
    Process process = sluice(line.replace("out/", folder + "/out/").split(" "));
    asked.await();

    terminate(process);

    assertThat(output(process)).contains("sluice: interrupted");
    assertThat(exitCode(process)).isEqualTo(130);
  }

  @Test
  void a_program_whose_output_nobody_reads_ends_all_the_same() throws Exception {
    for (int i = 0; i < 3000; i++) {
      s3.put("b", "key-%04d-".formatted(i) + "x".repeat(100), "");
    }
    Process process = sluice("ls", "-r", "s3://b/");
    assertThat(process.getInputStream().read()).isPositive(); // and no more: then the pipe is full

    terminate(process);

    assertThat(exitCode(process)).isEqualTo(130);
  }

  /// Whether this process, and so each that it starts, was told to ignore a closed terminal.
  private static boolean hangUpIsIgnored() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 1) == 1);
  }

  @Test
  void a_terminal_that_is_closed_ends_the_run_in_order() throws Exception {
    assumeFalse(hangUpIsIgnored(), "these tests run under nohup, where it ends nothing");
    patience = PATIENT;
    Process process = uploadWhoseFirstPartHangs("1");
    BufferedReader lines = untilUnderWay(process);

    signal(process, "HUP");

    List<String> rest = lines.lines().toList();

    assertThat(rest).anyMatch(line -> line.contains("\"summary\""));
    assertThat(exitCode(process)).isEqualTo(130);
    assertThat(s3.server().openMultipartUploads("b")).isEmpty();
  }

  @Test
  void under_nohup_a_terminal_may_be_closed() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
    large("large");
    s3.server().faults().on(Operation.UPLOAD_PART).first(1).then(Fault.stallUntil(released));
    List<String> command =
        new ArrayList<>(List.of("/bin/sh", "-c", "trap '' HUP; exec \"$@\"", "sh"));
    command.addAll(command("sync", folder + "/src/", "s3://b/p/", "--json"));
    Process process = start(new ProcessBuilder(command), Map.of("LC_ALL", "C.UTF-8"));
    BufferedReader lines = untilUnderWay(process);

    signal(process, "HUP");
    released.countDown();

    assertThat(lines.lines()).anyMatch(line -> line.contains("\"status\":\"ok\""));
    assertThat(exitCode(process)).isZero();
  }
}
