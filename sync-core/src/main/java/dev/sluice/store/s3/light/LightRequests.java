package dev.sluice.store.s3.light;

import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.S3Fault;
import dev.sluice.store.s3.call.S3Faults;
import dev.sluice.store.s3.http.AnswerHandler;
import dev.sluice.store.s3.http.HeaderList;
import dev.sluice.store.s3.http.HttpRequest;
import dev.sluice.store.s3.http.HttpTransport;
import dev.sluice.store.s3.light.xml.RefusedException;
import dev.sluice.store.s3.sign.Percent;
import dev.sluice.store.s3.sign.SigV4;
import dev.sluice.store.s3.sign.SigningKeys;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// Signs and sends the light path's requests, each once. Where the answer itself tells what was
/// wrong (a bucket in another region, a clock that differs, keys that have expired meanwhile), that
/// is put right for the next attempt, and the failure says that there should be one. Thread-safe.
public final class LightRequests {

  /// Services bear fifteen minutes; nearer than this the clock is not what is wrong.
  private static final Duration SKEW_WORTH_MENDING = Duration.ofMinutes(4);

  private static final int EXPECT_CONTINUE_ABOVE_BYTES = 2 << 20;

  /// One request, but for where it goes and its signature.
  ///
  /// @param method GET, PUT, …
  /// @param bucket the bucket it concerns
  /// @param key the whole key; null for the bucket
  /// @param query percent-encoded and sorted, without `?`; empty for none
  /// @param headers what goes along, without `host` and signature
  /// @param body the payload, empty for none
  /// @param isVerified whether the headers have an MD5 or a checksum of the body
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Call(
      String method,
      String bucket,
      @Nullable String key,
      String query,
      HeaderSetter headers,
      byte[] body,
      boolean isVerified) {}

  /// What an answer came to. A refusal is thrown only when the exchange has ended well, since its
  /// connection is as good as any other.
  ///
  /// @param made what the handler made of a yes; null where it was a no
  /// @param refusal the no; null where it was a yes
  private record Reply<T>(@Nullable T made, @Nullable RefusedException refusal) {}

  /// Sets a request's own headers.
  @FunctionalInterface
  interface HeaderSetter {
    void set(HeaderList headers);
  }

  private final HttpTransport transport;
  private final S3Routes routes;
  private final LightCredentials credentials;
  private final Clock clock;
  private final SigV4 signer = new SigV4();
  private volatile Duration skew = Duration.ZERO;

  /// Whether the service has refused a payload that is not in the signature.
  private volatile boolean signsPayloads;

  public LightRequests(
      HttpTransport transport, S3Routes routes, LightCredentials credentials, Clock clock) {
    this.transport = transport;
    this.routes = routes;
    this.credentials = credentials;
    this.clock = clock;
  }

  /// Whether requests for this bucket can be signed here.
  boolean canReach(String bucket) {
    return routes.route(bucket).isLight();
  }

  /// Sends a request and hands an answer that says yes to `handler`.
  <T> T send(Call call, AnswerHandler<T> handler) throws IOException {
    SigningKeys keys = credentials.keys();
    try {
      return sendOnce(call, keys, handler);
    } catch (RefusedException e) {
      AwsServiceException refusal = e.asSdkException();
      if (!isMended(call, keys, e)) {
        throw refusal;
      }
      throw new FaultException(
          new S3Fault(
              Kind.TRANSIENT,
              S3Fault.Cure.RETRY,
              S3Faults.said(e.status(), e.code(), refusal.awsErrorDetails().errorMessage()),
              null));
    }
  }

  private <T> T sendOnce(Call call, @Nullable SigningKeys keys, AnswerHandler<T> handler)
      throws IOException {
    S3Route route = routes.route(call.bucket());
    String key = call.key();
    String path =
        key == null
            ? (route.path().isEmpty() ? "/" : route.path())
            : route.path() + "/" + Percent.path(key);
    HeaderList headers = new HeaderList();
    headers.set("host", route.origin().authority());
    call.headers().set(headers);
    if (keys != null) {
      signer.sign(
          new SigV4.Subject(call.method(), path, call.query(), payloadHash(call)),
          headers,
          keys,
          route.scope(),
          clock.instant().plus(skew));
    }
    headers.set("user-agent", "sluice");
    if (call.body().length > EXPECT_CONTINUE_ABOVE_BYTES) {
      headers.set("expect", "100-continue");
    }
    String target = call.query().isEmpty() ? path : path + "?" + call.query();
    Reply<T> reply =
        transport.exchange(
            new HttpRequest(
                call.method(),
                route.origin(),
                target,
                headers,
                call.body(),
                isLongWork(call, headers)),
            answer ->
                answer.status() >= 200 && answer.status() <= 299
                    ? new Reply<>(handler.handle(answer), null)
                    : new Reply<>(null, RefusedException.of(answer)));
    RefusedException refusal = reply.refusal();
    if (refusal != null) {
      throw refusal;
    }
    return Objects.requireNonNull(reply.made(), "a handler makes something");
  }

  /// A copy, and a completion of an upload in parts: gigabytes are moved before it is answered.
  private static boolean isLongWork(Call call, HeaderList headers) {
    return headers.get("x-amz-copy-source") != null
        || (call.method().equals("POST") && call.query().startsWith("uploadId="));
  }

  /// A payload's MD5 is among the signed headers, over plain HTTP too, so nobody can change one on
  /// its way; a checksum stands there alone only where nobody could. A hash in the signature itself
  /// is only computed for services that insist on it.
  private String payloadHash(Call call) {
    return call.isVerified() && !signsPayloads
        ? SigV4.UNSIGNED_PAYLOAD
        : signer.payloadHash(call.body());
  }

  private boolean isMended(Call call, @Nullable SigningKeys keys, RefusedException e) {
    String region = e.region();
    if (region != null && isElsewhere(e) && routes.relocate(call.bucket(), region)) {
      return true;
    }
    return switch (e.code()) {
      case null -> e.status() == 403 && call.method().equals("HEAD") && mendsClock(e);
      case "RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture" -> mendsClock(e);
      case "ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired" ->
          credentials.replace(keys);
      case "XAmzContentSHA256Mismatch",
          "SignatureDoesNotMatch",
          "InvalidRequest",
          "InvalidArgument",
          "NotImplemented" ->
          insistsOnHash(call);
      default -> false;
    };
  }

  /// Whether what was refused may have been that the payload is not in the signature.
  private boolean insistsOnHash(Call call) {
    if (call.body().length == 0 || signsPayloads) {
      return false;
    }
    signsPayloads = true;
    return true;
  }

  private static boolean isElsewhere(RefusedException e) {
    return e.status() == 301
        || e.status() == 307
        || e.status() == 400
        || "AuthorizationHeaderMalformed".equals(e.code())
        || "IllegalLocationConstraintException".equals(e.code());
  }

  private boolean mendsClock(RefusedException e) {
    Instant server = e.serverTime();
    if (server == null) {
      return false;
    }
    Duration found = Duration.between(clock.instant(), server);
    if (found.minus(skew).abs().compareTo(SKEW_WORTH_MENDING) < 0) {
      return false;
    }
    skew = found;
    return true;
  }
}
