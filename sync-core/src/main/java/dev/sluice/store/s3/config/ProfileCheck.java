package dev.sluice.store.s3.config;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What can be seen to be wrong with a profile's credentials before anybody is asked for them, and
/// what helps.
public final class ProfileCheck {

  private static final String ROLE = "role_arn";
  private static final String KEY = "aws_access_key_id";
  private static final String SECRET = "aws_secret_access_key";

  private ProfileCheck() {}

  /// Looks at the profile and those that it builds on.
  ///
  /// @throws MissingCredentialsException if one of them cannot work
  static void refuse(AwsProfile profile) {
    Set<String> seen = new HashSet<>();
    String name = profile.name();
    while (name != null && seen.add(name)) {
      String fault = fault(profile, name);
      if (fault != null) {
        throw new MissingCredentialsException(
            "the profile "
                + profile.name()
                + " gives no credentials: "
                + (name.equals(profile.name()) ? "" : "its source, the profile " + name + ": ")
                + fault,
            null);
      }
      name = profile.property(name, "source_profile");
    }
  }

  private static @Nullable String fault(AwsProfile profile, String name) {
    if (profile.property(name, ROLE) != null && profile.property(name, "mfa_serial") != null) {
      return "it asks for a code of an MFA device (mfa_serial), which sluice cannot; "
          + byTheAwsTool(name);
    }
    if (profile.property(name, "login_session") != null) {
      return "it signs in by aws login (login_session), which sluice cannot; " + byTheAwsTool(name);
    }
    String role = profile.property(name, ROLE) == null ? null : roleFault(profile, name);
    if (role != null) {
      return role;
    }
    String session = profile.property(name, "sso_session");
    if (session != null && !profile.hasSection("sso-session", session)) {
      return "there is no section [sso-session " + MisconfiguredException.brief(session) + "]";
    }
    return half(profile, name);
  }

  private static @Nullable String roleFault(AwsProfile profile, String name) {
    String source = profile.property(name, "source_profile");
    if (source != null) {
      return profile.has(source)
          ? null
          : "its source_profile is "
              + MisconfiguredException.shown(source)
              + ", and there is no such profile";
    }
    return profile.property(name, "credential_source") != null
            || profile.property(name, "web_identity_token_file") != null
        ? null
        : "it has role_arn, but no source_profile, credential_source or web_identity_token_file";
  }

  private static @Nullable String half(AwsProfile profile, String name) {
    boolean hasKey = profile.property(name, KEY) != null;
    boolean hasSecret = profile.property(name, SECRET) != null;
    if (hasKey == hasSecret) {
      return null;
    }
    return "it has "
        + (hasKey ? KEY : SECRET)
        + ", but no "
        + (hasKey ? SECRET : KEY)
        + "; write both";
  }

  /// A profile that sluice can use, made of one that it cannot.
  private static String byTheAwsTool(String name) {
    return "let the AWS command line do it: in another profile write  credential_process = aws"
        + " configure export-credentials --format process --profile "
        + name;
  }

  /// What to do where the profile gives none.
  static @Nullable String remedy(AwsProfile profile) {
    if (profile.property("sso_session") != null || profile.property("sso_start_url") != null) {
      return "Sign in: aws sso login --profile " + profile.name();
    }
    if (profile.property("credential_process") != null) {
      return "Run its credential_process by hand to see";
    }
    return null;
  }
}
