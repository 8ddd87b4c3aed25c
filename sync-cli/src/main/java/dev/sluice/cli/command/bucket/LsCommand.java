package dev.sluice.cli.command.bucket;

import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.config.FlagValues;
import dev.sluice.cli.config.Stores;
import dev.sluice.cli.output.Lister;
import dev.sluice.cli.output.text.ListingProgress;
import dev.sluice.filter.KeyFilter;
import dev.sluice.listing.KeyWalk;
import dev.sluice.listing.Listing;
import dev.sluice.listing.ListingCount;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.model.Listed;
import dev.sluice.model.Location;
import dev.sluice.model.NotAFile;
import dev.sluice.model.Unlisted;
import dev.sluice.model.UsageException;
import dev.sluice.report.RunStatus;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// `sluice ls [LOCATION]`.
public final class LsCommand extends ListingCommand {

  private @Nullable String location;

  private boolean recursive;

  public LsCommand(CommandContext context) {
    super(context);
  }

  /// The command line, for the parser.
  public CommandSpec spec() {
    return spec(
        "ls",
        "Lists a bucket, what is under a prefix, or a folder; without a location, the"
            + " buckets. Times are UTC.",
        own ->
            own.flag(
                    "Everything below, and not one level alone.",
                    value -> recursive = value,
                    "-r",
                    "--recursive")
                .flag("Times and sizes too, which are shown in any case.", _ -> {}, "-l")
                .optionalArgument("LOCATION", "What to list.", value -> location = value));
  }

  @Override
  RunStatus list(Stores.Settings settings, Lister lister)
      throws UsageException, StoreException, InterruptedException {
    try (Stores stores = context.stores(settings)) {
      return location == null || location.equals("s3://")
          ? buckets(stores, lister)
          : entries(stores, FlagValues.location(location), lister);
    }
  }

  private static RunStatus buckets(Stores stores, Lister lister)
      throws UsageException, StoreException, InterruptedException {
    stores.buckets().list().forEach(bucket -> lister.bucket(bucket.name(), bucket.created()));
    return RunStatus.OK;
  }

  private RunStatus entries(Stores stores, Location where, Lister lister)
      throws UsageException, StoreException, InterruptedException {
    try (Store store = stores.resolver().resolveForReading(where)) {
      Show show = new Show(store, lister);
      if (recursive) {
        ListingCount count = new ListingCount();
        KeyWalk<Listed> walk = new Listing(store, KeyFilter.EVERYTHING, count).walk();
        try (ListingProgress _ = progress(count)) {
          // One worker, so that keys come in their order.
          walk.run(
              "sluice-ls",
              1,
              listed -> {
                if (!show.listed(listed)) {
                  walk.stop();
                }
              });
        }
      } else {
        new OneLevel(store, show).run();
      }
      return show.complete ? RunStatus.OK : RunStatus.PARTIAL;
    }
  }

  /// Shows what is found, and notices what could not be listed and whether anyone reads on.
  private final class Show implements OneLevel.Visitor {
    private static final int LINES_BETWEEN_LOOKS = 256;

    private final Store store;
    private final Lister lister;
    private boolean complete = true;
    private int sinceLook;

    Show(Store store, Lister lister) {
      this.store = store;
      this.lister = lister;
    }

    @Override
    public boolean listed(Listed listed) {
      String address = store.describe(listed.key());
      switch (listed) {
        case Entry entry -> lister.entry(entry, address);
        case NotAFile found -> lister.notAFile(found, address);
        case Unlisted part -> {
          complete = false;
          lister.unlisted(part, address);
        }
      }
      if (++sinceLook < LINES_BETWEEN_LOOKS) {
        return true;
      }
      sinceLook = 0;
      return !context.console().isBroken();
    }

    @Override
    public void directory(String name) {
      lister.directory(name, store.describe(Key.of(name)));
    }
  }
}
