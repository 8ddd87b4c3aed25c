package dev.sluice.cli.command.care;

import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.config.ConnectionFlags;
import dev.sluice.cli.config.FlagValues;
import dev.sluice.cli.config.HelpFlags;
import dev.sluice.cli.config.OptionGroup;
import dev.sluice.cli.config.OutputFlags;
import dev.sluice.cli.config.Stores;
import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import dev.sluice.store.s3.S3Scheme;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/// `sluice rename s3://OLD s3://NEW`.
public final class RenameCommand implements Callable<Integer> {

  private String oldLocation = "";
  private String newLocation = "";
  private boolean allVersions;
  private boolean deletesOld;
  private boolean yes;
  private boolean dryRun;

  private final OutputFlags output = new OutputFlags();
  private final ConnectionFlags connection = new ConnectionFlags();
  private final HelpFlags general = new HelpFlags();

  private final CommandContext context;

  public RenameCommand(CommandContext context) {
    this.context = context;
  }

  /// The command line, for the parser.
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("rename");
    spec.usageMessage()
        .description(
            "Gives a bucket another name, which no service does: makes NEW with OLD's settings, copies all"
                + " that is in it within the service, compares both in full, and deletes OLD if asked to.");
    spec.usageMessage()
        .footer(
            "",
            "With --all-versions each key's whole history is copied in its order. The same command again goes on",
            "where one was interrupted. OLD is deleted only with --delete-old, after both were found to be the",
            "same, and only what was found so. See docs/moving.md.");
    OptionGroup own =
        new OptionGroup(spec)
            .flag(
                "Copy all versions and delete markers, and not only what is seen.",
                value -> allVersions = value,
                "--all-versions")
            .flag(
                "Delete OLD when NEW is proven to have all that is in it.",
                value -> deletesOld = value,
                "--delete-old")
            .flag(
                "Do not ask for OLD's name to be typed before it is deleted.",
                value -> yes = value,
                "-y",
                "--yes")
            .flag(
                "Say what would be set, copied and left, and do nothing.",
                value -> dryRun = value,
                "-n",
                "--dry-run",
                "--dryrun");
    own.argument("s3://OLD", "The bucket.", value -> oldLocation = value)
        .argument("s3://NEW", "Its name to be.", value -> newLocation = value);
    spec.addMixin("output", output.spec());
    spec.addMixin("connection", connection.spec());
    spec.addMixin("general", general.spec());
    return spec;
  }

  /// What was asked for.
  ///
  /// @param from the bucket's name
  /// @param to its name to be
  /// @param allVersions whether versions and delete markers go with it
  /// @param deletesOld whether the old one is deleted
  /// @param yes whether nobody need be asked
  /// @param dryRun whether nothing is done
  /// @param json whether nobody may be asked
  record Wanted(
      String from,
      String to,
      boolean allVersions,
      boolean deletesOld,
      boolean yes,
      boolean dryRun,
      boolean json) {}

  @Override
  public Integer call() throws Exception {
    String from = bucket(oldLocation);
    String to = bucket(newLocation);
    if (from.equals(to)) {
      throw new UsageException("both are s3://" + from);
    }
    Wanted wanted =
        new Wanted(from, to, allVersions, deletesOld, yes, dryRun, output.mode().json());
    return new Renaming(
            context, Stores.Settings.reading(connection.access()), output.mode(), wanted)
        .run()
        .exitCode();
  }

  private static String bucket(String location) throws UsageException {
    Location place = FlagValues.location(location);
    if (!S3Scheme.isBucket(place)) {
      throw new UsageException(
          location + ": write s3://bucket, without a prefix; mv moves what is under one");
    }
    return place.authority();
  }
}
