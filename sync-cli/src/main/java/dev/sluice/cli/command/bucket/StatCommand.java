package dev.sluice.cli.command.bucket;

import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.command.context.Display;
import dev.sluice.cli.config.CacheFlags;
import dev.sluice.cli.config.ConnectionFlags;
import dev.sluice.cli.config.FlagValues;
import dev.sluice.cli.config.HelpFlags;
import dev.sluice.cli.config.OptionGroup;
import dev.sluice.cli.config.Stores;
import dev.sluice.cli.output.StatLister;
import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import dev.sluice.model.access.Setting;
import dev.sluice.model.stat.KeyVersions;
import dev.sluice.report.RunStatus;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.local.LocalScheme;
import dev.sluice.store.s3.S3Stat;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// `sluice stat LOCATION`.
public final class StatCommand implements Callable<Integer> {

  private String location = "";
  private @Nullable String version;
  private @Nullable String cacheFolder;
  private boolean json;

  private final ConnectionFlags connection = new ConnectionFlags();
  private final HelpFlags general = new HelpFlags();

  private final CommandContext context;

  public StatCommand(CommandContext context) {
    this.context = context;
  }

  /// The command line, for the parser.
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("stat");
    spec.usageMessage()
        .description(
            "Tells all that is known of one object: headers, metadata, checksums, parts, tags, access"
                + " control list, lock, versions. Or of one file: times, mode, owner, and the MD5 that is"
                + " remembered of it. What cannot be had says why.");
    new OptionGroup(spec)
        .text(
            "ID",
            "This version of the object, in place of the latest.",
            value -> version = value,
            "--version-id")
        .text(
            "DIR",
            "Where the MD5s of files are kept; the user's cache folder unless said.",
            value -> cacheFolder = value,
            "--cache-dir",
            "--cache-file")
        .flag("As a JSON object.", value -> json = value, "--json")
        .argument("LOCATION", "s3://bucket/key, or a file.", value -> location = value);
    spec.addMixin("connection", connection.spec());
    spec.addMixin("general", general.spec());
    return spec;
  }

  @Override
  public Integer call() throws Exception {
    Location at = FlagValues.location(location);
    Path caches = CacheFlags.folder(cacheFolder, context.variables());
    StatLister lister = Display.statLister(context.console(), json);
    Stores.Settings settings = Stores.Settings.reading(connection.access());
    context.interruptibly(() -> {
      try (Stores stores = context.stores(settings)) {
        if (at.isLocal()) {
          file(stores, at, caches, lister);
        } else {
          object(stores, at, lister);
        }
        return RunStatus.OK;
      }
    });
    return RunStatus.OK.exitCode();
  }

  private void file(Stores stores, Location at, @Nullable Path caches, StatLister lister)
      throws UsageException, StoreException, InterruptedException {
    if (version != null) {
      throw new UsageException("--version-id: " + at.text() + " is on a disk, which keeps none");
    }
    Path path = LocalScheme.path(at);
    lister.file(stores.stat(path, caches), path);
  }

  private void object(Stores stores, Location at, StatLister lister)
      throws UsageException, StoreException, InterruptedException {
    if (at.path().isEmpty()) {
      throw new UsageException(at.text() + " is a whole bucket; name an object in it");
    }
    S3Stat objects = stores.stat(at.authority());
    try {
      lister.object(objects.of(at.path(), version), at.text());
    } catch (StoreException e) {
      if (e.kind() != Kind.NOT_FOUND) {
        throw e;
      }
      throw absent(stores, objects, at);
    }
  }

  /// Why there is nothing, and what there is in its place.
  private StoreException absent(Stores stores, S3Stat objects, Location at)
      throws UsageException, StoreException, InterruptedException {
    if (version != null) {
      return new StoreException(
          Kind.NO_ROOT, "no such source: " + at.text() + " has no version " + version);
    }
    if (objects.versions(at.path()) instanceof Setting.Is<KeyVersions>(KeyVersions known)
        && !known.latest().isEmpty()
        && known.latest().getFirst().isDeleteMarker()) {
      return new StoreException(
          Kind.NO_ROOT,
          "no such source: a delete marker hides "
              + at.text()
              + "; its versions are shown by  sluice ls --versions "
              + at.text());
    }
    stores.resolver().resolveForReading(at).close(); // says what is near
    throw new UsageException(
        at.text() + " is a prefix and no object; see  sluice du, or name an object under it");
  }
}
