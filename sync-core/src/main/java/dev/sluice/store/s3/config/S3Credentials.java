package dev.sluice.store.s3.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;

/// Where credentials come from: the places of the SDK's chain, in its order, but that the first
/// place where something was *set* counts. What is wrong there is told, and no other identity is
/// taken in its stead: an expired sign-on must not become the machine's role.
public final class S3Credentials {

  private static final String KEY = "AWS_ACCESS_KEY_ID";
  private static final String SECRET = "AWS_SECRET_ACCESS_KEY";
  private static final String TOKEN_FILE = "AWS_WEB_IDENTITY_TOKEN_FILE";
  private static final String ROLE = "AWS_ROLE_ARN";

  /// Any of these in a profile says that it is to give credentials.
  private static final List<String> WAYS =
      List.of(
          "aws_access_key_id",
          "aws_secret_access_key",
          "credential_process",
          "role_arn",
          "sso_session",
          "sso_start_url",
          "web_identity_token_file",
          "login_session");

  private final S3Environment environment;
  private final AwsProfile profile;

  private S3Credentials(S3Environment environment, AwsProfile profile) {
    this.environment = environment;
    this.profile = profile;
  }

  /// The credentials for these service. Nothing is read or asked before the first use.
  public static AwsCredentialsProvider of(
      S3Service service, S3Environment environment, AwsProfile profile) {
    if (service.anonymous()) {
      return AnonymousCredentialsProvider.create();
    }
    S3Credentials search = new S3Credentials(environment, profile);
    boolean everywhere = service.profile() == null;
    Lazy<CredentialSource> source = new Lazy<>(() -> search.choose(everywhere));
    return new Chosen(source);
  }

  /// The credentials of the place that counts.
  public static final class Chosen implements AwsCredentialsProvider {
    private final Lazy<CredentialSource> source;

    private Chosen(Lazy<CredentialSource> source) {
      this.source = source;
    }

    @Override
    public AwsCredentials resolveCredentials() {
      return source.get().resolveCredentials();
    }

    /// The place, for the user.
    ///
    /// @throws MissingCredentialsException if there is none
    public String place() {
      CredentialSource found = source.get();
      return found.isLastOfAll() ? "the machine's role" : found.name();
    }
  }

  /// @param everywhere whether variables count too, since no option names a profile
  private CredentialSource choose(boolean everywhere) {
    if (everywhere) {
      if (isSet(System.getProperty("aws.accessKeyId"))) {
        return new CredentialSource(
            "the property aws.accessKeyId", SystemPropertyCredentialsProvider.create(), null);
      }
      if (environment.variable(KEY) != null || environment.variable(SECRET) != null) {
        return ofVariables();
      }
      if (environment.variable(TOKEN_FILE) != null) {
        return ofTokenFile();
      }
    }
    if (WAYS.stream().anyMatch(way -> profile.property(way) != null)) {
      return ofProfile();
    }
    if (environment.variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") != null
        || environment.variable("AWS_CONTAINER_CREDENTIALS_FULL_URI") != null) {
      return new CredentialSource(
          "the container's service (AWS_CONTAINER_CREDENTIALS_…)",
          ContainerCredentialsProvider.builder().build(),
          null);
    }
    return ofInstance();
  }

  private static boolean isSet(@Nullable String value) {
    return value != null && !value.isBlank();
  }

  private CredentialSource ofVariables() {
    String key = environment.variable(KEY);
    String secret = environment.variable(SECRET);
    if (key == null || secret == null) {
      throw new MissingCredentialsException(
          (key == null ? SECRET : KEY)
              + " is set, but "
              + (key == null ? KEY : SECRET)
              + " is not; set both, or neither",
          null);
    }
    String token = environment.variable("AWS_SESSION_TOKEN");
    return new CredentialSource(
        "the keys in " + KEY + " and " + SECRET,
        StaticCredentialsProvider.create(
            token == null
                ? AwsBasicCredentials.create(key, secret)
                : AwsSessionCredentials.create(key, secret, token)),
        null);
  }

  private CredentialSource ofTokenFile() {
    String file = environment.variable(TOKEN_FILE);
    String role = environment.variable(ROLE);
    if (role == null) {
      throw new MissingCredentialsException(
          TOKEN_FILE + " is set, but " + ROLE + " is not; set both, or neither", null);
    }
    return new CredentialSource(
        "the web identity (" + TOKEN_FILE + ")",
        WebIdentityTokenFileCredentialsProvider.builder()
            .roleArn(role)
            .roleSessionName(environment.variable("AWS_ROLE_SESSION_NAME"))
            .webIdentityTokenFile(path(String.valueOf(file)))
            .build(),
        null);
  }

  private static Path path(String file) {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new MissingCredentialsException(
          TOKEN_FILE + ": no file can have the name " + MisconfiguredException.shown(file), e);
    }
  }

  private CredentialSource ofProfile() {
    ProfileCheck.refuse(profile);
    return new CredentialSource(
        "the profile " + profile.name(),
        ProfileCredentialsProvider.builder()
            .profileFile(profile.files()::current)
            .profileName(profile.name())
            .build(),
        ProfileCheck.remedy(profile));
  }

  private CredentialSource ofInstance() {
    String none =
        profile.isNamed()
            ? "the profile "
                + profile.name()
                + " holds no credentials, and there are none elsewhere"
            : "no credentials found";
    String disabled = environment.variable("AWS_EC2_METADATA_DISABLED");
    if ("true".equalsIgnoreCase(disabled)) {
      throw new MissingCredentialsException(none + ". " + CredentialSource.HOW, null);
    }
    return CredentialSource.lastOfAll(
        InstanceProfileCredentialsProvider.builder()
            .profileFile(profile.files()::current)
            .profileName(profile.name())
            .build(),
        none);
  }
}
