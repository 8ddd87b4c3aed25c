package dev.sluice.s3server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// A small S3 client over plain sockets: one connection for each request, nothing hidden and
/// nothing retried.
final class TestClient {

  /// An answer; `body` is what came before the connection ended, even if more was announced.
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Answer(int status, Map<String, String> headers, byte[] body) {

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    String header(String lowerCaseName) {
      return headers.getOrDefault(lowerCaseName, "");
    }

    /// The text of the first element of a name, or empty.
    String element(String name) {
      int start = text().indexOf("<" + name + ">");
      int end = text().indexOf("</" + name + ">");
      return start < 0 ? "" : text().substring(start + name.length() + 2, end);
    }
  }

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final int port;
  private final String accessKey;
  private final String secretKey;
  private final Clock clock;

  TestClient(int port, String accessKey, String secretKey, Clock clock) {
    this.port = port;
    this.accessKey = accessKey;
    this.secretKey = secretKey;
    this.clock = clock;
  }

  Answer get(String target) throws IOException {
    return send("GET", target, Map.of(), new byte[0]);
  }

  Answer put(String target, String body) throws IOException {
    return send("PUT", target, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  Answer put(String target, String body, Map<String, String> headers) throws IOException {
    return send("PUT", target, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  Answer delete(String target) throws IOException {
    return send("DELETE", target, Map.of(), new byte[0]);
  }

  Answer post(String target, String body, Map<String, String> headers) throws IOException {
    return send("POST", target, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  /// Sends a signed request.
  ///
  /// @param target path and query, percent-encoded
  /// @param headers further headers, all of which are signed
  Answer send(String method, String target, Map<String, String> headers, byte[] body)
      throws IOException {
    Map<String, String> all = new TreeMap<>();
    headers.forEach((name, value) -> all.put(name.toLowerCase(Locale.ROOT), value));
    all.put("host", "127.0.0.1:" + port);
    String timestamp = TIMESTAMP.format(clock.instant());
    all.put("x-amz-date", timestamp);
    all.putIfAbsent("x-amz-content-sha256", hex(sha256(body)));
    String signedNames = String.join(";", all.keySet());
    String scope = timestamp.substring(0, 8) + "/us-east-1/s3/aws4_request";
    String stringToSign =
        "AWS4-HMAC-SHA256\n"
            + timestamp
            + "\n"
            + scope
            + "\n"
            + hex(
                sha256(
                    canonical(method, target, all, signedNames).getBytes(StandardCharsets.UTF_8)));
    byte[] key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
    for (String step : scope.split("/", -1)) {
      key = hmac(key, step);
    }
    all.put(
        "authorization",
        "AWS4-HMAC-SHA256 Credential="
            + accessKey
            + "/"
            + scope
            + ", SignedHeaders="
            + signedNames
            + ", Signature="
            + hex(hmac(key, stringToSign)));
    return sendAsIs(method, target, all, body);
  }

  /// Sends a request that nobody signed.
  Answer sendAnonymously(String method, String target, Map<String, String> headers)
      throws IOException {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("host", "127.0.0.1:" + port);
    return sendAsIs(method, target, all, new byte[0]);
  }

  Answer sendAsIs(String method, String target, Map<String, String> headers, byte[] body)
      throws IOException {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("content-length: ").append(body.length).append("\r\nconnection: close\r\n\r\n");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      OutputStream out = socket.getOutputStream();
      out.write(head.toString().getBytes(StandardCharsets.UTF_8));
      out.write(body);
      out.flush();
      return read(socket.getInputStream());
    }
  }

  private static Answer read(InputStream in) throws IOException {
    String statusLine = line(in);
    if (statusLine == null) {
      throw new IOException("the connection was closed without an answer");
    }
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return new Answer(Integer.parseInt(statusLine.split(" ", -1)[1]), headers, in.readAllBytes());
  }

  private static @Nullable String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        return line.size() == 0 ? null : line.toString(StandardCharsets.ISO_8859_1);
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  private static String canonical(
      String method, String target, Map<String, String> headers, String signedNames) {
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    Map<String, String> query = new TreeMap<>();
    if (question >= 0) {
      for (String pair : target.substring(question + 1).split("&", -1)) {
        int equals = pair.indexOf('=');
        query.put(
            equals < 0 ? pair : pair.substring(0, equals),
            equals < 0 ? "" : pair.substring(equals + 1));
      }
    }
    StringBuilder text = new StringBuilder(method + "\n" + path + "\n");
    query.forEach((name, value) ->
        text.append(text.charAt(text.length() - 1) == '\n' ? "" : "&")
            .append(name)
            .append('=')
            .append(value));
    text.append('\n');
    headers.forEach((name, value) -> text.append(name).append(':').append(value).append('\n'));
    return text.append('\n')
        .append(signedNames)
        .append('\n')
        .append(headers.get("x-amz-content-sha256"))
        .toString();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
