package dev.sluice.store.s3.profile;

import dev.sluice.store.s3.config.EndpointUrl;
import dev.sluice.store.s3.config.MisconfiguredException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads rclone's file, `rclone.conf`.
public final class RcloneSettings {

  private static final String ENCRYPTED = "RCLONE_ENCRYPT_V";

  private RcloneSettings() {}

  /// What it says of a remote.
  ///
  /// @param file its name, for messages
  /// @param remote the remote's name, without a colon
  /// @throws MisconfiguredException if there is none, or it cannot be taken over
  public static ProfileDraft read(String text, String file, String remote) {
    if (text.lines().map(String::strip).anyMatch(line -> line.startsWith(ENCRYPTED))) {
      throw new MisconfiguredException(
          file
              + ": it is encrypted, which sluice does not read; take the encryption off for a moment"
              + " (rclone config, s), or give the keys by hand");
    }
    IniSection section =
        IniSection.of(text, remote)
            .orElseThrow(() ->
                new MisconfiguredException(
                    file + ": there is no remote " + MisconfiguredException.shown(remote)));
    String type = section.get("type");
    if (!"s3".equals(type)) {
      throw new MisconfiguredException(
          "the remote "
              + remote
              + " is of the type "
              + (type == null ? "nobody knows" : MisconfiguredException.brief(type))
              + ", and not s3: name the one that it is built on, if that is of S3");
    }
    String key = section.get("access_key_id");
    String secret = section.get("secret_access_key");
    if (key == null || secret == null) {
      throw new MisconfiguredException(
          "the remote "
              + remote
              + (section.isOn("env_auth", false)
                  ? " has no keys and takes them from the environment (env_auth), where sluice finds"
                      + " them too: there is nothing to set up"
                  : " has no access_key_id or no secret_access_key, so there are no keys to take"
                      + " over"));
    }
    return new ProfileDraft(
        endpoint(section, file),
        region(section),
        key,
        secret,
        section.get("session_token"),
        null,
        false,
        notes(section));
  }

  private static @Nullable URI endpoint(IniSection section, String file) {
    String endpoint = section.get("endpoint");
    String provider = section.get("provider");
    if (endpoint == null) {
      if (provider == null || provider.equals("AWS") || provider.equals("Other")) {
        return null;
      }
      throw new MisconfiguredException(
          file
              + ": the remote has no endpoint, and where "
              + MisconfiguredException.brief(provider)
              + " is, rclone alone knows: say it by --endpoint-url");
    }
    return EndpointUrl.parse(
        "endpoint in " + file, endpoint.contains("://") ? endpoint : "https://" + endpoint);
  }

  private static @Nullable String region(IniSection section) {
    String region = section.get("region");
    return region == null || region.equals("other-v2-signature") ? null : region;
  }

  private static List<String> notes(IniSection section) {
    List<String> notes = new ArrayList<>();
    if (section.isOn("v2_auth", false) || "other-v2-signature".equals(section.get("region"))) {
      notes.add("rclone signs by version 2 there; sluice signs by version 4 alone");
    }
    for (String each : List.of("storage_class", "acl", "server_side_encryption")) {
      if (section.get(each) != null) {
        notes.add(
            "the remote sets "
                + each
                + ", which no profile can hold: give it to sync where there is an option for it");
      }
    }
    if (section.get("force_path_style") != null && !section.isOn("force_path_style", true)) {
      notes.add("rclone names buckets by host there; sluice does so with AWS alone");
    }
    return notes;
  }
}
