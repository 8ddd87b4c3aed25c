package dev.sluice.cli.command.doctor;

import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.config.FlagValues;
import dev.sluice.cli.config.HelpFlags;
import dev.sluice.cli.config.OptionGroup;
import dev.sluice.cli.output.console.Escapes;
import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import dev.sluice.report.RunStatus;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.s3.S3Profiles;
import dev.sluice.store.s3.S3Scheme;
import dev.sluice.store.s3.config.MisconfiguredException;
import dev.sluice.store.s3.profile.ProfileDraft;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// `sluice configure [s3://BUCKET/PREFIX/]`.
public final class ConfigureCommand implements Callable<Integer> {

  private static final String DEFAULT = "default";

  /// What counts before a profile that is not named by an option.
  private static final List<String> BEFORE_PROFILES =
      List.of(
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_ENDPOINT_URL",
          "AWS_ENDPOINT_URL_S3",
          "AWS_REGION",
          "AWS_DEFAULT_REGION");

  private @Nullable String profile;
  private @Nullable String location;
  private boolean force;
  private boolean noTry;

  private final DraftFlags draft = new DraftFlags();
  private final HelpFlags general = new HelpFlags();

  private final CommandContext context;

  /// @param context what it runs in
  public ConfigureCommand(CommandContext context) {
    this.context = context;
  }

  /// The command line, for the parser.
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("configure");
    spec.usageMessage()
        .description(
            "Writes a profile into the AWS files (~/.aws): asks for the service, its region and the keys,"
                + " or takes them from options or another program's settings. Then tries it; with a"
                + " bucket, all that doctor looks at, and sets right what that finds.");
    spec.usageMessage()
        .footer(
            "",
            "Other profiles, comments and their order stay byte for byte. A secret key is typed, or read from the",
            "standard input; it is never an option's value, which everybody on the machine could see.");
    OptionGroup own =
        new OptionGroup(spec)
            .text(
                "NAME", "The profile; default unless said.", value -> profile = value, "--profile");
    draft.declare(own);
    own.flag("Change a profile that there is, without asking.", value -> force = value, "--force")
        .flag("Write it, and ask no service.", value -> noTry = value, "--no-try")
        .optionalArgument(
            "s3://BUCKET/PREFIX/", "Where to try what may be done.", value -> location = value);
    spec.addMixin("general", general.spec());
    return spec;
  }

  @Override
  public Integer call() throws Exception {
    try {
      return configure().exitCode();
    } catch (MisconfiguredException e) {
      throw new StoreException(Kind.MISCONFIGURED, e.getMessage(), e);
    }
  }

  private RunStatus configure() throws UsageException, StoreException, InterruptedException {
    Location place = place();
    Interview interview = new Interview(context);
    S3Profiles profiles = new S3Profiles(context.variables());
    ProfileDraft wanted = draft.draft(context, interview);
    String name = name(interview);
    String refusal = refusal(profiles, name, interview);
    if (refusal != null) {
      context.console().error("sluice: " + Escapes.line(refusal));
      return RunStatus.GUARD_REFUSED;
    }
    profiles.write(name, wanted);
    print("wrote the profile " + name + " to " + profiles.places());
    wanted.notes().forEach(note -> context.console().error("WARNING: " + Escapes.line(note)));
    warnOfVariables();
    return noTry ? RunStatus.OK : tried(new Trial(context, profiles, name), wanted, place, name);
  }

  private RunStatus tried(Trial trial, ProfileDraft wanted, @Nullable Location place, String name)
      throws UsageException, StoreException, InterruptedException {
    RunStatus status = RunStatus.INTERNAL;
    try {
      status = trial.run(wanted, place);
      return status;
    } finally {
      if (status == RunStatus.OK) {
        print("Next:  sluice ls" + next(name, place));
      } else {
        print("The profile is written, and does not work yet; --force changes it.");
      }
    }
  }

  private @Nullable Location place() throws UsageException {
    String text = location;
    if (text == null) {
      return null;
    }
    Location place = FlagValues.location(text);
    if (!S3Scheme.isS3(place)) {
      throw new UsageException(text + ": it is tried in a bucket; write s3://bucket/prefix/");
    }
    return place;
  }

  private String name(Interview interview) throws UsageException, InterruptedException {
    String name = profile;
    if (name == null && draft.isAsked()) {
      name = interview.ask("Name of the profile (default): ", "--profile NAME");
    }
    if (name != null && name.isBlank()) {
      throw new UsageException("--profile: the value is empty");
    }
    return name == null ? DEFAULT : name;
  }

  /// Why a profile is not to be written; null where it is.
  private @Nullable String refusal(S3Profiles profiles, String name, Interview interview)
      throws InterruptedException {
    S3Profiles.checkName(name);
    String way = profiles.otherWay(name).orElse(null);
    if (way != null) {
      return "the profile "
          + name
          + " gets its credentials otherwise ("
          + way
          + "), and keys would have no effect there; take another name by --profile";
    }
    if (force || !profiles.has(name)) {
      return null;
    }
    Boolean agrees =
        interview.agrees(
            "There is a profile " + name + " already. Change its keys and settings? (yes or no) ");
    if (agrees == null) {
      return "there is a profile " + name + " already: say --force to change it, or another name";
    }
    return agrees ? null : "nothing was written: the profile " + name + " stays as it is";
  }

  private void warnOfVariables() {
    List<String> set =
        BEFORE_PROFILES.stream()
            .filter(each -> {
              String value = context.variables().apply(each);
              return value != null && !value.isBlank();
            })
            .toList();
    if (!set.isEmpty()) {
      context
          .console()
          .error(
              "WARNING: "
                  + String.join(" and ", set)
                  + (set.size() == 1 ? " is set, which counts" : " are set, which count")
                  + " before what a profile says; take them out of the environment, or name the"
                  + " profile by --profile (which leaves the endpoint and the region to them)");
    }
  }

  private void print(String line) {
    context.console().print(Escapes.line(line));
  }

  private static String next(String name, @Nullable Location place) {
    return (place == null ? "" : " " + place.text())
        + (name.equals(DEFAULT) ? "" : " --profile " + name);
  }
}
