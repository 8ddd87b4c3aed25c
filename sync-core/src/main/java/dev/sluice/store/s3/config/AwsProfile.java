package dev.sluice.store.s3.config;

import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

/// The profile of the AWS files that counts, and what it says.
///
/// @param name its name
/// @param isNamed whether the user named it, and it is not just the one that there always is
/// @param files where it is
public record AwsProfile(String name, boolean isNamed, AwsFiles files) {

  static final String DEFAULT = "default";

  /// The profile asked for; else the environment's; else `default`, which need not be there.
  ///
  /// @param asked by an option, or null
  /// @throws MisconfiguredException if one is named that is not there
  public static AwsProfile choose(
      @Nullable String asked, UnaryOperator<@Nullable String> variables, AwsFiles files) {
    String variable = System.getProperty("aws.profile", variables.apply("AWS_PROFILE"));
    String named = asked != null ? asked : variable == null ? "" : variable.strip();
    if (named.isBlank()) {
      return new AwsProfile(DEFAULT, false, files);
    }
    AwsProfile profile = new AwsProfile(named, true, files);
    if (profile.find(named).isEmpty() && !named.equals(DEFAULT)) {
      throw profile.unknown(asked == null ? " (AWS_PROFILE)" : "");
    }
    return profile;
  }

  private MisconfiguredException unknown(String where) {
    String shown = MisconfiguredException.shown(name);
    if (files.hasWithoutProfile(name)) {
      return new MisconfiguredException(
          "there is no profile %s%s; in the configuration file its section begins with [%s], and must with [profile %s]"
              .formatted(shown, where, name, name));
    }
    String others =
        files.current().profiles().keySet().stream().sorted().collect(Collectors.joining(", "));
    return new MisconfiguredException(
        "there is no profile "
            + shown
            + where
            + "; "
            + (others.isEmpty()
                ? "there are none"
                : "there are: " + MisconfiguredException.brief(others))
            + ", in "
            + files);
  }

  private Optional<Profile> find(String profile) {
    return files.current().profile(profile);
  }

  /// Whether it is in the files.
  public boolean isThere() {
    return has(name);
  }

  /// A property; null where it is not set.
  public @Nullable String property(String property) {
    return property(name, property);
  }

  /// Another profile's property.
  @Nullable String property(String profile, String property) {
    return find(profile).flatMap(p -> p.property(property)).filter(v -> !v.isBlank()).orElse(null);
  }

  /// Whether there is a profile of this name.
  boolean has(String profile) {
    return find(profile).isPresent();
  }

  /// Whether there is a section of this kind and name, such as `[sso-session corp]`.
  boolean hasSection(String kind, String section) {
    return files.current().getSection(kind, section).isPresent();
  }

  /// What the profile's `services` section says of a service.
  ///
  /// @return null where the profile has no such section, or the section does not say
  /// @throws MisconfiguredException if the profile names a section that is not there
  @Nullable String serviceProperty(String service, String property) {
    String section = property("services");
    if (section == null) {
      return null;
    }
    ProfileFile current = files.current();
    Profile services =
        current
            .getSection("services", section.strip())
            .orElseThrow(() ->
                new MisconfiguredException(
                    "the profile %s names the section [services %s], which is not in %s"
                        .formatted(name, MisconfiguredException.brief(section.strip()), files)));
    return services
        .property((service + "." + property).toLowerCase(Locale.ROOT))
        .filter(v -> !v.isBlank())
        .orElse(null);
  }
}
