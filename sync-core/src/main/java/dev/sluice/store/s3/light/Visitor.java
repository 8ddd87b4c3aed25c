package dev.sluice.store.s3.light;

import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.S3Fault;
import dev.sluice.store.s3.http.HeaderList;
import dev.sluice.store.s3.http.HttpAnswer;
import dev.sluice.store.s3.http.HttpRequest;
import dev.sluice.store.s3.http.HttpTransport;
import dev.sluice.store.s3.light.xml.RefusedException;
import dev.sluice.store.s3.sign.Percent;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Asks for objects as a browser does: without credentials, and saying from which page. Takes a no
/// for an answer like any other. Thread-safe.
public final class Visitor {

  /// What came.
  ///
  /// @param status the status number
  /// @param code S3's word for a refusal; null where there is none
  /// @param allowedOrigin of which pages a browser would show the answer; null where it says none
  public record Answer(int status, @Nullable String code, @Nullable String allowedOrigin) {}

  private final HttpTransport transport;
  private final S3Routes routes;

  /// @param transport stays the caller's to close
  public Visitor(HttpTransport transport, S3Routes routes) {
    this.transport = transport;
    this.routes = routes;
  }

  /// Sends one request.
  ///
  /// @param method GET or OPTIONS; of a GET one byte is asked for
  /// @param key the whole key
  /// @param headers by their names in lower case
  /// @throws IOException if there is no answer, or the service says that it cannot tell now
  public Answer ask(String method, String bucket, String key, Map<String, String> headers)
      throws IOException {
    S3Route route = routes.route(bucket);
    HeaderList sent = new HeaderList();
    sent.set("host", route.origin().authority());
    sent.set("user-agent", "sluice");
    headers.forEach(sent::set);
    HttpRequest request =
        new HttpRequest(
            method,
            route.origin(),
            route.path() + "/" + Percent.path(key),
            sent,
            HttpRequest.NO_BODY,
            false);
    return transport.exchange(request, Visitor::answer);
  }

  private static Answer answer(HttpAnswer answer) throws FaultException {
    if (answer.status() >= 500) {
      throw new FaultException(
          new S3Fault(
              Kind.TRANSIENT, S3Fault.Cure.RETRY, "the service answers " + answer.status(), null));
    }
    String origin = answer.header("access-control-allow-origin");
    String code = answer.status() < 300 ? null : RefusedException.of(answer).code();
    return new Answer(answer.status(), code, origin);
  }
}
