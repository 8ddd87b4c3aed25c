package dev.sluice.s3server.ops.object;

import dev.sluice.s3server.access.Acl;
import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.http.Headers;
import dev.sluice.s3server.ops.EncryptionHeaders;
import dev.sluice.s3server.store.Bucket;
import dev.sluice.s3server.store.Encryption;
import dev.sluice.s3server.store.ObjectAttributes;
import dev.sluice.s3server.store.StoredHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads an object's attributes from the headers of a request that makes it.
public final class ObjectHeaders {

  private static final int MAX_METADATA_BYTES = 2048;
  private static final Set<String> STORAGE_CLASSES =
      Set.of(
          "STANDARD",
          "REDUCED_REDUNDANCY",
          "STANDARD_IA",
          "ONEZONE_IA",
          "INTELLIGENT_TIERING",
          "GLACIER",
          "DEEP_ARCHIVE",
          "GLACIER_IR",
          "OUTPOSTS",
          "SNOW",
          "EXPRESS_ONEZONE");

  private ObjectHeaders() {}

  public static ObjectAttributes read(Headers headers, Bucket bucket, Acl acl) {
    StoredHeaders stored = storedHeaders(headers);
    String storageClass = headers.get("x-amz-storage-class", ObjectAttributes.STANDARD);
    if (!STORAGE_CLASSES.contains(storageClass)) {
      throw S3Error.INVALID_STORAGE_CLASS.exception();
    }
    String tagging = headers.get("x-amz-tagging");
    Map<String, String> tags = tagging == null ? Map.of() : Tags.parseHeader(tagging);
    Encryption encryption = EncryptionHeaders.read(headers, bucket);
    return new ObjectAttributes(stored, storageClass, encryption, tags, acl);
  }

  /// The headers to give back later. `aws-chunked` is a coding of the transfer, not of the object,
  /// and is dropped.
  public static StoredHeaders storedHeaders(Headers headers) {
    List<String> kept = new ArrayList<>();
    int metadataBytes = 0;
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.name(i);
      String value = headers.value(i);
      if (name.startsWith(StoredHeaders.METADATA_PREFIX)) {
        metadataBytes += name.length() - StoredHeaders.METADATA_PREFIX.length() + value.length();
        int earlier = indexOf(kept, name);
        if (earlier >= 0) {
          kept.set(earlier + 1, kept.get(earlier + 1) + "," + value);
          continue;
        }
        kept.add(name);
        kept.add(value);
      } else if (isKept(name)) {
        String cleaned = name.equals("content-encoding") ? withoutAwsChunked(value) : value;
        if (!cleaned.isEmpty()) {
          kept.add(name);
          kept.add(cleaned);
        }
      }
    }
    if (metadataBytes > MAX_METADATA_BYTES) {
      throw S3Error.METADATA_TOO_LARGE
          .exception()
          .withDetail("Size", Integer.toString(metadataBytes))
          .withDetail("MaxSizeAllowed", Integer.toString(MAX_METADATA_BYTES));
    }
    return StoredHeaders.of(kept);
  }

  private static int indexOf(List<String> namesAndValues, String name) {
    for (int i = 0; i < namesAndValues.size(); i += 2) {
      if (namesAndValues.get(i).equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isKept(String name) {
    return switch (name) {
      case "content-type",
          "cache-control",
          "content-disposition",
          "content-encoding",
          "content-language",
          "expires",
          "x-amz-website-redirect-location",
          "x-amz-object-lock-mode",
          "x-amz-object-lock-retain-until-date",
          "x-amz-object-lock-legal-hold" ->
          true;
      default -> false;
    };
  }

  private static String withoutAwsChunked(String codings) {
    if (!codings.contains("aws-chunked")) {
      return codings;
    }
    StringBuilder rest = new StringBuilder();
    for (String coding : codings.split(",", -1)) {
      if (!coding.strip().equals("aws-chunked") && !coding.isBlank()) {
        rest.append(rest.isEmpty() ? "" : ",").append(coding.strip());
      }
    }
    return rest.toString();
  }
}
