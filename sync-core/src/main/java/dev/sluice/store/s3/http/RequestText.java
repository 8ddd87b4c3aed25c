package dev.sluice.store.s3.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A request's target as a person reads it.
final class RequestText {

  /// Say how something is asked, and not what.
  private static final Set<String> LEFT_OUT =
      Set.of(
          "continuation-token", "delimiter", "encoding-type", "list-type", "max-keys", "uploadId");

  private RequestText() {}

  /// Path and query, decoded: `/b/a key?partNumber=3`.
  ///
  /// @param target as it is sent
  static String of(String target) {
    int end = target.indexOf('?');
    if (end < 0) {
      return decoded(target);
    }
    String query =
        Stream.of(target.substring(end + 1).split("&"))
            .filter(parameter -> !LEFT_OUT.contains(parameter.split("=", 2)[0]))
            .map(parameter -> parameter.endsWith("=") ? parameter.replace("=", "") : parameter)
            .map(RequestText::decoded)
            .collect(Collectors.joining("&"));
    return decoded(target.substring(0, end)) + (query.isEmpty() ? "" : "?" + query);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }
}
