package dev.sluice.cli.command.doctor;

import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.config.OptionGroup;
import dev.sluice.model.UsageException;
import dev.sluice.store.s3.config.EndpointUrl;
import dev.sluice.store.s3.profile.ProfileDraft;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a profile is to say: by options, by another program's settings, or by answers.
final class DraftFlags {

  private @Nullable String endpoint;
  private @Nullable String region;
  private @Nullable String accessKey;
  private boolean secretFromInput;
  private @Nullable String from;

  /// Declares the options.
  void declare(OptionGroup own) {
    own.text(
            "URL",
            "The service, such as http://host:9000; aws for Amazon S3.",
            value -> endpoint = value,
            "--endpoint-url",
            "--endpoint")
        .text("NAME", "Its region.", value -> region = value, "--region")
        .text("KEY", "The access key.", value -> accessKey = value, "--access-key")
        .flag(
            "Read the secret key from the standard input, as one line.",
            value -> secretFromInput = value,
            "--secret-key-stdin")
        .text(
            "WHERE",
            "Take over what another program is set to: s3cfg, s3cfg=FILE, or rclone:REMOTE.",
            value -> from = value,
            "--from");
  }

  /// Whether the user is asked for what is missing.
  boolean isAsked() {
    return from == null && accessKey == null;
  }

  /// What is to be written.
  ///
  /// @throws UsageException if something is missing and nobody can be asked
  ProfileDraft draft(CommandContext context, Interview interview)
      throws UsageException, InterruptedException {
    String where = from;
    if (where != null) {
      if (accessKey != null || secretFromInput) {
        throw new UsageException("--from takes the keys over: leave --access-key out");
      }
      return completed(new ForeignFile(context.variables()).read(where));
    }
    boolean asks = isAsked();
    String service = endpoint;
    if (service == null && asks) {
      service =
          interview.ask(
              "Address of the service, such as http://host:9000 (empty for Amazon S3): ",
              "--endpoint-url, --region, --access-key and --secret-key-stdin");
    }
    URI url = url("--endpoint-url", service);
    String place = region;
    if (place == null && asks) {
      place = interview.ask("Region (us-east-1): ", "--region");
    }
    String key = accessKey;
    if (key == null) {
      key = required(interview.ask("Access key: ", "--access-key"), "the access key");
    }
    String secret =
        secretFromInput
            ? firstLine()
            : interview.askSecret("Secret key (not shown): ", "--secret-key-stdin");
    return new ProfileDraft(
        url,
        place == null ? "us-east-1" : place,
        key,
        required(secret, "the secret key"),
        null,
        null,
        false,
        List.of());
  }

  /// What options say counts before what was taken over.
  private ProfileDraft completed(ProfileDraft taken) {
    String place = region != null ? region : taken.region();
    return new ProfileDraft(
        endpoint == null ? taken.endpointUrl() : url("--endpoint-url", endpoint),
        place == null ? "us-east-1" : place,
        taken.accessKey(),
        taken.secretKey(),
        taken.sessionToken(),
        taken.caBundle(),
        taken.wantsNoChecksums(),
        taken.notes());
  }

  private static @Nullable URI url(String name, @Nullable String text) {
    return text == null || text.equalsIgnoreCase("aws") ? null : EndpointUrl.parse(name, text);
  }

  private static String required(@Nullable String value, String what) throws UsageException {
    if (value == null || value.isEmpty()) {
      throw new UsageException(what + " is empty");
    }
    return value;
  }

  private static @Nullable String firstLine() throws UsageException {
    try {
      String line =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
      return line == null ? null : line.strip();
    } catch (IOException e) {
      throw new UsageException("--secret-key-stdin: cannot be read: " + e.getMessage());
    }
  }
}
