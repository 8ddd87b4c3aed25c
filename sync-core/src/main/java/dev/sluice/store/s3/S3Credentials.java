package dev.sluice.store.s3;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/// Where credentials come from: the SDK's chain, or a profile where one is asked for.
final class S3Credentials {

  private S3Credentials() {}

  static AwsCredentialsProvider of(S3Settings settings) {
    if (settings.anonymous()) {
      return AnonymousCredentialsProvider.create();
    }
    String profile = settings.profile();
    return profile == null
        ? new OneLine(DefaultCredentialsProvider.builder().build(), null)
        : new OneLine(ProfileCredentialsProvider.create(profile), profile);
  }

  /// Says in one line what the SDK says in a page.
  ///
  /// @param source where the credentials come from
  /// @param profile the profile asked for; null where everything was searched
  private record OneLine(AwsCredentialsProvider source, @Nullable String profile)
      implements AwsCredentialsProvider {

    @Override
    public AwsCredentials resolveCredentials() {
      try {
        return source.resolveCredentials();
      } catch (SdkClientException | IllegalStateException e) {
        throw new MissingCredentialsException(complaint(e), e);
      }
    }

    private String complaint(RuntimeException e) {
      return profile == null
          ? "no credentials found. Give AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or --profile,"
              + " or sign in (aws sso login); --no-sign-request reads a public bucket without"
          : "the profile " + profile + " gives no credentials: " + e.getMessage();
    }
  }
}
