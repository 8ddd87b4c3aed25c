package dev.sluice.store.s3.api;

import dev.sluice.model.Attributes;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An object's metadata to and from the port's [Attributes].
public final class S3Attributes {

  private S3Attributes() {}

  /// The coding of the content itself. `aws-chunked` is the coding of the request that wrote it;
  /// some servers (versitygw, Ceph) keep it where AWS removes it.
  public static @Nullable String contentEncoding(@Nullable String encoding) {
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
    String mtime = Mtime.format(time);
    if (attributes.userMetadata().isEmpty()) {
      return Map.of(Mtime.METADATA_NAME, mtime);
    }
    Map<String, String> metadata = new HashMap<>(attributes.userMetadata());
    metadata.put(Mtime.METADATA_NAME, mtime);
    return metadata;
  }

  /// The content type to write: the source's, else what the key's extension says.
  static String contentType(Attributes attributes, String key) {
    String known = attributes.headers().contentType();
    return known == null ? ContentTypes.ofKey(key) : known;
  }
}
