package dev.sluice.store.s3;

import dev.sluice.store.Attributes;
import dev.sluice.store.ContentHeaders;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/// An object's metadata to and from the port's [Attributes].
final class S3Attributes {

  private S3Attributes() {}

  static Attributes of(GetObjectResponse answer) {
    return attributes(
        answer.metadata(),
        answer.lastModified(),
        new ContentHeaders(
            answer.contentType(),
            contentEncoding(answer.contentEncoding()),
            answer.contentLanguage(),
            answer.contentDisposition(),
            answer.cacheControl(),
            answer.expiresString()));
  }

  static Attributes of(HeadObjectResponse answer) {
    return attributes(
        answer.metadata(),
        answer.lastModified(),
        new ContentHeaders(
            answer.contentType(),
            contentEncoding(answer.contentEncoding()),
            answer.contentLanguage(),
            answer.contentDisposition(),
            answer.cacheControl(),
            answer.expiresString()));
  }

  private static Attributes attributes(
      Map<String, String> metadata, @Nullable Instant lastModified, ContentHeaders headers) {
    Map<String, String> user = new HashMap<>();
    metadata.forEach((name, value) -> user.put(name.toLowerCase(Locale.ROOT), value));
    Instant own = Mtime.parse(user.get(Mtime.METADATA_NAME));
    if (own != null) {
      user.remove(Mtime.METADATA_NAME);
    }
    return new Attributes(own == null ? lastModified : own, headers, user);
  }

  /// When an object was last written, in whole seconds: some servers list fractions, and no header
  /// has them.
  static Instant listedTime(@Nullable Instant lastModified) {
    return lastModified == null ? Instant.EPOCH : lastModified.truncatedTo(ChronoUnit.SECONDS);
  }

  /// The coding of the content itself. `aws-chunked` is the coding of the request that wrote it;
  /// some servers (versitygw, Ceph) keep it where AWS removes it.
  static @Nullable String contentEncoding(@Nullable String encoding) {
    if (encoding == null || !encoding.contains("aws-chunked")) {
      return encoding;
    }
    String rest =
        Arrays.stream(encoding.split(","))
            .map(String::strip)
            .filter(coding -> !coding.equalsIgnoreCase("aws-chunked") && !coding.isEmpty())
            .collect(Collectors.joining(", "));
    return rest.isEmpty() ? null : rest;
  }

  /// The user metadata to write, with the file's own time.
  static Map<String, String> metadata(Attributes attributes) {
    Instant time = attributes.modifiedTime();
    if (time == null) {
      return attributes.userMetadata();
    }
    Map<String, String> metadata = new HashMap<>(attributes.userMetadata());
    metadata.put(Mtime.METADATA_NAME, Mtime.format(time));
    return metadata;
  }

  /// The content type to write: the source's, else what the key's extension says.
  static String contentType(Attributes attributes, String key) {
    String known = attributes.headers().contentType();
    return known == null ? ContentTypes.ofKey(key) : known;
  }
}
