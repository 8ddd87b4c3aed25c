package dev.sluice.cli.output.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.care.CareFigures;
import dev.sluice.care.CareObserver;
import dev.sluice.care.CareOutcome;
import dev.sluice.care.CareReport;
import dev.sluice.care.CareRequest;
import dev.sluice.care.CareRequest.Choice;
import dev.sluice.care.CareRun;
import dev.sluice.care.CareTask;
import dev.sluice.care.Subject;
import dev.sluice.cli.output.CareReporter.Detail;
import dev.sluice.cli.output.CareReporter.Subjects;
import dev.sluice.cli.output.OutputMode;
import dev.sluice.cli.output.OutputMode.Progress;
import dev.sluice.cli.output.console.Console;
import dev.sluice.cli.output.console.Screen;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.Descriptors;
import dev.sluice.flow.Time;
import dev.sluice.flow.system.ProcessorLoad;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.memory.MemoryStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TextCareReporterTest {

  private static final OutputMode QUIET = new OutputMode(false, false, true, Progress.AUTOMATIC);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Console console(boolean isTerminal) {
    return new Console(
        new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8),
        new Screen(isTerminal, () -> new Screen.Size(60, 24)));
  }

  private static Subjects subjects(boolean isRehearsal) {
    return new Subjects(
        "rm", "s3://b/", isRehearsal, "remove", "removed", (key, version) -> "s3://b/" + key);
  }

  /// Runs over so many objects of a KiB.
  private static CareReport run(
      int objects, Function<Subject, CareOutcome> body, CareObserver observer) throws Exception {
    MemoryStore store = MemoryStore.named("b");
    for (int i = 0; i < objects; i++) {
      store.put("k%04d".formatted(i), "x".repeat(1024));
    }
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    CareTask task = subjects -> subjects.stream().map(body).toList();
    return new CareRun(
            new CareRequest(store, false, Choice.ALL, 1, 1, folder),
            task,
            null,
            observer,
            new CareRun.Surroundings(
                Time.SYSTEM,
                ProcessorLoad.ofMachine(),
                Descriptors.untold(Time.SYSTEM),
                new Cancellation()))
        .execute();
  }

  private static CareOutcome done(Subject subject) {
    return new CareOutcome.Done(subject, "removed");
  }

  private static CareOutcome failed(Subject subject, Kind kind) {
    return new CareOutcome.Failed(subject, new StoreException(kind, kind + " happened"));
  }

  @Test
  void the_summary_adds_up_and_shows_only_details_that_there_are() throws Exception {
    TextCareReporter reporter =
        new TextCareReporter(console(false), OutputMode.DEFAULT, subjects(false));
    CareReport report = run(1500, TextCareReporterTest::done, reporter);
    reporter.finished(report, List.of(new Detail("a", 0, "none"), new Detail("b", 2, "two")));
    assertThat(out.toString(UTF_8).lines())
        .contains("Found 1,500 = 1,500 removed + 0 failed", "  removed: 1,500, 1.5 MiB", "  two")
        .doesNotContain("  none");
    assertThat(err.size()).isZero();
  }

  @Test
  void a_terminal_shows_how_far_it_is() throws Exception {
    AtomicReference<@Nullable CareFigures> figures = new AtomicReference<>();
    run(
        3,
        subject -> new CareOutcome.Left(subject, "so"),
        new CareObserver() {
          @Override
          public void started(CareFigures of) {
            figures.set(of);
            try (CareProgress progress = new CareProgress(console(true), of, "removed")) {
              progress.draw(Duration.ofSeconds(12));
            }
          }
        });
    assertThat(err.toString(UTF_8)).contains("found 0, 0 B, 12 s so far");
    try (CareProgress progress =
        new CareProgress(
            console(true), java.util.Objects.requireNonNull(figures.get()), "removed")) {
      progress.draw(Duration.ofSeconds(75));
    }
    assertThat(err.toString(UTF_8)).contains("removed 0 of 3, 3 left, 1 min 15 s so far");
  }

  @Test
  void what_ends_all_is_told_once_and_failures_without_end_are_cut_short() throws Exception {
    TextCareReporter reporter =
        new TextCareReporter(console(false), OutputMode.DEFAULT, subjects(false));
    reporter.finished(run(5, subject -> failed(subject, Kind.NO_ROOT), reporter), List.of());
    assertThat(err.toString(UTF_8)).containsOnlyOnce("NO_ROOT happened");
    run(300, subject -> failed(subject, Kind.OTHER), reporter);
    assertThat(err.toString(UTF_8).lines().filter(line -> line.contains("OTHER happened")).count())
        .isEqualTo(TextReporter.MAX_FAILURE_LINES - 1);
    assertThat(err.toString(UTF_8)).containsOnlyOnce("the rest is counted");
  }

  @Test
  void a_quiet_one_shows_what_is_asked_about_and_the_summary_of_what_went_wrong() throws Exception {
    TextCareReporter reporter = new TextCareReporter(console(false), QUIET, subjects(false));
    CareReport good = run(2, TextCareReporterTest::done, reporter);
    reporter.found(good.found(), List.of("beware"), false);
    reporter.finished(good, List.of());
    assertThat(out.size()).isZero();
    reporter.found(good.found(), List.of("beware"), true);
    assertThat(out.toString(UTF_8)).contains("s3://b/: 2 objects, 2.0 KiB").contains("  beware");
    reporter.finished(run(1, subject -> failed(subject, Kind.OTHER), reporter), List.of());
    assertThat(out.toString(UTF_8)).contains("Found 1 = 0 removed + 1 failed");
  }

  @Test
  void a_rehearsal_names_each() throws Exception {
    TextCareReporter reporter =
        new TextCareReporter(console(false), OutputMode.DEFAULT, subjects(true));
    reporter.finished(run(2, TextCareReporterTest::done, reporter), List.of());
    assertThat(out.toString(UTF_8).lines())
        .contains("would remove: s3://b/k0000", "would remove: s3://b/k0001");
    assertThat(out.toString(UTF_8)).contains("Found 2 = 2 to remove").contains("dry run");
  }
}
