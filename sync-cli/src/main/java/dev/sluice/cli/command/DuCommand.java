package dev.sluice.cli.command;

import dev.sluice.cli.config.Capacity;
import dev.sluice.cli.config.ConnectionFlags;
import dev.sluice.cli.config.HelpFlags;
import dev.sluice.cli.config.ListingFlags;
import dev.sluice.cli.config.OptionGroup;
import dev.sluice.cli.config.Stores;
import dev.sluice.cli.config.Values;
import dev.sluice.cli.output.Lister;
import dev.sluice.engine.Resolver;
import dev.sluice.model.Unlisted;
import dev.sluice.report.RunStatus;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/// `sluice du LOCATION`.
public final class DuCommand implements Callable<Integer> {

  private String location = "";

  private final ListingFlags output = new ListingFlags();
  private final ConnectionFlags connection = new ConnectionFlags();
  private final HelpFlags general = new HelpFlags();

  private final Surroundings surroundings;

  /// @param surroundings what the command finds around it
  public DuCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /// The command line, for the parser.
  CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("du");
    spec.usageMessage()
        .description(
            "Counts what is under a location, in parallel: bytes and objects. Says nothing if it cannot"
                + " count all of it.");
    new OptionGroup(spec)
        .flag("One sum alone, which is shown in any case.", _ -> {}, "-s")
        .argument("LOCATION", "What to count.", value -> location = value);
    spec.addMixin("output", output.spec());
    spec.addMixin("connection", connection.spec());
    spec.addMixin("general", general.specWithoutShortName());
    return spec;
  }

  @Override
  public Integer call() throws Exception {
    Lister lister = Display.lister(surroundings.console(), output.json(), output.humanReadable());
    Stores.Settings settings = Stores.Settings.reading(connection.access());
    RunStatus status =
        surroundings.interruptibly(() -> {
          Capacity capacity = surroundings.capacity(settings.workers(), UsageCount.WORKERS);
          try (Stores stores = surroundings.stores(settings, capacity);
              Store store = new Resolver(stores).resolveForReading(Values.location(location))) {
            return count(store, lister, capacity.listings());
          }
        });
    return status.exitCode();
  }

  private static RunStatus count(Store store, Lister lister, int workers)
      throws StoreException, InterruptedException {
    UsageCount count = new UsageCount(store, workers);
    List<Unlisted> unlisted = count.run();
    if (!unlisted.isEmpty()) {
      unlisted.forEach(part -> lister.unlisted(part, store.describe(part.key())));
      return RunStatus.PARTIAL; // a sum of a part would be taken for the whole
    }
    lister.usage(count.objects(), count.bytes(), store.describe(null));
    return RunStatus.OK;
  }
}
