package dev.sluice.cli.command.care;

import dev.sluice.care.CareReport;
import dev.sluice.care.CareRequest.Choice;
import dev.sluice.care.ChangeList;
import dev.sluice.care.Removal;
import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.command.context.Display;
import dev.sluice.cli.config.ConnectionFlags;
import dev.sluice.cli.config.FlagValues;
import dev.sluice.cli.config.HelpFlags;
import dev.sluice.cli.config.OptionGroup;
import dev.sluice.cli.config.OutputFlags;
import dev.sluice.cli.config.Stores;
import dev.sluice.cli.config.rule.FilterFlags;
import dev.sluice.cli.output.CareReporter.Subjects;
import dev.sluice.cli.output.Explanation;
import dev.sluice.cli.output.OutputMode;
import dev.sluice.filter.KeyFilter;
import dev.sluice.flow.Time;
import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import dev.sluice.report.RunStatus;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.S3Scheme;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// `sluice rm LOCATION`.
public final class RmCommand implements Callable<Integer> {

  private static final String COMMAND = "sluice rm";

  private @Nullable String location;
  private boolean recursive;
  private @Nullable String olderThan;
  private @Nullable String undelete;

  private final RemovalOptions removal = new RemovalOptions();
  private final FilterFlags filters = new FilterFlags();
  private final OutputFlags output = new OutputFlags();
  private final ConnectionFlags connection = new ConnectionFlags();
  private final HelpFlags general = new HelpFlags();

  private final CommandContext context;

  public RmCommand(CommandContext context) {
    this.context = context;
  }

  /// The command line, for the parser.
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("rm");
    spec.usageMessage()
        .description(
            "Removes an object, or with --recursive all that is under a prefix or in a bucket: shows"
                + " first how much that is, and wants the bucket's name typed, or --yes.");
    spec.usageMessage()
        .footer(
            "",
            "In a bucket that keeps versions, objects are hidden by delete markers, which  rm --undelete FILE",
            "takes back if --list FILE was given; with --all-versions they are gone for good. What has been",
            "replaced since it was listed, and what is locked, is left and named.");
    OptionGroup own =
        new OptionGroup(spec)
            .flag(
                "All under a prefix, or in a bucket.",
                value -> recursive = value,
                "-r",
                "--recursive");
    removal.declare(own);
    own.text(
            "DURATION",
            "Only what was written longer ago: 30m, 12h, 7d.",
            value -> olderThan = value,
            "--older-than")
        .text(
            "FILE",
            "Take back the delete markers that FILE names, written by --list, and nothing else.",
            value -> undelete = value,
            "--undelete")
        .optionalArgument(
            "LOCATION",
            "s3://bucket/key, or with --recursive s3://bucket/prefix/ or s3://bucket.",
            value -> location = value);
    spec.addMixin("filters", filters.spec());
    spec.addMixin("output", output.spec());
    spec.addMixin("connection", connection.spec());
    spec.addMixin("general", general.spec());
    return spec;
  }

  @Override
  public Integer call() throws Exception {
    OutputMode mode = output.mode();
    Stores.Settings settings = Stores.Settings.reading(connection.access());
    if (undelete != null) {
      if (location != null) {
        throw new UsageException("--undelete takes the place from its list: leave out " + location);
      }
      return new Undeleting(context, settings, mode, removal).run(undelete).exitCode();
    }
    Location place = place();
    KeyFilter filter = filters.filter(place, place);
    List<String> explained = filters.explained(place, place);
    if (!explained.isEmpty()) {
      var lister = Display.lister(context.console(), mode.json(), false);
      explained.forEach(key -> lister.explained(Explanation.of(key, filter)));
      return RunStatus.OK.exitCode();
    }
    return remove(place, filter, writtenBefore(), settings, mode).exitCode();
  }

  private Location place() throws UsageException {
    if (location == null) {
      throw new UsageException("say what to remove: rm s3://bucket/key");
    }
    Location place = FlagValues.location(location);
    if (!S3Scheme.isS3(place)) {
      throw new UsageException(
          location + ": rm is for s3://bucket/key; files have the system's own rm");
    }
    return place;
  }

  private @Nullable Instant writtenBefore() throws UsageException {
    return olderThan == null
        ? null
        : Time.SYSTEM.now().minus(FlagValues.age("--older-than", olderThan));
  }

  private RunStatus remove(
      Location place,
      KeyFilter filter,
      @Nullable Instant writtenBefore,
      Stores.Settings settings,
      OutputMode mode)
      throws UsageException, StoreException, InterruptedException {
    String bucket = place.authority();
    Subjects subjects =
        new Subjects(
            "rm",
            place.text(),
            removal.dryRun(),
            "remove",
            "removed",
            (key, version) -> Removing.address(bucket, key, version));
    return Removing.reported(
        context,
        settings,
        mode,
        subjects,
        removing -> {
          boolean allVersions = allVersions(place, removing);
          ObjectScope scope =
              context.interruptibly(() ->
                  ObjectScope.find(place, recursive, allVersions, COMMAND, removing.stores()));
          Choice choice = new Choice(scope.keys(), filter, scope.base(), writtenBefore);
          return remove(scope, choice, allVersions, mode, removing);
        });
  }

  private boolean allVersions(Location place, Removing removing)
      throws UsageException, StoreException, InterruptedException {
    if (!removal.allVersions()) {
      return false;
    }
    try (Store store = removing.stores().objects(place.authority(), place.path())) {
      return removing.canListVersions(store);
    }
  }

  private RunStatus remove(
      ObjectScope scope, Choice choice, boolean allVersions, OutputMode mode, Removing removing)
      throws UsageException, StoreException, InterruptedException {
    try (Store store = scope.open(removing.stores());
        ChangeList list = removal.openList(scope.bucket())) {
      Removal task =
          new Removal(
              Removing.versions(store), store.properties().deleteBatch(), removal.dryRun(), list);
      Consent consent =
          new Consent(
              context, removing.reporter(), scope.bucket(), removal.yes(), !mode.json(), List.of());
      CareReport report =
          removing.remove(
              store, allVersions, choice, task, list, removal.dryRun() ? null : consent);
      scope.requireAny(report, removing.session());
      removing
          .reporter()
          .finished(report, Removing.details(task, list == null ? null : removal.list()));
      return report.end().status();
    }
  }
}
