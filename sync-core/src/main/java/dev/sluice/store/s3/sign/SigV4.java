package dev.sluice.store.s3.sign;

import dev.sluice.store.s3.http.HeaderList;
import dev.sluice.store.s3.http.Utf8Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Signs requests by AWS Signature Version 4, in the `Authorization` header or in the query.
///
/// Source: "Authenticating Requests: Using the Authorization Header (AWS Signature Version 4)" of
/// the Amazon S3 API reference. Every header that is set is signed but for those that the way may
/// change. Thread-safe.
public final class SigV4 {

  /// The payload's hash where the content is not signed, because TLS protects it.
  public static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";

  /// The hash of an empty payload.
  public static final String EMPTY_PAYLOAD =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";

  private static final Set<String> NOT_SIGNED = Set.of("authorization", "expect", "user-agent");

  /// As many as threads sign at once; more are made and thrown away.
  private final ArrayBlockingQueue<Hashing> spare = new ArrayBlockingQueue<>(64);

  private volatile @Nullable DerivedKey latestKey;
  private volatile SigningTime latestTime = SigningTime.at(0);

  /// What is signed of a request beside its headers.
  ///
  /// @param method GET, PUT, …
  /// @param path the path as it is sent, percent-encoded
  /// @param query the query as it is sent, percent-encoded and sorted, without `?`; empty for none
  /// @param payloadHash the payload's SHA-256 in lower-case digits, or [#UNSIGNED_PAYLOAD]
  public record Subject(String method, String path, String query, String payloadHash) {}

  /// Adds what makes `headers` (with `host` and all that goes along) a signed request's.
  ///
  /// @param now the time that the service is believed to have
  public void sign(
      Subject subject, HeaderList headers, SigningKeys keys, SigningScope scope, Instant now) {
    SigningTime time = time(now.getEpochSecond());
    headers
        .set("x-amz-date", time.timestamp())
        .set("x-amz-content-sha256", subject.payloadHash())
        .set("x-amz-security-token", keys.sessionToken());
    Hashing hashing = take();
    DerivedKey key = key(hashing, keys, scope, time.date());
    StringBuilder signedHeaders = new StringBuilder(96);
    String requestHash = hash(hashing, subject, headers, signedHeaders);
    String credentialScope = key.scopeText();
    String signature = hashing.hmacHex(key.key(), toSign(time, key, requestHash));
    spare.offer(hashing);
    headers.set(
        "authorization",
        ALGORITHM
            + " Credential="
            + keys.accessKey()
            + '/'
            + credentialScope
            + ", SignedHeaders="
            + signedHeaders
            + ", Signature="
            + signature);
  }

  /// The query by which a request needs no `Authorization` header, for a while: whoever has the
  /// address may send it.
  ///
  /// Source: "Authenticating Requests: Using Query Parameters (AWS Signature Version 4)".
  ///
  /// @param path the path as it is sent, percent-encoded
  /// @param parameters what the query asks for beside the signature
  /// @param headers what the request must have, with `host`
  /// @param now when it begins to be good
  /// @param goodFor for how long it is, in whole seconds
  /// @return percent-encoded, without `?`
  public String presignedQuery(
      String method,
      String path,
      Map<String, String> parameters,
      HeaderList headers,
      SigningKeys keys,
      SigningScope scope,
      Instant now,
      Duration goodFor) {
    SigningTime time = time(now.getEpochSecond());
    Hashing hashing = take();
    DerivedKey key = key(hashing, keys, scope, time.date());
    Map<String, String> all = new TreeMap<>(parameters);
    all.put("X-Amz-Algorithm", ALGORITHM);
    all.put("X-Amz-Credential", keys.accessKey() + '/' + key.scopeText());
    all.put("X-Amz-Date", time.timestamp());
    all.put("X-Amz-Expires", Long.toString(goodFor.toSeconds()));
    all.put(
        "X-Amz-SignedHeaders",
        IntStream.range(0, headers.size())
            .mapToObj(headers::name)
            .collect(Collectors.joining(";")));
    if (keys.sessionToken() != null) {
      all.put("X-Amz-Security-Token", keys.sessionToken());
    }
    String query =
        all.entrySet().stream()
            .map(each -> Percent.query(each.getKey()) + '=' + Percent.query(each.getValue()))
            .collect(Collectors.joining("&"));
    String requestHash =
        hash(
            hashing,
            new Subject(method, path, query, UNSIGNED_PAYLOAD),
            headers,
            new StringBuilder(32));
    String signature = hashing.hmacHex(key.key(), toSign(time, key, requestHash));
    spare.offer(hashing);
    return query + "&X-Amz-Signature=" + signature;
  }

  private static String toSign(SigningTime time, DerivedKey key, String requestHash) {
    return ALGORITHM + '\n' + time.timestamp() + '\n' + key.scopeText() + '\n' + requestHash;
  }

  /// The SHA-256 of a payload, in lower-case digits.
  public String payloadHash(byte[] payload) {
    if (payload.length == 0) {
      return EMPTY_PAYLOAD;
    }
    Hashing hashing = take();
    String hash = hashing.sha256Hex(payload, payload.length);
    spare.offer(hashing);
    return hash;
  }

  private Hashing take() {
    Hashing hashing = spare.poll();
    return hashing == null ? new Hashing() : hashing;
  }

  private SigningTime time(long epochSecond) {
    SigningTime time = latestTime;
    if (time.epochSecond() != epochSecond) {
      time = SigningTime.at(epochSecond);
      latestTime = time;
    }
    return time;
  }

  private DerivedKey key(Hashing hashing, SigningKeys keys, SigningScope scope, String date) {
    DerivedKey key = latestKey;
    if (key == null || !key.isFor(keys.secretKey(), date, scope)) {
      key = DerivedKey.derive(hashing, keys.secretKey(), date, scope);
      latestKey = key;
    }
    return key;
  }

  private static String hash(
      Hashing hashing, Subject subject, HeaderList headers, StringBuilder signedHeaders) {
    Utf8Buffer canonical = hashing.text();
    canonical
        .add(subject.method())
        .add('\n')
        .add(subject.path())
        .add('\n')
        .add(subject.query())
        .add('\n');
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.name(i);
      if (NOT_SIGNED.contains(name)) {
        continue;
      }
      canonical.add(name).add(':').add(HeaderFolding.fold(headers.value(i))).add('\n');
      if (!signedHeaders.isEmpty()) {
        signedHeaders.append(';');
      }
      signedHeaders.append(name);
    }
    canonical.add('\n').add(signedHeaders.toString()).add('\n').add(subject.payloadHash());
    return hashing.sha256Hex(canonical.bytes(), canonical.length());
  }
}
