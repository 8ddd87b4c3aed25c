package dev.sluice.s3server.ops;

import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.http.HttpRequest;
import dev.sluice.s3server.http.PercentCoding;
import dev.sluice.s3server.store.ObjectKey;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a request's host and path name. The path is decoded once and taken as it is: `a//b`, `./x`
/// and `..` are keys.
///
/// @param bucket null for the service itself
/// @param key null for a bucket; not yet checked
public record RequestTarget(@Nullable String bucket, @Nullable ObjectKey key) {

  static final int MAX_KEY_BYTES = 1024;

  /// Reads the target of a request.
  ///
  /// @param domains under which a bucket may be named by a host, as `bucket.domain`
  public static RequestTarget of(HttpRequest request, List<String> domains) {
    String path = request.rawPath();
    String bucketOfHost = bucketOfHost(request.headers().get("host", ""), domains);
    if (bucketOfHost != null) {
      return new RequestTarget(bucketOfHost, key(path.substring(1)));
    }
    int slash = path.indexOf('/', 1);
    String rawBucket = path.substring(1, slash < 0 ? path.length() : slash);
    if (rawBucket.isEmpty()) {
      return new RequestTarget(null, null);
    }
    String bucket = new String(PercentCoding.decode(rawBucket, false), StandardCharsets.UTF_8);
    return new RequestTarget(bucket, slash < 0 ? null : key(path.substring(slash + 1)));
  }

  private static @Nullable String bucketOfHost(String hostAndPort, List<String> domains) {
    int colon = hostAndPort.lastIndexOf(':');
    int end = colon < 0 ? hostAndPort.length() : colon;
    for (String domain : domains) {
      int dot = end - domain.length() - 1;
      if (dot > 0
          && hostAndPort.charAt(dot) == '.'
          && hostAndPort.regionMatches(true, dot + 1, domain, 0, domain.length())) {
        return hostAndPort.substring(0, dot);
      }
    }
    return null;
  }

  private static @Nullable ObjectKey key(String rawKey) {
    return rawKey.isEmpty() ? null : ObjectKey.ofUtf8(PercentCoding.decode(rawKey, false));
  }

  /// Refuses a key that is too long or no UTF-8.
  public static void check(ObjectKey key) {
    byte[] bytes = key.utf8();
    if (bytes.length > MAX_KEY_BYTES) {
      throw S3Error.KEY_TOO_LONG
          .exception()
          .withDetail("Size", Integer.toString(bytes.length))
          .withDetail("MaxSizeAllowed", Integer.toString(MAX_KEY_BYTES));
    }
    for (byte b : bytes) {
      if (b < 0) {
        requireUtf8(bytes);
        break;
      }
    }
  }

  private static void requireUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
    } catch (CharacterCodingException e) {
      throw S3Error.INVALID_URI.exception("A key must be UTF-8");
    }
  }
}
