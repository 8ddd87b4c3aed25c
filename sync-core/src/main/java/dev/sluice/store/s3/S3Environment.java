package dev.sluice.store.s3;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

/// What the process's environment and the AWS configuration files say, as far as the SDK does not
/// look for itself, or not early enough.
///
/// @param variables environment variables by name; null where one is not set
/// @param properties the profile's properties by name; null where one is not set
record S3Environment(
    UnaryOperator<@Nullable String> variables, UnaryOperator<@Nullable String> properties) {

  /// This process's.
  ///
  /// @param profile the profile asked for; null for the environment's, and else `default`
  static S3Environment ofProcess(@Nullable String profile) {
    UnaryOperator<@Nullable String> variables = name -> name == null ? null : System.getenv(name);
    ProfileFile files = ProfileFile.defaultProfileFile();
    String name = firstOf(profile, variables.apply("AWS_PROFILE"), "default");
    Optional<Profile> chosen = files.profile(name == null ? "default" : name);
    return new S3Environment(
        variables,
        property ->
            property == null ? null : chosen.flatMap(p -> p.property(property)).orElse(null));
  }

  /// A variable's value; null where it is not set or empty.
  @Nullable String variable(String name) {
    String value = variables.apply(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /// A property of the profile; null where it is not set or empty.
  @Nullable String property(String name) {
    String value = properties.apply(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /// The file of further certificate authorities.
  @Nullable String caBundle() {
    return firstOf(variable("AWS_CA_BUNDLE"), property("ca_bundle"));
  }

  /// Where the service is, unless it is AWS.
  @Nullable String endpointUrl() {
    return "true".equalsIgnoreCase(variable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"))
        ? null
        : firstOf(
            variable("AWS_ENDPOINT_URL_S3"),
            variable("AWS_ENDPOINT_URL"),
            property("endpoint_url"));
  }

  /// The region. EC2's metadata service is not asked: that costs seconds elsewhere, and AWS says by
  /// a redirect where a bucket is.
  @Nullable String region() {
    return firstOf(variable("AWS_REGION"), variable("AWS_DEFAULT_REGION"), property("region"));
  }

  /// Whether requests are to go without checksums that they need not have: the SDKs' setting for
  /// services that do not know them.
  boolean wantsNoChecksums() {
    return "when_required"
        .equalsIgnoreCase(
            firstOf(
                variable("AWS_REQUEST_CHECKSUM_CALCULATION"),
                property("request_checksum_calculation")));
  }

  /// Whether a switch is on: the variable where it is set, else the property.
  boolean isOn(String variable, String property) {
    return "true".equalsIgnoreCase(firstOf(variable(variable), property(property)));
  }

  static @Nullable String firstOf(@Nullable String... candidates) {
    for (String candidate : candidates) {
      if (candidate != null) {
        return candidate;
      }
    }
    return null;
  }
}
