package dev.sluice.store.s3;

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
    if (profile != null) {
      return new Named(
          ProfileCredentialsProvider.create(profile),
          "no credentials in the profile " + profile + ". Look into ~/.aws/credentials and");
    }
    return new Named(
        DefaultCredentialsProvider.builder().build(),
        "no credentials. Give AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, --profile, or"
            + " --no-sign-request for a public bucket; searched were the environment,");
  }

  /// Says in one line what the SDK says in a page.
  private record Named(AwsCredentialsProvider source, String complaint)
      implements AwsCredentialsProvider {
    @Override
    public AwsCredentials resolveCredentials() {
      try {
        return source.resolveCredentials();
      } catch (SdkClientException | IllegalStateException e) {
        throw new MissingCredentialsException(complaint, e);
      }
    }
  }
}
