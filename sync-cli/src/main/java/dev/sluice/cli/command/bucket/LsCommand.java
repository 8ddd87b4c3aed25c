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
import dev.sluice.listing.PrefixSums;
import dev.sluice.listing.VersionListing;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Listed;
import dev.sluice.model.ListedVersion;
import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import dev.sluice.report.RunStatus;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.S3Scheme;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// `sluice ls [LOCATION]`.
public final class LsCommand extends ListingCommand {

  private static final String WORKERS = "sluice-ls";

  private @Nullable String location;

  private boolean recursive;
  private boolean details;
  private boolean versions;
  private boolean beginning;
  private boolean summarize;

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
                .flag(
                    "ETags and storage classes too; with --versions, owners.",
                    value -> details = value,
                    "-l")
                .flag(
                    "Every version of each object and the delete markers, with their ids.",
                    value -> versions = value,
                    "--versions")
                .flag(
                    "What begins as LOCATION does, in the midst of a name too; with -r all objects.",
                    value -> beginning = value,
                    "--prefix")
                .flag(
                    "In the end, how many objects and bytes were listed.",
                    value -> summarize = value,
                    "--summarize")
                .optionalArgument("LOCATION", "What to list.", value -> location = value));
  }

  @Override
  boolean details() {
    return details;
  }

  @Override
  RunStatus list(Stores.Settings settings, Lister lister)
      throws UsageException, StoreException, InterruptedException {
    try (Stores stores = context.stores(settings)) {
      if (location == null || location.equals("s3://")) {
        return buckets(stores, lister);
      }
      Location where = FlagValues.location(location);
      if (beginning && !S3Scheme.isS3(where)) {
        throw new UsageException(
            "--prefix is about the keys of a bucket; for a folder write " + where.text() + "/");
      }
      return versions ? versions(stores, where, lister) : entries(stores, where, lister);
    }
  }

  private RunStatus buckets(Stores stores, Lister lister)
      throws UsageException, StoreException, InterruptedException {
    if (versions || beginning || summarize) {
      throw new UsageException(
          "--versions, --prefix and --summarize are about what is in one place; name it:"
              + " s3://bucket");
    }
    stores.buckets().list().forEach(bucket -> lister.bucket(bucket.name(), bucket.created()));
    return RunStatus.OK;
  }

  private RunStatus entries(Stores stores, Location where, Lister lister)
      throws UsageException, StoreException, InterruptedException {
    try (Store store =
        beginning ? stores.beginning(where) : stores.resolver().resolveForReading(where)) {
      Shown<Listed> shown = ShownEntries.of(store, context.console(), lister, summarize);
      if (recursive) {
        ListingCount count = new ListingCount();
        walk(new Listing(store, KeyFilter.EVERYTHING, count).walk(), count, shown);
      } else {
        new OneLevel<>(shown).run(KeyRange.all());
      }
      return ended(shown, where);
    }
  }

  private RunStatus versions(Stores stores, Location where, Lister lister)
      throws UsageException, StoreException, InterruptedException {
    try (VersionsAt at = VersionsAt.find(stores, where, beginning)) {
      Shown<ListedVersion> shown = ShownVersions.of(at, context.console(), lister, summarize);
      if (recursive) {
        ListingCount count = new ListingCount();
        walk(
            new VersionListing(at.versions()).walk(at.keys(), count, new PrefixSums(0, 1)),
            count,
            shown);
      } else {
        new OneLevel<>(shown).run(at.keys());
      }
      return ended(shown, where);
    }
  }

  /// By one worker, so that keys come in their order.
  private <T> void walk(KeyWalk<T> walk, ListingCount count, Shown<T> shown)
      throws StoreException, InterruptedException {
    try (ListingProgress _ = progress(count)) {
      walk.run(
          WORKERS,
          1,
          listed -> {
            if (!shown.listed(listed)) {
              walk.stop();
            }
          });
    }
  }

  private RunStatus ended(Shown<?> shown, Location where) throws StoreException {
    if (beginning && !shown.isAny() && !where.path().isEmpty()) {
      throw new StoreException(
          StoreException.Kind.NO_ROOT,
          "no such source: there is no object whose key begins as " + where.text());
    }
    shown.sumUp();
    return shown.isWhole() ? RunStatus.OK : RunStatus.PARTIAL;
  }
}
