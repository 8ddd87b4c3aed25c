package dev.sluice.cli.command.care;

import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.config.ConnectionFlags;
import dev.sluice.cli.config.FlagValues;
import dev.sluice.cli.config.HelpFlags;
import dev.sluice.cli.config.OptionGroup;
import dev.sluice.cli.config.OutputFlags;
import dev.sluice.cli.config.Stores;
import dev.sluice.cli.config.TransferFlags;
import dev.sluice.cli.config.rule.FilterFlags;
import dev.sluice.cli.output.CareReporter.Subjects;
import dev.sluice.cli.output.OutputMode;
import dev.sluice.engine.Tuning;
import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import dev.sluice.store.s3.S3Scheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// `sluice acl audit LOCATION`.
final class AclAuditCommand implements Callable<Integer> {

  private String location = "";
  private boolean allVersions;
  private boolean fix;
  private boolean dryRun;
  private @Nullable String csv;
  private @Nullable String list;
  private final List<String> expected = new ArrayList<>();

  private final ProbeFlag probe = new ProbeFlag();
  private final FilterFlags filters = new FilterFlags();
  private final OutputFlags output = new OutputFlags();
  private final TransferFlags pace = new TransferFlags();
  private final ConnectionFlags connection = new ConnectionFlags();
  private final HelpFlags general = new HelpFlags();

  private final CommandContext context;

  AclAuditCommand(CommandContext context) {
    this.context = context;
  }

  /// The command line, for the parser.
  CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("audit");
    spec.usageMessage()
        .description(
            "Tells who can read what is in a bucket or under a prefix, by all that is set together:"
                + " lists, policy, public access block, ownership. Leaves with 1 if anything is public"
                + " that is not expected to be.")
        .footer("", "See docs/acls.md.");
    OptionGroup own =
        new OptionGroup(spec)
            .flag(
                "Every version, each of which has a list of its own.",
                value -> allVersions = value,
                "--all-versions")
            .text(
                "GLOB",
                "What may be public; s3://bucket for the bucket's own list and what its policy allows"
                    + " with the bucket. May be given several times.",
                expected::add,
                "--expect")
            .flag(
                "Make the lists private of what is public and not expected to be, and of nothing else.",
                value -> fix = value,
                "--fix");
    probe.declare(own);
    own.text("FILE", "Write a table with a row for each object.", value -> csv = value, "--csv")
        .text(
            "FILE",
            "With --fix: write down each list before it is changed, as JSON lines.",
            value -> list = value,
            "--list")
        .flag(
            "With --fix: say what would be made private, and change nothing.",
            value -> dryRun = value,
            "-n",
            "--dry-run",
            "--dryrun")
        .argument("LOCATION", "s3://bucket or s3://bucket/prefix/.", value -> location = value);
    return spec.addMixin("filters", filters.specOfRules())
        .addMixin("output", output.spec())
        .addMixin("pace", pace.specWithoutContents())
        .addMixin("connection", connection.spec())
        .addMixin("general", general.spec());
  }

  @Override
  public Integer call() throws Exception {
    Location place = FlagValues.location(location);
    if (!S3Scheme.isS3(place)) {
      throw new UsageException(location + ": only what is in S3 has access control lists");
    }
    if (!fix && (dryRun || list != null)) {
      throw new UsageException("--dry-run and --list go with --fix; without it nothing is changed");
    }
    Tuning tuning = pace.tuning();
    OutputMode mode = output.mode();
    CareSession.Manner manner =
        new CareSession.Manner(
            Stores.Settings.reading(connection.access())
                .with(tuning.transferWorkers(), tuning.temporaryFolder()),
            tuning.transferWorkers(),
            tuning.listWorkers(),
            pace.grace(),
            // For a person, a line for each that is public is what this is about.
            mode.json() || mode.quiet()
                ? mode
                : new OutputMode(false, true, false, mode.progress()));
    Audit audit =
        new Audit(
            allVersions,
            filters.filter(place, place),
            Expected.of(expected, place),
            fix,
            dryRun,
            probe.size(),
            path("--csv", csv),
            path("--list", list));
    String bucket = place.authority();
    Subjects subjects =
        new Subjects(
            "acl audit",
            place.text(),
            dryRun,
            "close",
            fix ? "closed" : "public",
            (key, version) -> Removing.address(bucket, key, version));
    return AclSession.reported(
            context, place, manner, subjects, session -> audit.run(session, mode.json()))
        .exitCode();
  }

  private static @Nullable Path path(String flag, @Nullable String text) throws UsageException {
    return text == null ? null : RemovalOptions.path(flag, text);
  }
}
