package dev.sluice.cli.command;

import dev.sluice.cache.CachePlace;
import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.command.context.Display;
import dev.sluice.cli.config.CacheFlags;
import dev.sluice.cli.config.HelpFlags;
import dev.sluice.cli.config.OptionGroup;
import dev.sluice.cli.output.CacheLister;
import dev.sluice.cli.output.CacheLister.Cache;
import dev.sluice.flow.IoReason;
import dev.sluice.model.UsageException;
import dev.sluice.report.RunStatus;
import dev.sluice.state.RowCheck;
import dev.sluice.state.RowCheck.FaultKind;
import dev.sluice.state.StoredRows;
import dev.sluice.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// `sluice cache info|verify|clear [ROOT]...`.
final class CacheActionCommand implements Callable<Integer> {

  /// What is done.
  enum Action {
    /// Says what the caches hold.
    INFO("Says of each cache whose files it knows, how many, and what it takes."),
    /// Reads all of them.
    VERIFY(
        "Reads every block of every cache and names what is damaged, set aside or unreadable."
            + " Leaves with 0 if all is sound and with 1 if not."),
    /// Removes them.
    CLEAR(
        "Removes caches, those that a run is writing to excepted. Files are read again by the next"
            + " run, and nothing else is lost.");

    private final String description;

    Action(String description) {
      this.description = description;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final List<String> roots = new ArrayList<>();

  private @Nullable String folder;

  private boolean json;

  private final HelpFlags general = new HelpFlags();

  private final CommandContext context;
  private final Action action;

  CacheActionCommand(CommandContext context, Action action) {
    this.context = context;
    this.action = action;
  }

  /// The command line, for the parser.
  CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name(action.word());
    spec.usageMessage().description(action.description);
    new OptionGroup(spec)
        .text(
            "DIR",
            "Where the caches are; in the user's cache folder unless said.",
            value -> folder = value,
            "--cache-dir",
            "--cache-file")
        .flag("Say so as JSON.", value -> json = value, "--json")
        .arguments("ROOT", "The folder whose files are remembered; without one, all.", roots::add);
    spec.addMixin("general", general.spec());
    return spec;
  }

  @Override
  public Integer call() throws Exception {
    Path caches = CacheFlags.folder(folder, context.variables());
    if (caches == null) {
      throw new UsageException("there is no place for hash caches; say one with --cache-dir");
    }
    if (Files.exists(caches) && !Files.isDirectory(caches)) {
      throw new UsageException("--cache-dir " + caches + ": it is no folder");
    }
    List<Path> asked = new ArrayList<>();
    for (String root : roots) {
      asked.add(root(root));
    }
    CacheLister lister = Display.cacheLister(context.console(), json);
    return context
        .interruptibly(() -> asked.isEmpty() ? all(caches, lister) : each(asked, caches, lister))
        .exitCode();
  }

  private static Path root(String text) throws UsageException {
    try {
      Path root = Path.of(text);
      if (!text.isEmpty()
          && !text.contains("://")
          && (Files.isDirectory(root) || !Files.exists(root))) {
        return root;
      }
    } catch (InvalidPathException e) {
      // It is no folder's name.
    }
    throw new UsageException(text + " is no folder of this machine");
  }

  private RunStatus all(Path caches, CacheLister lister) throws StoreException {
    RunStatus status = RunStatus.OK;
    boolean isAny = false;
    try {
      for (Path each : CachePlace.all(caches)) {
        Optional<RunStatus> found = act(each, null, null, lister);
        isAny |= found.isPresent();
        status = worse(status, found.orElse(RunStatus.OK));
      }
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Kind.OTHER, caches + " cannot be read: " + IoReason.of(e));
    }
    if (!isAny) {
      lister.none(caches, null);
    }
    return status;
  }

  private RunStatus each(List<Path> asked, Path caches, CacheLister lister) {
    RunStatus status = RunStatus.OK;
    for (Path root : asked) {
      Optional<RunStatus> found;
      try {
        CachePlace place = CachePlace.existing(caches, root).orElse(null);
        found =
            place == null ? Optional.empty() : act(place.folder(), root, place.prefix(), lister);
      } catch (IOException e) {
        lister.failed(new Cache(caches, null, root.toString()), IoReason.of(e));
        found = Optional.of(RunStatus.PARTIAL);
      }
      if (found.isEmpty()) {
        lister.none(caches, root.toString());
      }
      status = worse(status, found.orElse(RunStatus.OK));
    }
    return status;
  }

  private static RunStatus worse(RunStatus one, RunStatus other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /// @param asked of which root; null for no matter which
  /// @param prefix from the cache's root to the one that was asked for; null as there
  /// @return empty where there is no cache in the folder
  private Optional<RunStatus> act(
      Path at, @Nullable Path asked, @Nullable String prefix, CacheLister lister) {
    String name = asked == null ? null : asked.toString();
    Cache cache = new Cache(at, null, name);
    try {
      StoredRows rows = new StoredRows(at);
      if (!rows.isThere()) {
        return Optional.empty();
      }
      cache = new Cache(at, rows.root(), name);
      return Optional.of(
          switch (action) {
            case INFO -> info(rows, cache, lister);
            case VERIFY -> verify(rows, cache, lister);
            case CLEAR -> clear(rows, cache, prefix, lister);
          });
    } catch (IOException e) {
      lister.failed(cache, IoReason.of(e));
      return Optional.of(RunStatus.PARTIAL);
    }
  }

  private static RunStatus info(StoredRows rows, Cache cache, CacheLister lister)
      throws IOException {
    lister.figures(cache, rows.figures());
    return RunStatus.OK;
  }

  private static RunStatus verify(StoredRows rows, Cache cache, CacheLister lister)
      throws IOException {
    RowCheck check = rows.check();
    lister.checked(cache, check);
    if (check.has(FaultKind.UNREADABLE)) {
      return RunStatus.PARTIAL;
    }
    return check.has(FaultKind.DAMAGED) ? RunStatus.DIFFERENT : RunStatus.OK;
  }

  private static RunStatus clear(
      StoredRows rows, Cache cache, @Nullable String prefix, CacheLister lister)
      throws IOException {
    if (prefix != null && !prefix.isEmpty()) {
      lister.left(cache, "it is another folder's, which " + cache.asked() + " is within");
      return RunStatus.PARTIAL;
    }
    long bytes = rows.sizeBytes();
    Optional<String> reason = rows.remove();
    if (reason.isPresent()) {
      lister.left(cache, reason.get());
      return RunStatus.PARTIAL;
    }
    lister.removed(cache, bytes);
    return RunStatus.OK;
  }
}
