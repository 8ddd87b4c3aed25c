package dev.sluice.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.flow.RunLock.Owner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RunLockTest {

  @TempDir Path folder = Path.of("");

  /// A run in a process of its own, which notes two things, settles one and waits to be killed.
  static final class OtherRun {
    public static void main(String[] args) throws Exception {
      RunLock runLock = RunLock.in(Path.of(args[0]));
      runLock.note("one", "first note");
      runLock.note("two", "second note");
      runLock.forget("one");
      System.out.println(runLock.name());
      Thread.sleep(Duration.ofMinutes(5)); // its end
    }
  }

  private Process start() throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            OtherRun.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String nameOf(Process run) throws Exception {
    return Objects.requireNonNull(run.inputReader(StandardCharsets.UTF_8).readLine());
  }

  private static void kill(Process run) throws Exception {
    run.destroyForcibly();
    assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  private List<String> settled(boolean done) throws Exception {
    List<String> notes = new ArrayList<>();
    try (RunLock runLock = RunLock.in(folder)) {
      runLock.settleDead(note -> {
        notes.add(note);
        return done;
      });
    }
    return notes;
  }

  private List<Path> files() throws Exception {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }

  @Test
  void what_a_run_noted_is_settled_once_it_is_dead_and_not_before() throws Exception {
    Process run = start();
    String name = nameOf(run);
    try (RunLock runLock = RunLock.in(folder)) {
      assertThat(runLock.owner(name)).isEqualTo(Owner.LIVING);
      assertThat(settled(true)).isEmpty();
      kill(run);
      assertThat(runLock.owner(name)).isEqualTo(Owner.DEAD);
    } finally {
      kill(run);
    }
    assertThat(settled(false)).containsExactly("second note");
    assertThat(settled(true)).containsExactly("second note");
    assertThat(settled(true)).isEmpty();
    // Its mark is known for some time, for the files that carry it.
    try (RunLock runLock = RunLock.in(folder)) {
      assertThat(runLock.owner(name)).isEqualTo(Owner.DEAD);
    }
    Files.setLastModifiedTime(
        files().getFirst(), FileTime.from(Instant.now().minus(Duration.ofDays(9))));
    assertThat(settled(true)).isEmpty();
    assertThat(files()).isEmpty();
  }

  @Test
  void a_run_that_put_everything_in_order_leaves_nothing() throws Exception {
    RunLock runLock = RunLock.in(folder);
    runLock.note("id", "note");
    assertThat(files()).hasSize(1);
    runLock.forget("id");
    runLock.close();
    assertThat(files()).isEmpty();
  }

  @Test
  void a_run_that_could_not_leaves_its_notes_to_the_next() throws Exception {
    RunLock runLock = RunLock.in(folder);
    runLock.note("id", "note");
    runLock.close();
    assertThat(files()).hasSize(1);
  }

  @Test
  void of_a_mark_without_a_file_nothing_is_known() {
    try (RunLock runLock = RunLock.in(folder);
        RunLock unkept = RunLock.in(null)) {
      assertThat(runLock.owner("0123abcd")).isEqualTo(Owner.UNKNOWN);
      assertThat(runLock.owner(runLock.name())).isEqualTo(Owner.LIVING);
      assertThat(unkept.owner(unkept.name())).isEqualTo(Owner.LIVING);
      assertThat(unkept.owner(runLock.name())).isEqualTo(Owner.UNKNOWN);
    }
  }
}
