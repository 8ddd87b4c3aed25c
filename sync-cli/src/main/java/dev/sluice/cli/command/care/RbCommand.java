package dev.sluice.cli.command.care;

import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.config.ConnectionFlags;
import dev.sluice.cli.config.FlagValues;
import dev.sluice.cli.config.HelpFlags;
import dev.sluice.cli.config.OptionGroup;
import dev.sluice.cli.config.OutputFlags;
import dev.sluice.cli.config.Stores;
import dev.sluice.cli.output.CareReporter.Subjects;
import dev.sluice.cli.output.OutputMode;
import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import dev.sluice.store.s3.S3Scheme;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/// `sluice rb s3://BUCKET`.
public final class RbCommand implements Callable<Integer> {

  private String location = "";
  private boolean force;

  private final RemovalOptions removal = new RemovalOptions();
  private final OutputFlags output = new OutputFlags();
  private final ConnectionFlags connection = new ConnectionFlags();
  private final HelpFlags general = new HelpFlags();

  private final CommandContext context;

  public RbCommand(CommandContext context) {
    this.context = context;
  }

  /// The command line, for the parser.
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("rb");
    spec.usageMessage()
        .description(
            "Removes an empty bucket; with --force one that is not, after all that is in it: shows first"
                + " how much that is, and wants the bucket's name typed, or --yes.");
    spec.usageMessage()
        .footer(
            "",
            "A bucket that keeps versions is emptied by --force --all-versions: older versions, the latest and",
            "delete markers, then unfinished uploads. What is locked stays, and the bucket with it. A run that",
            "was interrupted is gone on with by the same command.");
    OptionGroup own =
        new OptionGroup(spec)
            .flag("Remove what is in it first.", value -> force = value, "--force");
    removal.declare(own);
    own.argument("s3://BUCKET", "The bucket to remove.", value -> location = value);
    spec.addMixin("output", output.spec());
    spec.addMixin("connection", connection.spec());
    spec.addMixin("general", general.spec());
    return spec;
  }

  @Override
  public Integer call() throws Exception {
    OutputMode mode = output.mode();
    Location place = FlagValues.location(location);
    if (!S3Scheme.isBucket(place)) {
      throw new UsageException(
          location
              + ": write s3://bucket, without a prefix; rm --recursive removes what is under one");
    }
    if (!force && (removal.allVersions() || removal.list() != null)) {
      throw new UsageException("--all-versions and --list say what of it: add --force");
    }
    String bucket = place.authority();
    Subjects subjects =
        new Subjects(
            "rb",
            place.text(),
            removal.dryRun(),
            "remove",
            "removed",
            (key, version) -> Removing.address(bucket, key, version));
    Stores.Settings settings = Stores.Settings.reading(connection.access());
    return Removing.reported(
            context,
            settings,
            mode,
            subjects,
            removing -> {
              BucketRemoval whole = new BucketRemoval(removing, bucket, removal, mode);
              return force ? whole.withAll() : whole.ifEmpty();
            })
        .exitCode();
  }
}
