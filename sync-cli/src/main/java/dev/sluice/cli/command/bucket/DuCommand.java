package dev.sluice.cli.command.bucket;

import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.config.Capacity;
import dev.sluice.cli.config.FlagValues;
import dev.sluice.cli.config.Stores;
import dev.sluice.cli.output.Lister;
import dev.sluice.cli.output.text.ListingProgress;
import dev.sluice.cli.output.text.NumberText;
import dev.sluice.filter.KeyFilter;
import dev.sluice.listing.Listing;
import dev.sluice.listing.ListingCount;
import dev.sluice.listing.PrefixSums;
import dev.sluice.listing.Usage;
import dev.sluice.listing.VersionListing;
import dev.sluice.model.Location;
import dev.sluice.model.Unlisted;
import dev.sluice.model.UsageException;
import dev.sluice.report.RunStatus;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.s3.S3Scheme;
import dev.sluice.store.s3.S3Uploads.Sum;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/// `sluice du LOCATION`.
public final class DuCommand extends ListingCommand {

  /// Ranges at once, where nothing keeps it from that.
  private static final int WORKERS = 16;

  /// Sums at most: some 20 MB, and more lines than anybody reads.
  private static final int MOST_PREFIXES = 100_000;

  private String location = "";
  private int depth;
  private boolean versions;
  private boolean uploads;

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
                .value(
                    Integer.class,
                    "N",
                    "A sum for each prefix or folder of N levels too.",
                    value -> depth = value,
                    "-d",
                    "--depth",
                    "--max-depth")
                .flag(
                    "Earlier versions and delete markers too, counted apart.",
                    value -> versions = value,
                    "--versions")
                .flag(
                    "Unfinished uploads too, and the bytes of their parts; one request for each.",
                    value -> uploads = value,
                    "--uploads")
                .argument("LOCATION", "What to count.", value -> location = value));
  }

  @Override
  RunStatus list(Stores.Settings settings, Lister lister)
      throws UsageException, StoreException, InterruptedException {
    Location where = FlagValues.location(location);
    if (depth < 0) {
      throw new UsageException("--depth " + depth + ": from 0 on");
    }
    if (uploads && !S3Scheme.isS3(where)) {
      throw new UsageException("--uploads: " + where.text() + " is on a disk, which has none");
    }
    Capacity capacity = context.capacity(settings.workers(), WORKERS);
    try (Stores stores = context.stores(settings, capacity)) {
      Sum uploaded = null;
      Counted counted;
      try {
        counted = counted(stores, where, capacity.listings());
      } catch (StoreException e) {
        uploaded = e.kind() == Kind.NO_ROOT && uploads ? sum(stores, where, capacity) : null;
        if (uploaded == null || uploaded.uploads() == 0) {
          throw e;
        }
        counted = Counted.nothing(where.text());
      }
      if (!counted.unlisted().isEmpty()) {
        counted.unlisted().forEach((address, part) -> lister.unlisted(part, address));
        return RunStatus.PARTIAL; // a sum of a part would be taken for the whole
      }
      if (uploads && uploaded == null) {
        uploaded = sum(stores, where, capacity);
      }
      show(counted, lister);
      if (uploaded != null) {
        lister.uploads(uploaded.uploads(), uploaded.parts(), uploaded.bytes(), counted.address());
      }
      return RunStatus.OK;
    }
  }

  private static Sum sum(Stores stores, Location where, Capacity capacity)
      throws StoreException, InterruptedException {
    return stores.uploads(where).sum(capacity.listings());
  }

  private Counted counted(Stores stores, Location where, int workers)
      throws UsageException, StoreException, InterruptedException {
    ListingCount count = new ListingCount();
    PrefixSums sums = new PrefixSums(depth, MOST_PREFIXES);
    if (versions) {
      try (VersionsAt at = VersionsAt.find(stores, where, false);
          ListingProgress _ = progress(count)) {
        VersionListing listing = new VersionListing(at.versions());
        Set<Unlisted> unlisted = Counted.walked(listing.walk(at.keys(), count, sums), workers);
        return Counted.of(at.store(), sums.total(), sums, unlisted);
      }
    }
    try (Store store = stores.resolver().resolveForReading(where);
        ListingProgress _ = progress(count)) {
      Listing listing = new Listing(store, KeyFilter.EVERYTHING, count);
      Set<Unlisted> unlisted =
          Counted.walked(depth == 0 ? listing.walk() : listing.walk(sums), workers);
      return Counted.of(store, Usage.of(count.entries(), count.bytes()), sums, unlisted);
    }
  }

  private void show(Counted counted, Lister lister) {
    if (counted.depth() < depth) {
      context
          .console()
          .error(
              "NOTE: there are more than "
                  + NumberText.count(MOST_PREFIXES)
                  + " prefixes on "
                  + NumberText.count(depth, "level", "levels")
                  + "; shown are those on "
                  + counted.depth());
    }
    counted.sums().forEach((address, sum) -> lister.usage(sum, versions, address));
    lister.usage(counted.total(), versions, counted.address());
  }
}
