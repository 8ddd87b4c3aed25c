package dev.sluice.cli.command.doctor;

import dev.sluice.checkup.CheckName;
import dev.sluice.checkup.Checkup;
import dev.sluice.checkup.Finding;
import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.command.context.Display;
import dev.sluice.cli.config.S3Access;
import dev.sluice.cli.config.Stores;
import dev.sluice.flow.Cancellation.Registration;
import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import dev.sluice.report.RunStatus;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.s3.S3Doctor;
import dev.sluice.store.s3.S3Profiles;
import dev.sluice.store.s3.profile.ProfileDraft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tries a profile that was just written, and sets right in it what the service tells.
final class Trial {

  /// These count before a profile, and it is the profile that is tried.
  private static final Set<String> HIDDEN =
      Set.of(
          "AWS_ENDPOINT_URL",
          "AWS_ENDPOINT_URL_S3",
          "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
          "AWS_REGION",
          "AWS_DEFAULT_REGION",
          "AWS_REQUEST_CHECKSUM_CALCULATION");

  private static final Duration GRACE = Duration.ofSeconds(10);

  private final CommandContext context;
  private final S3Profiles profiles;
  private final String name;

  /// @param name the profile's
  Trial(CommandContext context, S3Profiles profiles, String name) {
    this.context =
        context.with(variable ->
            variable == null || HIDDEN.contains(variable)
                ? null
                : context.variables().apply(variable));
    this.profiles = profiles;
    this.name = name;
  }

  /// Tries it.
  ///
  /// @param place where; null for asking the service alone
  /// @return how that ends
  RunStatus run(ProfileDraft draft, @Nullable Location place)
      throws UsageException, StoreException, InterruptedException {
    return place == null ? service() : bucket(draft, place);
  }

  private Stores.Settings settings() {
    return Stores.Settings.reading(new S3Access(name, null, null, false, Duration.ofSeconds(5)));
  }

  private RunStatus service() throws UsageException, StoreException, InterruptedException {
    try {
      int count =
          context.interruptibly(() -> {
            try (Stores stores = context.stores(settings())) {
              return stores.buckets().list().size();
            }
          });
      context
          .console()
          .print(
              "The service takes the keys; they see "
                  + (count == 1 ? "1 bucket." : count + " buckets."));
      return RunStatus.OK;
    } catch (StoreException e) {
      if (e.kind() != Kind.DENIED) {
        throw e;
      }
      context
          .console()
          .print("The service takes the keys, which may not list buckets: name one to try it.");
      return RunStatus.OK;
    }
  }

  private RunStatus bucket(ProfileDraft draft, Location place)
      throws UsageException, StoreException, InterruptedException {
    Seen seen = look(place);
    ProfileDraft better = draft;
    List<String> changes = new ArrayList<>();
    String region = seen.region();
    if (region != null && !region.equals(draft.region())) {
      better = better.inRegion(region);
      changes.add("region = " + region);
    }
    if (seen.checkup().hasWarned(CheckName.CHECKSUMS)) {
      better = better.withoutChecksums();
      changes.add("request_checksum_calculation = when_required");
    }
    if (better.equals(draft)) {
      return status(seen.checkup());
    }
    profiles.write(name, better);
    context
        .console()
        .print(
            "changed the profile "
                + name
                + " by what the service tells: "
                + String.join(", ", changes));
    boolean hadFailed = seen.checkup().firstFailure(CheckName.LIST) != null;
    return hadFailed ? status(look(place).checkup()) : status(seen.checkup());
  }

  /// What was found, and where the bucket is, if the service says so.
  private record Seen(Checkup checkup, @Nullable String region) {}

  private Seen look(Location place) throws UsageException, StoreException, InterruptedException {
    Checkup checkup =
        new Checkup(
            Display.checkupReporter(context.console(), false)::checked,
            context.cancellation()::isRunning);
    try (Registration _ = context.cancellation().underWay(GRACE);
        Stores stores = context.stores(settings())) {
      S3Doctor doctor = stores.doctor(place);
      doctor.examine(checkup, false);
      return new Seen(checkup, doctor.bucketRegion());
    }
  }

  /// That keys may not do everything is no fault of a profile.
  private static RunStatus status(Checkup checkup) {
    Finding.Failed failure = checkup.firstFailure(CheckName.LIST);
    return failure == null ? RunStatus.OK : RunStatus.of(failure.kind());
  }
}
