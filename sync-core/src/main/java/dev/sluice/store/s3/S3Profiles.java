package dev.sluice.store.s3;

import dev.sluice.store.s3.config.AwsFiles;
import dev.sluice.store.s3.config.AwsProfile;
import dev.sluice.store.s3.config.MisconfiguredException;
import dev.sluice.store.s3.profile.ProfileDraft;
import dev.sluice.store.s3.profile.ProfileFiles;
import dev.sluice.store.s3.profile.RcloneSettings;
import dev.sluice.store.s3.profile.S3cmdSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The profiles of the AWS files of whoever runs this: those that there are, and writing one.
public final class S3Profiles {

  /// Ways to credentials that would count before keys.
  private static final List<String> OTHER_WAYS =
      List.of(
          "role_arn",
          "source_profile",
          "credential_process",
          "sso_session",
          "sso_start_url",
          "web_identity_token_file",
          "login_session");

  private final AwsFiles files;

  /// @param variables environment variables by name; null where one is not set
  /// @throws MisconfiguredException if a file is there and cannot be understood
  public S3Profiles(UnaryOperator<@Nullable String> variables) {
    this.files = AwsFiles.toBeWritten(variables);
  }

  /// Refuses what cannot be a profile's name.
  ///
  /// @throws MisconfiguredException if it is none
  public static void checkName(String name) {
    ProfileFiles.checkName(name);
  }

  /// Whether there is a profile of this name.
  public boolean has(String name) {
    return profile(name).isThere();
  }

  /// What makes keys useless in a profile that there is, such as `role_arn`.
  public Optional<String> otherWay(String name) {
    AwsProfile profile = profile(name);
    return OTHER_WAYS.stream().filter(way -> profile.property(way) != null).findFirst();
  }

  private AwsProfile profile(String name) {
    return new AwsProfile(name, true, files);
  }

  /// Writes one. What there is in the files beside it stays.
  ///
  /// @throws MisconfiguredException if no profile can have this name, or the files cannot be
  ///   written
  public void write(String name, ProfileDraft draft) {
    checkName(name);
    ProfileFiles.write(files, name, draft);
  }

  /// Where they are.
  public String places() {
    return files.toString();
  }

  /// What s3cmd's file says.
  ///
  /// @param file its name, for messages
  public static ProfileDraft ofS3cmd(String text, String file) {
    return S3cmdSettings.read(text, file);
  }

  /// What rclone's file says of a remote.
  ///
  /// @param file its name, for messages
  public static ProfileDraft ofRclone(String text, String file, String remote) {
    return RcloneSettings.read(text, file, remote);
  }
}
