package dev.sluice.s3server.auth;

import dev.sluice.s3server.http.ByteSink;
import dev.sluice.s3server.http.Headers;
import dev.sluice.s3server.http.HttpRequest;
import dev.sluice.s3server.http.PercentCoding;
import dev.sluice.s3server.http.Query;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Builds the text that both sides hash. Paths are encoded once and never normalised, as S3 (and no
/// other AWS service) has it.
final class CanonicalRequest {

  private CanonicalRequest() {}

  /// @param payloadHash what takes the place of the body, such as its SHA-256 or `UNSIGNED-PAYLOAD`
  static ByteSink build(
      HttpRequest request, Query query, List<String> signedHeaders, String payloadHash) {
    ByteSink text = new ByteSink(1024);
    text.latin1(request.method()).put('\n');
    PercentCoding.encode(text, PercentCoding.decode(request.rawPath(), false), true);
    text.put('\n');
    appendQuery(text, query);
    text.put('\n');
    for (String name : signedHeaders) {
      appendHeader(text, name, request.headers());
    }
    text.put('\n');
    for (int i = 0; i < signedHeaders.size(); i++) {
      if (i > 0) {
        text.put(';');
      }
      text.latin1(signedHeaders.get(i));
    }
    return text.put('\n').latin1(payloadHash);
  }

  private static void appendQuery(ByteSink text, Query query) {
    List<byte[]> pairs = new ArrayList<>(query.parameters().size());
    ByteSink pair = new ByteSink(128);
    for (Query.Parameter parameter : query.parameters()) {
      if (parameter.name().equals("X-Amz-Signature")) {
        continue;
      }
      pair.clear();
      PercentCoding.encode(pair, parameter.name().getBytes(StandardCharsets.UTF_8), false);
      // Names are compared before values: '=' may not take part, since '-' and '.' sort below it.
      pair.put(0);
      PercentCoding.encode(pair, parameter.value().getBytes(StandardCharsets.UTF_8), false);
      pairs.add(pair.toByteArray());
    }
    pairs.sort(Arrays::compareUnsigned);
    for (int i = 0; i < pairs.size(); i++) {
      if (i > 0) {
        text.put('&');
      }
      for (byte b : pairs.get(i)) {
        text.put(b == 0 ? '=' : b);
      }
    }
  }

  private static void appendHeader(ByteSink text, String name, Headers headers) {
    text.latin1(name).put(':');
    boolean first = true;
    for (int i = 0; i < headers.size(); i++) {
      if (headers.name(i).equals(name)) {
        if (!first) {
          text.put(',');
        }
        first = false;
        appendCollapsed(text, headers.value(i));
      }
    }
    text.put('\n');
  }

  /// Runs of spaces count as one.
  private static void appendCollapsed(ByteSink text, String value) {
    if (!value.contains("  ")) {
      text.latin1(value);
      return;
    }
    char previous = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c != ' ' || previous != ' ') {
        text.put(c);
      }
      previous = c;
    }
  }
}
