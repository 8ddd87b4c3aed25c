package dev.sluice.s3server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sends requests that nobody signed and reads the XML that comes back by its element names.
final class UnsignedClient {

  private final URI endpoint;
  private final HttpClient http;

  UnsignedClient(URI endpoint) {
    this(endpoint, HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
  }

  UnsignedClient(URI endpoint, HttpClient http) {
    this.endpoint = endpoint;
    this.http = http;
  }

  HttpResponse<byte[]> get(String target, String... headers)
      throws IOException, InterruptedException {
    return send("GET", target, new byte[0], headers);
  }

  String text(String target) throws IOException, InterruptedException {
    return new String(get(target).body(), StandardCharsets.UTF_8);
  }

  HttpResponse<byte[]> put(String target, byte[] body, String... headers)
      throws IOException, InterruptedException {
    return send("PUT", target, body, headers);
  }

  HttpResponse<byte[]> send(String method, String target, byte[] body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(endpoint + target))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /// The figures of the server by name.
  long counter(String name) throws IOException, InterruptedException {
    for (String line : text("/_bench/counters").split("\n", -1)) {
      if (line.startsWith(name + ' ')) {
        return Long.parseLong(line.substring(name.length() + 1));
      }
    }
    return 0;
  }

  /// The texts of all elements of a name, in order.
  static List<String> elements(String xml, String name) {
    List<String> found = new ArrayList<>();
    Matcher matcher = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(xml);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  static String header(HttpResponse<byte[]> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  static String quotedMd5(byte[] content) {
    try {
      byte[] md5 = MessageDigest.getInstance("MD5").digest(content);
      return '"' + HexFormat.of().formatHex(md5) + '"';
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
