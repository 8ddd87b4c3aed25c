package dev.sluice.s3server.ops;

import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.error.S3Exception;
import dev.sluice.s3server.http.Headers;
import dev.sluice.s3server.http.HttpDate;
import dev.sluice.s3server.store.Bucket;
import dev.sluice.s3server.store.ETag;
import dev.sluice.s3server.store.StoredObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Preconditions of requests, on the object that is read, copied from or written over.
public final class Conditions {

  private Conditions() {}

  /// Checks the conditions of GET and HEAD.
  ///
  /// @throws S3Exception NotModified or PreconditionFailed
  public static void checkRead(Headers headers, StoredObject object) {
    check(headers, "", object, true);
  }

  /// Checks the conditions on the source of a copy, where nothing is ever "not modified".
  ///
  /// @throws S3Exception PreconditionFailed
  public static void checkCopySource(Headers headers, StoredObject object) {
    check(headers, "x-amz-copy-source-", object, false);
  }

  private static void check(
      Headers headers, String prefix, StoredObject object, boolean answersNotModified) {
    ETag etag = object.requireContent().etag();
    String ifMatch = headers.get(prefix + "if-match");
    if (ifMatch != null) {
      if (!matches(ifMatch, etag)) {
        throw failed("If-Match");
      }
    } else {
      Instant unmodifiedSince = date(headers, prefix + "if-unmodified-since");
      if (unmodifiedSince != null
          && object.lastModifiedSecond() > unmodifiedSince.getEpochSecond()) {
        throw failed("If-Unmodified-Since");
      }
    }
    String ifNoneMatch = headers.get(prefix + "if-none-match");
    boolean stale;
    if (ifNoneMatch != null) {
      stale = matches(ifNoneMatch, etag);
    } else {
      Instant modifiedSince = date(headers, prefix + "if-modified-since");
      stale =
          modifiedSince != null && object.lastModifiedSecond() <= modifiedSince.getEpochSecond();
    }
    if (stale) {
      throw answersNotModified ? notModified(object) : failed("If-None-Match");
    }
  }

  /// The condition that a write puts on what it writes over.
  public static Bucket.Precondition ofWrite(Headers headers) {
    String ifMatch = headers.get("if-match");
    String ifNoneMatch = headers.get("if-none-match");
    if (ifMatch == null && ifNoneMatch == null) {
      return Bucket.Precondition.NONE;
    }
    if (ifNoneMatch != null && !ifNoneMatch.equals("*")) {
      throw S3Error.NOT_IMPLEMENTED.exception("A write takes If-None-Match: * alone");
    }
    return current -> checkWrite(current, ifMatch, ifNoneMatch != null);
  }

  private static void checkWrite(
      @Nullable StoredObject current, @Nullable String ifMatch, boolean onlyIfAbsent) {
    if (onlyIfAbsent && current != null) {
      throw failed("If-None-Match");
    }
    if (ifMatch == null) {
      return;
    }
    if (current == null) {
      throw S3Error.NO_SUCH_KEY.exception();
    }
    if (!matches(ifMatch, current.requireContent().etag())) {
      throw failed("If-Match");
    }
  }

  /// The condition that a deletion puts on what it deletes: an absent key fails only `If-Match: *`.
  public static Bucket.Precondition ofDelete(@Nullable String ifMatch) {
    if (ifMatch == null) {
      return Bucket.Precondition.NONE;
    }
    return current -> {
      if (current == null) {
        if (ifMatch.equals("*")) {
          throw failed("If-Match");
        }
      } else if (!current.isDeleteMarker() && !matches(ifMatch, current.requireContent().etag())) {
        throw failed("If-Match");
      }
    };
  }

  private static boolean matches(String list, ETag etag) {
    if (list.equals("*")) {
      return true;
    }
    String actual = etag.text();
    for (String candidate : list.split(",", -1)) {
      if (ETag.unquoted(candidate.strip()).equals(actual)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Instant date(Headers headers, String name) {
    String text = headers.get(name);
    return text == null ? null : HttpDate.parse(text);
  }

  private static S3Exception failed(String condition) {
    return S3Error.PRECONDITION_FAILED.exception().withDetail("Condition", condition);
  }

  private static S3Exception notModified(StoredObject object) {
    return S3Error.NOT_MODIFIED
        .exception()
        .withHeader("ETag", object.requireContent().etag().quoted())
        .withHeader("Last-Modified", HttpDate.format(object.lastModifiedSecond()));
  }
}
