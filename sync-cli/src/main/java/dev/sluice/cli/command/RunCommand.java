package dev.sluice.cli.command;

import dev.sluice.cache.CacheRules;
import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.config.CacheFlags;
import dev.sluice.cli.config.ComparisonFlags;
import dev.sluice.cli.config.ConnectionFlags;
import dev.sluice.cli.config.DeletionFlags;
import dev.sluice.cli.config.FlagValues;
import dev.sluice.cli.config.HashCaches;
import dev.sluice.cli.config.HelpFlags;
import dev.sluice.cli.config.OptionGroup;
import dev.sluice.cli.config.OutputFlags;
import dev.sluice.cli.config.S3Access;
import dev.sluice.cli.config.SideFlags;
import dev.sluice.cli.config.Stores;
import dev.sluice.cli.config.TransferFlags;
import dev.sluice.cli.config.WriteFlags;
import dev.sluice.cli.config.rule.FilterFlags;
import dev.sluice.diff.Sample;
import dev.sluice.engine.Tuning;
import dev.sluice.model.Comparison;
import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.report.RunStatus;
import dev.sluice.store.StoreException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/// A command that compares two places, and perhaps makes the second like the first. It knows every
/// flag that such commands have; each of them offers those that concern it, in its own order, and
/// the others stay as they are by default.
abstract class RunCommand implements Callable<Integer> {

  final ComparisonFlags comparison = new ComparisonFlags();
  final DeletionFlags deletion = new DeletionFlags();
  final CacheFlags cache = new CacheFlags();
  final FilterFlags filters = new FilterFlags();
  final OutputFlags output = new OutputFlags();
  final WriteFlags writing = new WriteFlags();
  final TransferFlags transfer = new TransferFlags();
  final ConnectionFlags connection = new ConnectionFlags();
  final SideFlags sides = new SideFlags();
  final HelpFlags general = new HelpFlags();

  private String source = "";

  private String destination = "";

  private boolean followSymlinks;

  private final CommandContext context;

  RunCommand(CommandContext context) {
    this.context = context;
  }

  /// The command line, for the parser.
  abstract CommandSpec spec();

  /// What is done about differences.
  abstract Mode mode();

  /// How far contents are compared unless it is said.
  abstract Comparison usualComparison();

  /// Of which keys the contents are compared.
  Sample sample() throws UsageException {
    return Sample.ALL;
  }

  /// Which share of the files that are known from before is read all the same, unless it is said.
  private double recheckShare(Sample sample) {
    if (!sample.isAll()) {
      return CacheRules.NONE_BUT_LOOKED_UP; // which files are read, the sample says
    }
    return mode() == Mode.VERIFY ? 1 : 0;
  }

  /// Declares the two places, and what becomes of links.
  final void declarePlaces(OptionGroup own, String onLinks, String onSource, String onTarget) {
    own.flag(onLinks, value -> followSymlinks = value, "-F", "--follow-symlinks");
    declarePlaces(own, onSource, onTarget);
  }

  /// Declares the two places.
  final void declarePlaces(OptionGroup own, String onSource, String onTarget) {
    own.argument("SRC", onSource, value -> source = value)
        .argument("DST", onTarget, value -> destination = value);
  }

  @Override
  public final Integer call() throws Exception {
    RunOptions options = options();
    List<String> keys = filters.explained(options.source(), options.destination());
    ReportedRun run = new ReportedRun(context);
    return keys.isEmpty() ? carryOut(run, options).exitCode() : run.explain(options, keys);
  }

  /// What the command does.
  RunStatus carryOut(ReportedRun run, RunOptions options)
      throws UsageException, StoreException, InterruptedException {
    return run.run(options).status();
  }

  /// Entries go below another folder where the source has no slash at its end.
  private static String appended(Location from) {
    return from.endsInSlash() ? "" : " +";
  }

  private RunOptions options() throws UsageException {
    Location from = FlagValues.location(source);
    Location to = FlagValues.location(destination);
    writing.check(to);
    Tuning tuning = transfer.tuning();
    S3Access common = connection.access();
    Comparison compared = comparison.comparison(usualComparison());
    Sample sample = sample();
    Stores.Settings stores =
        new Stores.Settings(
            sides.source(common),
            sides.destination(common),
            followSymlinks,
            writing.options(),
            tuning.transferWorkers(),
            tuning.temporaryFolder(),
            compared.compareTo(Comparison.MD5) < 0
                ? HashCaches.Settings.OFF
                : cache.settings(context.variables(), recheckShare(sample)),
            to + appended(from),
            from + appended(from));
    return new RunOptions(
        from,
        to,
        stores,
        new SyncPolicy(
            compared,
            mode(),
            deletion.deletion(),
            writing.overwriteChanged(),
            comparison.copiesAtDestination(),
            sample),
        filters.filter(from, to),
        tuning,
        transfer.grace(),
        output.mode());
  }
}
