package dev.sluice.cli.command.bucket;

import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.config.Capacity;
import dev.sluice.cli.config.FlagValues;
import dev.sluice.cli.config.Stores;
import dev.sluice.cli.output.Lister;
import dev.sluice.cli.output.text.ListingProgress;
import dev.sluice.filter.KeyFilter;
import dev.sluice.listing.Listing;
import dev.sluice.listing.ListingCount;
import dev.sluice.model.Unlisted;
import dev.sluice.model.UsageException;
import dev.sluice.report.RunStatus;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import picocli.CommandLine.Model.CommandSpec;

/// `sluice du LOCATION`.
public final class DuCommand extends ListingCommand {

  /// Ranges at once, where nothing keeps it from that.
  private static final int WORKERS = 16;

  private String location = "";

  public DuCommand(CommandContext context) {
    super(context);
  }

  /// The command line, for the parser.
  public CommandSpec spec() {
    return spec(
        "du",
        "Counts what is under a location, in parallel: bytes and objects. Says nothing if it cannot"
            + " count all of it.",
        own ->
            own.flag("One sum alone, which is shown in any case.", _ -> {}, "-s")
                .argument("LOCATION", "What to count.", value -> location = value));
  }

  @Override
  RunStatus list(Stores.Settings settings, Lister lister)
      throws UsageException, StoreException, InterruptedException {
    Capacity capacity = context.capacity(settings.workers(), WORKERS);
    try (Stores stores = context.stores(settings, capacity);
        Store store = stores.resolver().resolveForReading(FlagValues.location(location))) {
      return count(store, lister, capacity.listings());
    }
  }

  private RunStatus count(Store store, Lister lister, int workers)
      throws StoreException, InterruptedException {
    ListingCount count = new ListingCount();
    Set<Unlisted> unlisted =
        ConcurrentHashMap.newKeySet(); // each range that it reaches into has it
    try (ListingProgress _ = progress(count)) {
      new Listing(store, KeyFilter.EVERYTHING, count)
          .walk()
          .run(
              "sluice-count",
              workers,
              listed -> {
                if (listed instanceof Unlisted part) {
                  unlisted.add(part);
                }
              });
    }
    if (!unlisted.isEmpty()) {
      unlisted.forEach(part -> lister.unlisted(part, store.describe(part.key())));
      return RunStatus.PARTIAL; // a sum of a part would be taken for the whole
    }
    lister.usage(count.entries(), count.bytes(), store.describe(null));
    return RunStatus.OK;
  }
}
