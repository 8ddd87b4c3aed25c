package dev.sluice.store.s3.api;

import dev.sluice.model.Attributes;
import dev.sluice.model.Md5Value;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An object's metadata to and from the port's [Attributes], and what other tools leave there of
/// the file that an object was made of: s3cmd in `s3cmd-attrs` (`md5:…/mtime:…/uid:…`), rclone an
/// MD5 in Base64 as `md5chksum` of what it writes in parts.
public final class S3Attributes {

  private static final String S3CMD = "s3cmd-attrs";
  private static final String RCLONE_MD5 = "md5chksum";

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

  /// The modification time of the file that an object was made of.
  ///
  /// @param metadata the user's, whose names may be in capitals
  /// @return null where none is left, or it is none
  static @Nullable Instant ownTime(Map<String, String> metadata) {
    Instant own = Mtime.parse(value(metadata, Mtime.METADATA_NAME));
    return own == null ? Mtime.parse(s3cmd(metadata, "mtime:")) : own;
  }

  /// The MD5 of the content, as its writer has left it.
  ///
  /// @param metadata the user's, whose names may be in capitals
  /// @return null where none is left, or it is none
  static @Nullable Md5Value statedMd5(Map<String, String> metadata) {
    try {
      String base64 = value(metadata, RCLONE_MD5);
      if (base64 != null) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        return bytes.length == Md5Value.SIZE_BYTES ? Md5Value.ofBytes(bytes, 0) : null;
      }
      String hex = s3cmd(metadata, "md5:");
      return hex == null ? null : Md5Value.ofHex(hex);
    } catch (IllegalArgumentException _) {
      return null; // something else of that name
    }
  }

  private static @Nullable String s3cmd(Map<String, String> metadata, String name) {
    String attributes = value(metadata, S3CMD);
    if (attributes != null) {
      for (String each : attributes.split("/", -1)) {
        if (each.startsWith(name)) {
          return each.substring(name.length());
        }
      }
    }
    return null;
  }

  private static @Nullable String value(Map<String, String> metadata, String name) {
    for (Map.Entry<String, String> each : metadata.entrySet()) {
      if (each.getKey().equalsIgnoreCase(name)) {
        return each.getValue();
      }
    }
    return null;
  }
}
