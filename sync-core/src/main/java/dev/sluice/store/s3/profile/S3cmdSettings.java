package dev.sluice.store.s3.profile;

import dev.sluice.store.s3.config.EndpointUrl;
import dev.sluice.store.s3.config.MisconfiguredException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads s3cmd's file, `.s3cfg`.
public final class S3cmdSettings {

  private static final Pattern AWS_HOST =
      Pattern.compile("s3(?:[.-](?:dualstack\\.)?([a-z0-9-]+))?\\.amazonaws\\.com(?::443)?");

  private S3cmdSettings() {}

  /// What it says.
  ///
  /// @param file its name, for messages
  /// @throws MisconfiguredException if it is none, or says what cannot be taken over
  public static ProfileDraft read(String text, String file) {
    IniSection section =
        IniSection.of(text, "default")
            .orElseThrow(() ->
                new MisconfiguredException(
                    file + ": it has no section [default], as s3cmd's file has"));
    String key = section.get("access_key");
    String secret = section.get("secret_key");
    if (key == null || secret == null) {
      throw new MisconfiguredException(
          file + ": it has no access_key or no secret_key, so there are no keys to take over");
    }
    String host = section.get("host_base");
    Matcher aws = AWS_HOST.matcher(host == null ? "s3.amazonaws.com" : host);
    String location = section.get("bucket_location");
    boolean isAws = aws.matches();
    return new ProfileDraft(
        isAws ? null : endpoint(String.valueOf(host), section.isOn("use_https", true), file),
        region(isAws ? aws.group(1) : null, location, isAws),
        key,
        secret,
        section.get("access_token"),
        section.get("ca_certs_file"),
        false,
        notes(section));
  }

  private static URI endpoint(String host, boolean isTls, String file) {
    return EndpointUrl.parse("host_base in " + file, (isTls ? "https://" : "http://") + host);
  }

  /// `US` and `EU` are what s3cmd's users were asked for.
  private static @Nullable String region(
      @Nullable String ofHost, @Nullable String location, boolean isAws) {
    if (ofHost != null) {
      return ofHost;
    }
    if (location == null) {
      return null;
    }
    return switch (location.toUpperCase(Locale.ROOT)) {
      case "US", "US-STANDARD" -> isAws ? "us-east-1" : null;
      case "EU" -> isAws ? "eu-west-1" : null;
      default -> location.toLowerCase(Locale.ROOT);
    };
  }

  private static List<String> notes(IniSection section) {
    List<String> notes = new ArrayList<>();
    if (section.get("proxy_host") != null) {
      notes.add("s3cmd goes through a proxy: name it in https_proxy, or http_proxy");
    }
    if (section.isOn("signature_v2", false)) {
      notes.add("s3cmd signs by version 2 there (signature_v2); sluice signs by version 4 alone");
    }
    if (!section.isOn("check_ssl_certificate", true) || !section.isOn("check_ssl_hostname", true)) {
      notes.add(
          "s3cmd does not check the certificate there; sluice does: name the authority's PEM file"
              + " in AWS_CA_BUNDLE");
    }
    if (section.isOn("encrypt", false)) {
      notes.add("s3cmd encrypts contents by GPG (encrypt); sluice does not");
    }
    return notes;
  }
}
