package dev.sluice.cli.command.setup;

import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.command.context.Display;
import dev.sluice.cli.config.ConnectionFlags;
import dev.sluice.cli.config.FlagValues;
import dev.sluice.cli.config.HelpFlags;
import dev.sluice.cli.config.OptionGroup;
import dev.sluice.cli.config.S3Access;
import dev.sluice.cli.config.Stores;
import dev.sluice.cli.output.SettingsLister;
import dev.sluice.model.UsageException;
import dev.sluice.model.settings.Wish;
import dev.sluice.report.RunStatus;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/// `sluice bucket setup s3://BUCKET`.
final class BucketSetupCommand implements Callable<Integer> {

  private String location = "";
  private boolean create;
  private boolean apply;
  private boolean check;
  private boolean json;

  private final SetupOptions options = new SetupOptions();
  private final ConnectionFlags connection = new ConnectionFlags();
  private final HelpFlags general = new HelpFlags();

  private final CommandContext context;

  BucketSetupCommand(CommandContext context) {
    this.context = context;
  }

  /// The command line, for the parser.
  CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("setup");
    spec.usageMessage()
        .description(
            "Brings what a bucket has set to what is wanted: shows the difference, and makes it with"
                + " --apply. What is not named stays as it is, and nothing is ever removed. Leaves"
                + " with 1 while there is something to do, with 2 where something cannot be.")
        .footer("", "See docs/bucket-setup.md.");
    OptionGroup own =
        new OptionGroup(spec)
            .flag(
                "Make the bucket if there is none, in the region of the connection.",
                value -> create = value,
                "--create");
    options.declare(own);
    own.flag("Make the changes.", value -> apply = value, "--apply")
        .flag(
            "Ask for an object without credentials, from a page of the site, from another and from none,"
                + " and as a page's browser asks first; say whether what comes is what is set.",
            value -> check = value,
            "--check")
        .flag("Say it as JSON.", value -> json = value, "--json")
        .argument("s3://BUCKET", "The bucket to set up.", value -> location = value);
    spec.addMixin("connection", connection.spec());
    spec.addMixin("general", general.spec());
    return spec;
  }

  @Override
  public Integer call() throws Exception {
    String bucket = SetupOptions.bucket(location);
    List<Wish> wishes = options.wishes(bucket);
    List<String> sites = options.sites();
    boolean isSomethingWanted = !wishes.isEmpty() || !sites.isEmpty() || create;
    if (!isSomethingWanted && !check) {
      throw new UsageException(
          "say what the bucket is to have set;  sluice bucket show "
              + location
              + "  prints what it has");
    }
    if (create) {
      FlagValues.newBucket(bucket);
    }
    S3Access access = connection.access();
    SettingsLister lister = Display.settingsLister(context.console(), json);
    BucketSetup.Wanted wanted =
        new BucketSetup.Wanted(bucket, create, access.region(), wishes, sites);
    RunStatus status =
        context.interruptibly(() -> {
          try (Stores stores = context.stores(Stores.Settings.reading(access))) {
            RunStatus set =
                isSomethingWanted
                    ? new BucketSetup(stores, lister, wanted).run(apply)
                    : RunStatus.OK;
            RunStatus proved =
                check && set != RunStatus.GUARD_REFUSED
                    ? new BucketCheck(stores, lister, bucket, sites).run()
                    : RunStatus.OK;
            return set.compareTo(proved) >= 0 ? set : proved;
          }
        });
    return status.exitCode();
  }
}
