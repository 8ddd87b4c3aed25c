package dev.sluice.cli.output.text.finding;

import dev.sluice.cli.output.CacheLister;
import dev.sluice.cli.output.console.Console;
import dev.sluice.cli.output.console.Escapes;
import dev.sluice.cli.output.text.NumberText;
import dev.sluice.state.RowCheck;
import dev.sluice.state.RowCheck.Fault;
import dev.sluice.state.RowCheck.FaultKind;
import dev.sluice.state.RowFigures;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Shows hash caches to a person.
public final class TextCacheLister implements CacheLister {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Console console;

  /// @param console where to
  public TextCacheLister(Console console) {
    this.console = console;
  }

  @Override
  public void figures(Cache cache, RowFigures figures) {
    line(cache.name() + askedFor(cache));
    Instant written = figures.lastWritten();
    line(
        "  "
            + NumberText.count(figures.rows(), "file", "files")
            + more(figures.racyRows(), " of them racy", ", ")
            + "; "
            + NumberText.bytes(figures.sizeBytes())
            + ", "
            + NumberText.count(figures.logs(), "log", "logs")
            + (written == null ? "" : "; last written " + TIME.format(written))
            + (figures.isBeingWritten() ? "; a run is writing to it" : ""));
    if (figures.damaged() + figures.setAside() > 0) {
      line(
          "  "
              + NumberText.count(figures.damaged(), "block or file", "blocks or files")
              + " damaged, "
              + NumberText.count(figures.setAside())
              + " set aside; see  sluice cache verify");
    }
    line("  in " + cache.folder());
  }

  private static String more(long count, String what, String before) {
    return count == 0 ? "" : before + NumberText.count(count) + what;
  }

  private static String askedFor(Cache cache) {
    return cache.asked() == null || cache.asked().equals(cache.root())
        ? ""
        : ", which " + cache.asked() + " is within";
  }

  @Override
  public void checked(Cache cache, RowCheck check) {
    check.faults().forEach(this::fault);
    line(
        cache.name()
            + ": "
            + NumberText.count(check.rows(), "row", "rows")
            + " in "
            + NumberText.count(check.files(), "file", "files")
            + ", "
            + NumberText.bytes(check.sizeBytes())
            + (check.has(FaultKind.DAMAGED)
                ? ": damaged; the next run reads again what is missing"
                : check.has(FaultKind.UNREADABLE) ? ": not all could be read" : ": sound"));
  }

  private void fault(Fault fault) {
    switch (fault.kind()) {
      case DAMAGED -> line("damaged: " + text(fault));
      case SET_ASIDE -> line("set aside: " + text(fault));
      case UNREADABLE -> error(text(fault));
    }
  }

  private static String text(Fault fault) {
    return fault.file() + ": " + fault.reason();
  }

  @Override
  public void removed(Cache cache, long bytes) {
    line("removed: the cache of " + cache.name() + " (" + NumberText.bytes(bytes) + ")");
  }

  @Override
  public void left(Cache cache, String reason) {
    error("the cache of " + cache.name() + " is left: " + reason);
  }

  @Override
  public void failed(Cache cache, String reason) {
    error(cache.folder() + " cannot be used: " + reason);
  }

  @Override
  public void none(Path folder, @Nullable String asked) {
    line("There is no hash cache" + (asked == null ? "" : " of " + asked) + " in " + folder + ".");
  }

  private void line(String text) {
    console.print(Escapes.line(text));
  }

  private void error(String text) {
    console.error("ERROR: " + Escapes.line(text));
  }
}
