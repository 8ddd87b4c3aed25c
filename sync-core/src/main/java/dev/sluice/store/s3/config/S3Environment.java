package dev.sluice.store.s3.config;

import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What the process's environment and the AWS configuration files say, as far as the SDK does not
/// look for itself, or not early enough.
///
/// @param variables environment variables by name; null where one is not set
/// @param properties the profile's properties by name, and those that its `services` section has
///   for S3, by their name behind [#SERVICE]; null where one is not set
public record S3Environment(
    UnaryOperator<@Nullable String> variables, UnaryOperator<@Nullable String> properties) {

  /// Before the name of a property of the `services` section.
  static final String SERVICE = "services:";

  private static final String IGNORE_VARIABLE = "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS";
  private static final String IGNORE_PROPERTY = "ignore_configured_endpoint_urls";
  private static final String CHECKSUMS_VARIABLE = "AWS_REQUEST_CHECKSUM_CALCULATION";
  private static final String CHECKSUMS_PROPERTY = "request_checksum_calculation";

  private static final String DUAL_STACK_VARIABLE = "AWS_USE_DUALSTACK_ENDPOINT";
  private static final String DUAL_STACK_PROPERTY = "use_dualstack_endpoint";
  private static final String FIPS_VARIABLE = "AWS_USE_FIPS_ENDPOINT";
  private static final String FIPS_PROPERTY = "use_fips_endpoint";

  /// Switches, as variable and property: true or false, and nothing else.
  private static final Map<String, String> SWITCHES =
      Map.of(
          IGNORE_VARIABLE,
          IGNORE_PROPERTY,
          DUAL_STACK_VARIABLE,
          DUAL_STACK_PROPERTY,
          FIPS_VARIABLE,
          FIPS_PROPERTY,
          "AWS_S3_USE_ARN_REGION",
          "s3_use_arn_region",
          "AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS",
          "s3_disable_multiregion_access_points");

  /// This process's.
  ///
  /// @param profile the profile asked for; null for the environment's, and else `default`
  /// @throws MisconfiguredException if there is no such profile, or the files cannot be understood
  public static S3Environment ofProcess(@Nullable String profile) {
    UnaryOperator<@Nullable String> variables = ofProcess();
    return of(variables, AwsProfile.choose(profile, variables, AwsFiles.of(variables)));
  }

  /// This process's variables.
  public static UnaryOperator<@Nullable String> ofProcess() {
    return name -> name == null ? null : System.getenv(name);
  }

  /// These variables, and what this profile says.
  public static S3Environment of(UnaryOperator<@Nullable String> variables, AwsProfile profile) {
    return new S3Environment(
        variables,
        name -> {
          if (name == null) {
            return null;
          }
          return name.startsWith(SERVICE)
              ? profile.serviceProperty("s3", name.substring(SERVICE.length()))
              : profile.property(name);
        });
  }

  /// Refuses settings that have a value they cannot have, or that the endpoint cannot follow,
  /// before anything is sent by a guess.
  ///
  /// @param isOwnEndpoint whether the endpoint is not AWS's own
  /// @throws MisconfiguredException if there is one
  public void check(boolean isOwnEndpoint) {
    SWITCHES.forEach(this::isOn);
    wantsNoChecksums();
    if (isOwnEndpoint && (isFips() || isDualStack())) {
      throw new MisconfiguredException(
          (isFips()
                  ? FIPS_VARIABLE + " or " + FIPS_PROPERTY
                  : DUAL_STACK_VARIABLE + " or " + DUAL_STACK_PROPERTY)
              + " is on, which has a meaning for AWS's own endpoints alone; switch it off, or name"
              + " no endpoint");
    }
  }

  /// Whether AWS's dual-stack endpoints are to be used.
  public boolean isDualStack() {
    return isOn(DUAL_STACK_VARIABLE, DUAL_STACK_PROPERTY);
  }

  /// Whether AWS's FIPS endpoints are to be used.
  public boolean isFips() {
    return isOn(FIPS_VARIABLE, FIPS_PROPERTY);
  }

  /// A variable's value; null where it is not set or empty.
  public @Nullable String variable(String name) {
    String value = variables.apply(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /// A property of the profile; null where it is not set or empty.
  @Nullable String property(String name) {
    String value = properties.apply(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  private @Nullable Setting variableSetting(String name) {
    String value = variable(name);
    return value == null ? null : new Setting(name, value);
  }

  private @Nullable Setting propertySetting(String name) {
    String value = property(name);
    if (value == null) {
      return null;
    }
    return name.startsWith(SERVICE)
        ? new Setting(
            name.substring(SERVICE.length()) + " of the profile's services section", value)
        : new Setting(name + " of the profile", value);
  }

  /// The file of further certificate authorities.
  public @Nullable Setting caBundle() {
    return Setting.firstOf(variableSetting("AWS_CA_BUNDLE"), propertySetting("ca_bundle"));
  }

  /// Where the service is, unless it is AWS.
  public @Nullable Setting endpointUrl() {
    return isOn(IGNORE_VARIABLE, IGNORE_PROPERTY)
        ? null
        : Setting.firstOf(
            variableSetting("AWS_ENDPOINT_URL_S3"),
            variableSetting("AWS_ENDPOINT_URL"),
            propertySetting(SERVICE + "endpoint_url"),
            propertySetting("endpoint_url"));
  }

  /// The region. EC2's metadata service is not asked: that costs seconds elsewhere, and AWS says by
  /// a redirect where a bucket is.
  public @Nullable Setting region() {
    return Setting.firstOf(
        variableSetting("AWS_REGION"),
        variableSetting("AWS_DEFAULT_REGION"),
        propertySetting("region"));
  }

  /// Whether requests are to go without checksums that they need not have: the SDKs' setting for
  /// services that do not know them.
  ///
  /// @throws MisconfiguredException if it is none of its values
  public boolean wantsNoChecksums() {
    Setting setting =
        Setting.firstOf(variableSetting(CHECKSUMS_VARIABLE), propertySetting(CHECKSUMS_PROPERTY));
    if (setting == null) {
      return false;
    }
    return switch (setting.value().toLowerCase(Locale.ROOT)) {
      case "when_supported" -> false;
      case "when_required" -> true;
      default -> throw wrong(setting, "when_supported or when_required");
    };
  }

  /// Whether a switch is on: the variable where it is set, else the property.
  ///
  /// @throws MisconfiguredException if it is neither true nor false
  public boolean isOn(String variable, String property) {
    Setting setting = Setting.firstOf(variableSetting(variable), propertySetting(property));
    if (setting == null) {
      return false;
    }
    return switch (setting.value().toLowerCase(Locale.ROOT)) {
      case "false" -> false;
      case "true" -> true;
      default -> throw wrong(setting, "true or false");
    };
  }

  private static MisconfiguredException wrong(Setting setting, String may) {
    return new MisconfiguredException(
        setting.name()
            + " is "
            + MisconfiguredException.shown(setting.value())
            + "; it may be "
            + may);
  }
}
