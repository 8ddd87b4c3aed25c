package dev.sluice.cli.command.care;

import dev.sluice.care.CareReport;
import dev.sluice.care.Undeletion;
import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.config.Stores;
import dev.sluice.cli.output.CareReporter.Detail;
import dev.sluice.cli.output.CareReporter.Subjects;
import dev.sluice.cli.output.OutputMode;
import dev.sluice.flow.Cancellation.Registration;
import dev.sluice.flow.Time;
import dev.sluice.model.UsageException;
import dev.sluice.report.RunStatus;
import dev.sluice.store.Store;
import dev.sluice.store.StoreActivity;
import dev.sluice.store.StoreException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Takes back the delete markers that a list names.
///
/// @param settings how the service is reached
/// @param options of which those that choose what to remove are refused
record Undeleting(
    CommandContext context, Stores.Settings settings, OutputMode mode, RemovalOptions options) {

  private static final int BATCH = 1000;

  RunStatus run(String list) throws UsageException, StoreException, InterruptedException {
    if (options.allVersions() || options.list() != null) {
      throw new UsageException("--undelete goes with neither --all-versions nor --list");
    }
    Path path = RemovalOptions.path("--undelete", list);
    Undeletion.Content content = Undeletion.look(path);
    Subjects subjects =
        new Subjects(
            "undelete",
            list,
            options.dryRun(),
            "bring back",
            "brought back",
            (key, version) -> key + " (marker " + version + ")");
    return Removing.reported(
        context, settings, mode, subjects, removing -> run(path, content, removing));
  }

  private RunStatus run(Path path, Undeletion.Content content, Removing removing)
      throws UsageException, StoreException, InterruptedException {
    if (content.torn() > 0) {
      removing
          .reporter()
          .warning(content.torn() + " lines of the list are torn: what they named is not known");
    }
    Map<String, Store> buckets = new LinkedHashMap<>();
    Undeletion undeletion =
        new Undeletion(
            path,
            bucket -> {
              Store store = buckets.get(bucket);
              if (store == null) {
                store = removing.stores().objects(bucket, "");
                buckets.put(bucket, store);
              }
              return Removing.versions(store);
            },
            BATCH,
            options.dryRun(),
            removing.reporter(),
            context.cancellation());
    try (Registration _ = removing.session().underWay()) {
      CareReport report = undeletion.execute(Time.SYSTEM, () -> activity(buckets));
      removing.reporter().finished(report, details(content));
      return report.end().status();
    } finally {
      buckets.values().forEach(Store::close);
    }
  }

  /// All are reached by one connection, which counts for all.
  private static StoreActivity activity(Map<String, Store> buckets) {
    return buckets.values().stream().findFirst().map(Store::activity).orElse(StoreActivity.NONE);
  }

  private static List<Detail> details(Undeletion.Content content) {
    return List.of(
        new Detail(
            "goneForGood",
            content.goneForGood(),
            "gone for good, so that nothing brings it back: " + content.goneForGood()),
        new Detail("torn", content.torn(), "torn lines of the list: " + content.torn()));
  }
}
