package dev.sluice.cli.command.bucket;

import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.command.context.Listers;
import dev.sluice.cli.config.ConnectionFlags;
import dev.sluice.cli.config.HelpFlags;
import dev.sluice.cli.config.ListingFlags;
import dev.sluice.cli.config.OptionGroup;
import dev.sluice.cli.config.Stores;
import dev.sluice.cli.output.Lister;
import dev.sluice.cli.output.text.ListingProgress;
import dev.sluice.listing.ListingCount;
import dev.sluice.model.UsageException;
import dev.sluice.report.RunStatus;
import dev.sluice.store.StoreException;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;

/// A command that shows what is in one place.
abstract class ListingCommand implements Callable<Integer> {

  final CommandContext context;

  private final ListingFlags output = new ListingFlags();
  private final ConnectionFlags connection = new ConnectionFlags();
  private final HelpFlags general = new HelpFlags();

  ListingCommand(CommandContext context) {
    this.context = context;
  }

  /// The command line, for the parser.
  ///
  /// @param own declares the command's own options
  final CommandSpec spec(String name, String description, Consumer<OptionGroup> own) {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name(name);
    spec.usageMessage().description(description);
    own.accept(new OptionGroup(spec));
    return spec.addMixin("output", output.spec())
        .addMixin("connection", connection.spec())
        .addMixin("general", general.specWithoutShortName());
  }

  @Override
  public final Integer call() throws Exception {
    Lister lister = Listers.of(context.console(), output.json(), output.humanReadable(), details());
    Stores.Settings settings = Stores.Settings.reading(connection.access());
    return context.interruptibly(() -> list(settings, lister)).exitCode();
  }

  /// Says on a terminal how far listing is, until closed; nothing in JSON.
  final ListingProgress progress(ListingCount count) {
    return new ListingProgress(context.console(), count, !output.json());
  }

  /// Whether all that the listing says is shown.
  boolean details() {
    return false;
  }

  /// Shows it.
  abstract RunStatus list(Stores.Settings settings, Lister lister)
      throws UsageException, StoreException, InterruptedException;
}
