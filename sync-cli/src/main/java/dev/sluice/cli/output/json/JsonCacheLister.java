package dev.sluice.cli.output.json;

import dev.sluice.cli.output.CacheLister;
import dev.sluice.cli.output.console.Console;
import dev.sluice.cli.output.console.Escapes;
import dev.sluice.state.RowCheck;
import dev.sluice.state.RowCheck.Fault;
import dev.sluice.state.RowCheck.FaultKind;
import dev.sluice.state.RowFigures;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Shows hash caches to a program: one JSON object a line, sizes in bytes.
public final class JsonCacheLister implements CacheLister {

  private final Console console;

  /// @param console where to
  public JsonCacheLister(Console console) {
    this.console = console;
  }

  private static Json event(String type, Cache cache) {
    return Json.event(type)
        .put("root", cache.root())
        .put("asked", cache.asked())
        .put("folder", cache.folder().toString());
  }

  @Override
  public void figures(Cache cache, RowFigures figures) {
    print(
        event("cache", cache)
            .put("files", figures.rows())
            .put("racy", figures.racyRows())
            .put("bytes", figures.sizeBytes())
            .put("logs", figures.logs())
            .put("lastWritten", Objects.toString(figures.lastWritten(), null))
            .put("beingWritten", figures.isBeingWritten())
            .put("damaged", figures.damaged())
            .put("setAside", figures.setAside()));
  }

  @Override
  public void checked(Cache cache, RowCheck check) {
    for (Fault fault : check.faults()) {
      print(
          event("cache-fault", cache)
              .put("file", fault.file().toString())
              .put("fault", name(fault.kind()))
              .put("message", fault.reason()));
      if (fault.kind() == FaultKind.UNREADABLE) {
        error(fault.file() + ": " + fault.reason());
      }
    }
    print(
        event("cache-verified", cache)
            .put("filesRead", check.files())
            .put("rows", check.rows())
            .put("bytes", check.sizeBytes())
            .put("faults", check.faults().size())
            .put("sound", !check.has(FaultKind.DAMAGED) && !check.has(FaultKind.UNREADABLE)));
  }

  private static String name(FaultKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public void removed(Cache cache, long bytes) {
    print(event("cache-cleared", cache).put("removed", true).put("bytes", bytes));
  }

  @Override
  public void left(Cache cache, String reason) {
    print(event("cache-cleared", cache).put("removed", false).put("message", reason));
    error("the cache of " + cache.name() + " is left: " + reason);
  }

  @Override
  public void failed(Cache cache, String reason) {
    print(event("failed", cache).put("message", reason));
    error(cache.folder() + " cannot be used: " + reason);
  }

  @Override
  public void none(Path folder, @Nullable String asked) {
    print(Json.event("no-cache").put("asked", asked).put("folder", folder.toString()));
  }

  private void print(Json event) {
    console.print(event.end());
  }

  private void error(String text) {
    console.error("ERROR: " + Escapes.line(text));
  }
}
