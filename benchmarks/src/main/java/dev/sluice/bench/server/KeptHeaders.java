package dev.sluice.bench.server;

import dev.sluice.s3server.http.Headers;
import dev.sluice.s3server.store.StoredHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Picks what is kept with an object out of a request's headers. Texts that come again and again
/// are kept once: with a million objects they are most of what is kept.
final class KeptHeaders {

  private static final int MAX_SHARED = 4096;
  private static final Map<String, String> SHARED = new ConcurrentHashMap<>();
  private static final Set<String> CHECKSUMS =
      Set.of(
          "x-amz-checksum-crc32",
          "x-amz-checksum-crc32c",
          "x-amz-checksum-crc64nvme",
          "x-amz-checksum-sha1",
          "x-amz-checksum-sha256");

  private KeptHeaders() {}

  /// The headers to keep: content type and its like, and user metadata.
  static StoredHeaders of(Headers headers) {
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.name(i);
      String value = headers.value(i);
      if (name.startsWith(StoredHeaders.METADATA_PREFIX)) {
        add(kept, name, value);
      } else if (isKept(name)) {
        add(kept, name, shared(name.equals("content-encoding") ? ofObject(value) : value));
      }
    }
    return StoredHeaders.of(kept);
  }

  /// The checksums that came with a body, in headers or trailers.
  ///
  /// @param trailers of an aws-chunked body, by lower-case name
  static StoredHeaders checksum(Headers headers, Map<String, String> trailers) {
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < headers.size(); i++) {
      if (CHECKSUMS.contains(headers.name(i))) {
        add(kept, headers.name(i), headers.value(i));
      }
    }
    trailers.forEach((name, value) -> {
      if (CHECKSUMS.contains(name)) {
        add(kept, name, value);
      }
    });
    return StoredHeaders.of(kept);
  }

  private static void add(List<String> kept, String name, String value) {
    if (!value.isEmpty()) {
      kept.add(shared(name));
      kept.add(value);
    }
  }

  private static String shared(String text) {
    String known = SHARED.get(text);
    if (known != null) {
      return known;
    }
    if (SHARED.size() < MAX_SHARED) {
      SHARED.put(text, text);
    }
    return text;
  }

  private static boolean isKept(String name) {
    return switch (name) {
      case "content-type",
          "cache-control",
          "content-disposition",
          "content-encoding",
          "content-language",
          "expires" ->
          true;
      default -> false;
    };
  }

  /// `aws-chunked` is a coding of the transfer and not of the object.
  private static String ofObject(String codings) {
    StringBuilder rest = new StringBuilder();
    for (String coding : codings.split(",", -1)) {
      if (!coding.strip().equals("aws-chunked") && !coding.isBlank()) {
        rest.append(rest.isEmpty() ? "" : ",").append(coding.strip());
      }
    }
    return rest.toString();
  }
}
