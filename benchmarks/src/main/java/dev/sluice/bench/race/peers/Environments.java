package dev.sluice.bench.race.peers;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The variables that programs are given.
public final class Environments {

  private Environments() {}

  /// What every program gets and nothing else: no proxy, no configuration of the person who races.
  public static Map<String, String> bare(Path home) {
    Map<String, String> bare = new LinkedHashMap<>();
    bare.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
    bare.put("HOME", home.toString());
    bare.put("LANG", "C.UTF-8");
    bare.put("TERM", "dumb");
    return bare;
  }

  /// Credentials, region and authorities, as the AWS tools read them; Go and Rust programs read the
  /// authorities from `SSL_CERT_FILE`.
  public static Map<String, String> aws(Site site) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("AWS_ACCESS_KEY_ID", Site.ACCESS_KEY);
    variables.put("AWS_SECRET_ACCESS_KEY", Site.SECRET_KEY);
    variables.put("AWS_REGION", Site.REGION);
    variables.put("AWS_DEFAULT_REGION", Site.REGION);
    variables.put("AWS_EC2_METADATA_DISABLED", "true");
    @Nullable Path authorities = site.authorities();
    if (authorities != null) {
      variables.put("AWS_CA_BUNDLE", authorities.toString());
      variables.put("SSL_CERT_FILE", authorities.toString());
    }
    return variables;
  }
}
