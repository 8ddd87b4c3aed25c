package dev.sluice.s3server.auth;

import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.error.S3Exception;
import dev.sluice.s3server.http.Headers;
import dev.sluice.s3server.http.Query;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a request says about its signature, before any of it is checked.
///
/// @param timestamp as sent, `yyyyMMdd'T'HHmmss'Z'`
/// @param signedHeaders lower-case names in the order given
/// @param expiresSeconds how long a presigned request is good for, or -1 when signed by header
record SignatureClaim(
    Scope scope,
    String timestamp,
    List<String> signedHeaders,
    String signature,
    long expiresSeconds) {

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final long MAX_EXPIRY_SECONDS = 7 * 24 * 3600;

  boolean isPresigned() {
    return expiresSeconds >= 0;
  }

  /// Reads the claim from the headers or the query; null when the request carries no signature at
  /// all.
  static @Nullable SignatureClaim of(Headers headers, Query query) {
    String authorization = headers.get("authorization");
    if (authorization != null) {
      return fromHeader(authorization, headers);
    }
    return query.has("X-Amz-Signature") || query.has("X-Amz-Algorithm") ? fromQuery(query) : null;
  }

  private static SignatureClaim fromHeader(String authorization, Headers headers) {
    if (!authorization.startsWith(ALGORITHM)) {
      throw S3Error.INVALID_REQUEST.exception("Only " + ALGORITHM + " is supported");
    }
    String credential = field(authorization, "Credential=");
    String signedHeaders = field(authorization, "SignedHeaders=");
    String signature = field(authorization, "Signature=");
    String timestamp = headers.get("x-amz-date");
    if (timestamp == null) {
      throw S3Error.ACCESS_DENIED.exception("A signed request needs x-amz-date");
    }
    Scope scope = scope(credential, S3Error.AUTHORIZATION_HEADER_MALFORMED.exception());
    return new SignatureClaim(scope, timestamp, names(signedHeaders), signature, -1);
  }

  private static SignatureClaim fromQuery(Query query) {
    S3Exception malformed = S3Error.AUTHORIZATION_QUERY_PARAMETERS_ERROR.exception();
    String credential = query.get("X-Amz-Credential");
    String timestamp = query.get("X-Amz-Date");
    String signedHeaders = query.get("X-Amz-SignedHeaders");
    String signature = query.get("X-Amz-Signature");
    if (credential == null || timestamp == null || signedHeaders == null || signature == null) {
      throw malformed;
    }
    if (!query.get("X-Amz-Algorithm", "").equals(ALGORITHM)) {
      throw malformed;
    }
    long expires;
    try {
      expires = Long.parseLong(query.get("X-Amz-Expires", ""));
    } catch (NumberFormatException e) {
      throw malformed;
    }
    if (expires < 1 || expires > MAX_EXPIRY_SECONDS) {
      throw S3Error.AUTHORIZATION_QUERY_PARAMETERS_ERROR.exception(
          "X-Amz-Expires must be from 1 second to a week");
    }
    return new SignatureClaim(
        scope(credential, malformed), timestamp, names(signedHeaders), signature, expires);
  }

  private static String field(String authorization, String name) {
    int start = authorization.indexOf(name);
    if (start < 0) {
      throw S3Error.AUTHORIZATION_HEADER_MALFORMED.exception();
    }
    int from = start + name.length();
    int comma = authorization.indexOf(',', from);
    return authorization.substring(from, comma < 0 ? authorization.length() : comma).strip();
  }

  /// Reads `accessKey/date/region/service/aws4_request`; the access key may hold slashes itself.
  private static Scope scope(String credential, S3Exception malformed) {
    int terminator = credential.lastIndexOf('/');
    int service = credential.lastIndexOf('/', terminator - 1);
    int region = credential.lastIndexOf('/', service - 1);
    int date = credential.lastIndexOf('/', region - 1);
    if (date <= 0 || !credential.startsWith("aws4_request", terminator + 1)) {
      throw malformed;
    }
    return new Scope(
        credential.substring(0, date),
        credential.substring(date + 1, region),
        credential.substring(region + 1, service),
        credential.substring(service + 1, terminator));
  }

  private static List<String> names(String signedHeaders) {
    return List.of(signedHeaders.split(";", -1));
  }
}
