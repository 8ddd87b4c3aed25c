package dev.sluice.store.s3.object;

import dev.sluice.store.s3.api.S3Address;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// An upload that has been begun, as it is noted on this machine while it is unfinished: no listing
/// of a service tells whose an upload is.
///
/// @param service which service it is: equal names are known to be one service
/// @param bucket the bucket
/// @param key the whole key
/// @param id the service's own
public record OpenUpload(String service, String bucket, String key, String id) {

  private static final int FIELDS = 4;

  /// One line.
  String text() {
    return encoded(service) + " " + encoded(bucket) + " " + encoded(key) + " " + encoded(id);
  }

  /// Null where the line is torn.
  public static @Nullable OpenUpload of(String text) {
    String[] fields = text.split(" ", -1);
    if (fields.length != FIELDS) {
      return null;
    }
    try {
      return new OpenUpload(
          decoded(fields[0]), decoded(fields[1]), decoded(fields[2]), decoded(fields[3]));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /// What it is an upload of.
  public S3Address address() {
    return new S3Address(bucket, key);
  }

  /// What the user is told of it if it stays.
  String leftBehind() {
    return "the upload "
        + id
        + " of "
        + address()
        + " could not be taken back; its parts are kept, and cost, until you do it:"
        + " aws s3api abort-multipart-upload --bucket '"
        + bucket
        + "' --key '"
        + key.replace("'", "'\\''")
        + "' --upload-id '"
        + id
        + "'";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
