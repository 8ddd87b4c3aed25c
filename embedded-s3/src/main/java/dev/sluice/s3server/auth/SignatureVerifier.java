package dev.sluice.s3server.auth;

import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.http.ByteSink;
import dev.sluice.s3server.http.Headers;
import dev.sluice.s3server.http.HttpRequest;
import dev.sluice.s3server.http.Latin1;
import dev.sluice.s3server.http.Query;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Checks Signature Version 4 on requests. Thread-safe.
public final class SignatureVerifier implements RequestVerifier {

  private static final Duration MAX_SKEW = Duration.ofMinutes(15);
  private static final int CACHED_KEYS = 256;
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Map<String, Credentials> known = new ConcurrentHashMap<>();
  private final Map<Scope, SigningKey> keys = new ConcurrentHashMap<>();
  private final Clock clock;
  private final @Nullable String region;

  /// Makes a verifier.
  ///
  /// @param region the one region that requests must be signed for, or null for any
  public SignatureVerifier(List<Credentials> credentials, Clock clock, @Nullable String region) {
    credentials.forEach(c -> known.put(c.accessKey(), c));
    this.clock = clock;
    this.region = region;
  }

  @Override
  public Authentication verify(HttpRequest request, Query query) {
    SignatureClaim claim = SignatureClaim.of(request.headers(), query);
    if (claim == null) {
      return new Authentication(null, anonymousPayload(request.headers()));
    }
    Credentials credentials = known.get(claim.scope().accessKey());
    if (credentials == null) {
      throw S3Error.INVALID_ACCESS_KEY_ID
          .exception()
          .withDetail("AWSAccessKeyId", claim.scope().accessKey());
    }
    checkRegion(claim);
    checkTime(claim);
    checkToken(credentials, request.headers(), query);
    checkSignedHeaders(claim, request.headers());
    String payloadHash = payloadHash(claim, request.headers(), query);
    SigningKey key = signingKey(claim.scope(), credentials);
    checkSignature(
        claim, key, CanonicalRequest.build(request, query, claim.signedHeaders(), payloadHash));
    return new Authentication(credentials.accessKey(), payload(payloadHash, claim, key));
  }

  private SigningKey signingKey(Scope scope, Credentials credentials) {
    SigningKey key = keys.get(scope);
    if (key == null) {
      key = SigningKey.derive(credentials.secretKey(), scope);
      if (keys.size() >= CACHED_KEYS) {
        keys.clear();
      }
      keys.put(scope, key);
    }
    return key;
  }

  private void checkRegion(SignatureClaim claim) {
    if (region != null && !region.equals(claim.scope().region())) {
      throw S3Error.AUTHORIZATION_HEADER_MALFORMED
          .exception(
              "The region '" + claim.scope().region() + "' is wrong; expecting '" + region + "'")
          .withDetail("Region", region);
    }
  }

  private void checkTime(SignatureClaim claim) {
    Instant signedAt;
    try {
      signedAt = TIMESTAMP.parse(claim.timestamp(), Instant::from);
    } catch (DateTimeException e) {
      throw S3Error.ACCESS_DENIED.exception("The request's date is no date");
    }
    if (!claim.timestamp().startsWith(claim.scope().date())) {
      throw S3Error.SIGNATURE_DOES_NOT_MATCH.exception(
          "The scope is of another day than the request");
    }
    Instant now = clock.instant();
    if (claim.isPresigned()) {
      if (now.isAfter(signedAt.plusSeconds(claim.expiresSeconds()))) {
        throw S3Error.ACCESS_DENIED.exception("The request has expired");
      }
      if (signedAt.isAfter(now.plus(MAX_SKEW))) {
        throw S3Error.ACCESS_DENIED.exception("The request is not yet valid");
      }
    } else if (Duration.between(signedAt, now).abs().compareTo(MAX_SKEW) > 0) {
      throw S3Error.REQUEST_TIME_TOO_SKEWED
          .exception()
          .withDetail("RequestTime", claim.timestamp())
          .withDetail("ServerTime", now.toString())
          .withDetail("MaxAllowedSkewMilliseconds", Long.toString(MAX_SKEW.toMillis()));
    }
  }

