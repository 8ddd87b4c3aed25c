package dev.sluice.store.s3.light;

import dev.sluice.store.s3.config.MisconfiguredException;
import dev.sluice.store.s3.http.HeaderList;
import dev.sluice.store.s3.sign.Percent;
import dev.sluice.store.s3.sign.SigV4;
import dev.sluice.store.s3.sign.SigningKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Signs addresses, by which whoever has one may send one request for a while without credentials.
/// Sends nothing. Thread-safe.
public final class Presigner {

  /// What may be sent.
  ///
  /// @param method GET, HEAD, PUT or DELETE
  /// @param key the whole key
  /// @param parameters what the query asks for, such as `versionId` and `response-content-type`
  /// @param contentType that must be sent along; null for any
  /// @param goodFor for how long, in whole seconds
  public record Permit(
      String method,
      String bucket,
      String key,
      Map<String, String> parameters,
      @Nullable String contentType,
      Duration goodFor) {}

  /// A signed address.
  ///
  /// @param url the address
  /// @param end until when it is good, if the keys are
  /// @param isOfSession whether it was signed by keys that pass
  /// @param keysEnd when these keys end; null where nobody says
  public record Signed(String url, Instant end, boolean isOfSession, @Nullable Instant keysEnd) {

    /// Whether the keys are known to end before the address.
    public boolean endsWithKeys() {
      return keysEnd != null && keysEnd.isBefore(end);
    }
  }

  private final S3Routes routes;
  private final LightCredentials credentials;
  private final Clock clock;
  private final SigV4 signer = new SigV4();

  public Presigner(S3Routes routes, LightCredentials credentials, Clock clock) {
    this.routes = routes;
    this.credentials = credentials;
    this.clock = clock;
  }

  /// Signs an address.
  ///
  /// @throws MisconfiguredException if there are no keys to sign with, or the bucket needs another
  ///   signature
  public Signed sign(Permit permit) {
    SigningKeys keys = credentials.keys();
    if (keys == null) {
      throw new MisconfiguredException("without credentials no address can be signed");
    }
    S3Route route = routes.route(permit.bucket());
    if (!route.isLight()) {
      throw new MisconfiguredException(
          "addresses of "
              + MisconfiguredException.shown(permit.bucket())
              + " need another signature than sluice makes");
    }
    HeaderList headers = new HeaderList();
    headers.set("host", route.origin().authority()).set("content-type", permit.contentType());
    String path = route.path() + "/" + Percent.path(permit.key());
    Instant now = clock.instant();
    String query =
        signer.presignedQuery(
            permit.method(),
            path,
            permit.parameters(),
            headers,
            keys,
            route.scope(),
            now,
            permit.goodFor());
    return new Signed(
        (route.origin().tls() ? "https://" : "http://")
            + route.origin().authority()
            + path
            + "?"
            + query,
        now.plus(permit.goodFor()),
        keys.sessionToken() != null,
        credentials.end());
  }
}
