package dev.sluice.cli.command.doctor;

import dev.sluice.checkup.Checkup;
import dev.sluice.checkup.Finding;
import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.command.context.Display;
import dev.sluice.cli.config.ConnectionFlags;
import dev.sluice.cli.config.FlagValues;
import dev.sluice.cli.config.HelpFlags;
import dev.sluice.cli.config.OptionGroup;
import dev.sluice.cli.config.Stores;
import dev.sluice.cli.output.CheckupReporter;
import dev.sluice.flow.Cancellation.Registration;
import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import dev.sluice.report.RunStatus;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.LeastPolicy;
import dev.sluice.store.s3.S3Scheme;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// `sluice doctor LOCATION`.
public final class DoctorCommand implements Callable<Integer> {

  /// For the removal of what was written, after a signal.
  private static final Duration GRACE = Duration.ofSeconds(10);

  private String location = "";
  private boolean readOnly;
  private boolean json;
  private @Nullable String policy;

  private final ConnectionFlags connection = new ConnectionFlags();
  private final HelpFlags general = new HelpFlags();

  private final CommandContext context;

  /// @param context what it runs in
  public DoctorCommand(CommandContext context) {
    this.context = context;
  }

  /// The command line, for the parser.
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("doctor");
    spec.usageMessage()
        .description(
            "Looks at a bucket and the way to it, or at a local folder, one thing after the other:"
                + " credentials, network, certificate, clock, region, what may be done, what the"
                + " service keeps to, how fast it is; and says what to do about what is wrong.");
    spec.usageMessage()
        .footer(
            "",
            "What it writes lies under a name of its own in the location (.sluice-doctor-...) and is removed",
            "again; with --read-only nothing is written. Leaves with 0 if all is well, with 1 if something",
            "should be known, else with the exit code that a run would have.");
    new OptionGroup(spec)
        .flag("Write nothing, and look at less.", value -> readOnly = value, "--read-only")
        .text(
            "COMMAND",
            "Look at nothing; print the least policy (IAM) that a command needs: "
                + LeastPolicy.names()
                + ".",
            value -> policy = value,
            "--policy")
        .flag("One JSON object a line.", value -> json = value, "--json")
        .argument("LOCATION", "What to look at.", value -> location = value);
    spec.addMixin("connection", connection.spec());
    spec.addMixin("general", general.spec());
    return spec;
  }

  @Override
  public Integer call() throws Exception {
    Location place = FlagValues.location(location);
    String command = policy;
    if (command != null) {
      context.console().print(leastPolicy(command, place));
      return RunStatus.OK.exitCode();
    }
    CheckupReporter reporter = Display.checkupReporter(context.console(), json);
    Checkup checkup = new Checkup(reporter::checked, context.cancellation()::isRunning);
    Stores.Settings settings = Stores.Settings.reading(connection.access());
    try (Registration _ = context.cancellation().underWay(GRACE);
        Stores stores = context.stores(settings)) {
      examine(stores, place, checkup);
    }
    RunStatus status = status(checkup);
    reporter.ended(place.text(), checkup, status);
    return status.exitCode();
  }

  private static String leastPolicy(String command, Location place) throws UsageException {
    LeastPolicy least =
        LeastPolicy.named(command)
            .orElseThrow(() ->
                new UsageException("--policy " + command + ": one of " + LeastPolicy.names()));
    if (!S3Scheme.isS3(place)) {
      throw new UsageException(
          place.text() + ": policies are about buckets; write s3://bucket/prefix/");
    }
    return least.json(S3Scheme.prefix(place));
  }

  private void examine(Stores stores, Location place, Checkup checkup)
      throws UsageException, StoreException, InterruptedException {
    if (S3Scheme.isS3(place)) {
      stores.doctor(place).examine(checkup, readOnly);
    } else {
      stores.localDoctor(place).examine(checkup, readOnly);
    }
  }

  private static RunStatus status(Checkup checkup) {
    Finding.Failed failure = checkup.firstFailure();
    if (failure != null) {
      return RunStatus.of(failure.kind());
    }
    return checkup.count(Finding.Warning.class) > 0 ? RunStatus.DIFFERENT : RunStatus.OK;
  }
}