  private static void checkToken(Credentials credentials, Headers headers, Query query) {
    String sent = headers.get("x-amz-security-token");
    if (sent == null) {
      sent = query.get("X-Amz-Security-Token");
    }
    String wanted = credentials.sessionToken();
    if (wanted == null ? sent != null : !wanted.equals(sent)) {
      throw S3Error.INVALID_TOKEN.exception();
    }
  }

  /// A header that could change what the request means must have been signed with it.
  private static void checkSignedHeaders(SignatureClaim claim, Headers headers) {
    if (!claim.signedHeaders().contains("host")) {
      throw S3Error.SIGNATURE_DOES_NOT_MATCH.exception("The host header is not signed");
    }
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.name(i);
      boolean mustBeSigned =
          name.startsWith("x-amz-")
              && !(claim.isPresigned() && name.equals("x-amz-content-sha256"));
      if (mustBeSigned && !claim.signedHeaders().contains(name)) {
        throw S3Error.ACCESS_DENIED
            .exception("A header of the request is not signed")
            .withDetail("HeadersNotSigned", name);
      }
    }
  }

  private static String payloadHash(SignatureClaim claim, Headers headers, Query query) {
    String header = headers.get("x-amz-content-sha256");
    if (claim.isPresigned()) {
      String fromQuery = query.get("X-Amz-Content-Sha256");
      if (fromQuery != null) {
        return fromQuery;
      }
      return header == null ? "UNSIGNED-PAYLOAD" : header;
    }
    if (header == null) {
      throw S3Error.INVALID_REQUEST.exception("A signed request needs x-amz-content-sha256");
    }
    return header;
  }

  private static void checkSignature(SignatureClaim claim, SigningKey key, ByteSink canonical) {
    MessageDigest digest = Sha256.digest();
    digest.update(canonical.array(), 0, canonical.length());
    ByteSink text = new ByteSink(256);
    text.latin1("AWS4-HMAC-SHA256\n").latin1(claim.timestamp()).put('\n');
    text.latin1(claim.scope().text()).put('\n').hex(digest.digest());
    String expected = key.sign(text.array(), text.length());
    if (!MessageDigest.isEqual(Latin1.bytes(expected), Latin1.bytes(claim.signature()))) {
      throw S3Error.SIGNATURE_DOES_NOT_MATCH
          .exception()
          .withDetail("AWSAccessKeyId", claim.scope().accessKey())
          .withDetail("StringToSign", new String(text.toByteArray(), StandardCharsets.UTF_8))
          .withDetail("SignatureProvided", claim.signature())
          .withDetail(
              "CanonicalRequest", new String(canonical.toByteArray(), StandardCharsets.UTF_8));
    }
  }

  private static PayloadSignature payload(String hash, SignatureClaim claim, SigningKey key) {
    return switch (hash) {
      case "UNSIGNED-PAYLOAD" -> new PayloadSignature.Unsigned();
      case "STREAMING-UNSIGNED-PAYLOAD-TRAILER" -> new PayloadSignature.UnsignedChunked();
      case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" -> {
        ChunkSignatures signatures =
            new ChunkSignatures(key, claim.timestamp(), claim.scope().text(), claim.signature());
        yield new PayloadSignature.Chunked(signatures, hash.endsWith("-TRAILER"));
      }
      default -> {
        if (hash.length() != 64) {
          throw S3Error.INVALID_ARGUMENT.exception("x-amz-content-sha256 is no SHA-256");
        }
        yield new PayloadSignature.Whole(hash.toLowerCase(Locale.ROOT));
      }
    };
  }

  private static PayloadSignature anonymousPayload(Headers headers) {
    return headers.get("x-amz-content-sha256", "").startsWith("STREAMING-UNSIGNED")
        ? new PayloadSignature.UnsignedChunked()
        : new PayloadSignature.Unsigned();
  }
}
