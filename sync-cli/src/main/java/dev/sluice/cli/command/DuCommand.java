package dev.sluice.cli.command;

import dev.sluice.cli.config.ConnectionFlags;
import dev.sluice.cli.config.HelpFlags;
import dev.sluice.cli.config.ListingFlags;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `sluice du LOCATION`.
@Command(
    name = "du",
    description =
        "Counts what is under a location, in parallel: bytes and objects. Says nothing if it cannot"
            + " count all of it.")
public final class DuCommand implements Callable<Integer> {

  @Parameters(paramLabel = "LOCATION", description = "What to count.")
  private String location = "";

  @Mixin private final ListingFlags output = new ListingFlags();
  @Mixin private final ConnectionFlags connection = new ConnectionFlags();
  @Mixin final HelpFlags general = new HelpFlags();

  private final Surroundings surroundings;

  /// @param surroundings what the command finds around it
  public DuCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Exception {
    Lister lister = new Lister(surroundings.console(), output.json(), output.humanReadable());
    Stores.Settings settings = Stores.Settings.reading(connection.access());
    RunStatus status =
        surroundings.interruptibly(() -> {
          try (Stores stores = new Stores(settings);
              Store store = new Resolver(stores).resolveForReading(Values.location(location))) {
            return count(store, lister);
          }
        });
    return status.exitCode();
  }

  private static RunStatus count(Store store, Lister lister)
      throws StoreException, InterruptedException {
    UsageCount count = new UsageCount(store);
    List<Unlisted> unlisted = count.run();
    if (!unlisted.isEmpty()) {
      unlisted.forEach(part -> lister.unlisted(part, store.describe(part.key())));
      return RunStatus.PARTIAL; // a sum of a part would be taken for the whole
    }
    lister.usage(count.objects(), count.bytes(), store.describe(null));
    return RunStatus.OK;
  }
}
