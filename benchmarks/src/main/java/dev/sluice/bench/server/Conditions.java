package dev.sluice.bench.server;

import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.http.Headers;
import dev.sluice.s3server.http.HttpDate;
import dev.sluice.s3server.store.ETag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Conditions on what is read or copied. An ETag outweighs a time, as in HTTP.
final class Conditions {

  private Conditions() {}

  static void checkRead(Headers headers, StoredObject object) {
    String match = headers.get("if-match");
    String noneMatch = headers.get("if-none-match");
    if (match != null ? !names(match, object) : changedSince(headers, object)) {
      throw S3Error.PRECONDITION_FAILED.exception();
    }
    if (noneMatch != null ? names(noneMatch, object) : unchangedSince(headers, object)) {
      throw S3Error.NOT_MODIFIED.exception().withHeader("ETag", object.etag().quoted());
    }
  }

  static void checkCopySource(Headers headers, StoredObject object) {
    String match = headers.get("x-amz-copy-source-if-match");
    String noneMatch = headers.get("x-amz-copy-source-if-none-match");
    if ((match != null && !names(match, object))
        || (noneMatch != null && names(noneMatch, object))) {
      throw S3Error.PRECONDITION_FAILED.exception();
    }
  }

  private static boolean changedSince(Headers headers, StoredObject object) {
    Instant time = time(headers.get("if-unmodified-since"));
    return time != null && object.lastModifiedSecond() > time.getEpochSecond();
  }

  private static boolean unchangedSince(Headers headers, StoredObject object) {
    Instant time = time(headers.get("if-modified-since"));
    return time != null && object.lastModifiedSecond() <= time.getEpochSecond();
  }

  private static @Nullable Instant time(@Nullable String text) {
    return text == null ? null : HttpDate.parse(text);
  }

  private static boolean names(String list, StoredObject object) {
    for (String entry : list.split(",", -1)) {
      String tag = entry.strip();
      if (tag.equals("*") || ETag.unquoted(tag).equals(object.etag().text())) {
        return true;
      }
    }
    return false;
  }
}
