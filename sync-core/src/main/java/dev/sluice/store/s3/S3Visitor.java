package dev.sluice.store.s3;

import dev.sluice.model.Key;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.api.S3Address;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.call.S3Session;
import dev.sluice.store.s3.light.Visitor;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Asks a service for objects as somebody's browser does: without credentials. Thread-safe.
public final class S3Visitor {

  /// What came.
  ///
  /// @param status the status number
  /// @param code S3's word for a refusal; null where there is none
  /// @param allowedOrigin of which pages a browser would show the answer; null where it says none
  public record Answer(int status, @Nullable String code, @Nullable String allowedOrigin) {

    /// Whether the object was given.
    public boolean isGiven() {
      return status >= 200 && status < 300;
    }
  }

  private final S3Session session;
  private final Visitor visitor;
  private final String bucket;

  /// @param connection the way to the service, which stays the caller's to close
  public S3Visitor(S3Connection connection, String bucket) {
    this.session = connection.session();
    this.visitor = connection.visitor();
    this.bucket = bucket;
  }

  /// Asks for one byte of an object.
  ///
  /// @param key the whole key
  /// @param referer the page from which it is asked for; null for none
  /// @throws StoreException if there is no answer
  public Answer get(Key key, @Nullable String referer) throws StoreException, InterruptedException {
    Map<String, String> headers = new HashMap<>(Map.of("range", "bytes=0-0"));
    if (referer != null) {
      headers.put("referer", referer);
    }
    return ask("GET", key, headers);
  }

  /// Asks whether a page may read an object, as a browser does before it lets it.
  ///
  /// @param key the whole key, of which there need be no object
  /// @param origin where the page comes from, such as `https://example.org`
  /// @throws StoreException if there is no answer
  public Answer preflight(Key key, String origin) throws StoreException, InterruptedException {
    return ask("OPTIONS", key, Map.of("origin", origin, "access-control-request-method", "GET"));
  }

  private Answer ask(String method, Key key, Map<String, String> headers)
      throws StoreException, InterruptedException {
    Visitor.Answer answer =
        session
            .calls()
            .call(
                S3Operation.GET,
                new S3Address(bucket, key.value()),
                () -> visitor.ask(method, bucket, key.value(), headers));
    return new Answer(answer.status(), answer.code(), answer.allowedOrigin());
  }
}
