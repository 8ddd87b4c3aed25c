package dev.sluice.cli.command.bucket;

import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.command.context.Display;
import dev.sluice.cli.config.ConnectionFlags;
import dev.sluice.cli.config.FlagValues;
import dev.sluice.cli.config.HelpFlags;
import dev.sluice.cli.config.OptionGroup;
import dev.sluice.cli.config.Stores;
import dev.sluice.cli.output.Lister;
import dev.sluice.store.Leftovers;
import dev.sluice.store.Leftovers.Removed;
import dev.sluice.store.Leftovers.Sweep;
import dev.sluice.store.Store;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// `sluice clean LOCATION`.
public final class CleanCommand implements Callable<Integer> {

  private String location = "";

  private @Nullable String olderThan;

  private boolean dryRun;

  private boolean json;

  private final ConnectionFlags connection = new ConnectionFlags();
  private final HelpFlags general = new HelpFlags();

  private final CommandContext context;

  public CleanCommand(CommandContext context) {
    this.context = context;
  }

  /// The command line, for the parser.
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("clean");
    spec.usageMessage()
        .description(
            "Removes what runs of sluice have left that were killed: unfinished uploads under a prefix,"
                + " temporary files in a folder. What a living run of this machine owns stays.");
    spec.usageMessage()
        .footer(
            "",
            "Uploads are taken back that this machine has noted as begun by a killed run. With --older-than,",
            "ALL unfinished uploads under the prefix that are older are taken back, whoever began them: a",
            "service does not tell whose they are. Temporary files of runs on other machines are removed when",
            "they are older than --older-than, or a day.");
    new OptionGroup(spec)
        .text(
            "DURATION",
            "Also what nobody here is known to own, if it is older: 30m, 12h, 7d.",
            value -> olderThan = value,
            "--older-than")
        .flag(
            "Say what would be removed, and remove nothing.",
            value -> dryRun = value,
            "-n",
            "--dry-run",
            "--dryrun")
        .flag("Say so as JSON.", value -> json = value, "--json")
        .argument(
            "LOCATION",
            "A folder, or s3://bucket or s3://bucket/prefix/.",
            value -> location = value);
    spec.addMixin("connection", connection.spec());
    spec.addMixin("general", general.spec());
    return spec;
  }

  @Override
  public Integer call() throws Exception {
    Lister lister = Display.lister(context.console(), json, false);
    Duration age = olderThan == null ? null : FlagValues.age("--older-than", olderThan);
    Sweep order = new Sweep(age, dryRun, address -> lister.leftover(address, dryRun));
    Stores.Settings settings = Stores.Settings.reading(connection.access());
    Removed removed =
        context.interruptibly(() -> {
          try (Stores stores = context.stores(settings);
              Store store = stores.resolver().resolvePlace(FlagValues.location(location))) {
            Leftovers leftovers = store.leftovers().orElse(null);
            return leftovers == null ? Removed.NOTHING : leftovers.remove(order);
          }
        });
    lister.cleaned(removed, dryRun);
    return 0;
  }
}
