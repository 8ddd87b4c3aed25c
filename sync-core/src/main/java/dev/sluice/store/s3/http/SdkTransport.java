package dev.sluice.store.s3.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;

/// HTTP by any client that the AWS SDK can use (Apache, CRT, …): behind a proxy, and to measure by.
/// Does not own the client.
public final class SdkTransport implements HttpTransport {

  private final Supplier<SdkHttpClient> client;

  /// @param client sends the requests; asked for it at the first, stays its owner's to close
  public SdkTransport(Supplier<SdkHttpClient> client) {
    this.client = client;
  }

  @Override
  public <T extends @Nullable Object> T exchange(HttpRequest request, AnswerHandler<T> handler)
      throws IOException {
    HttpExecuteResponse response = client.get().prepareRequest(executable(request)).call();
    AbortableInputStream body = response.responseBody().orElse(null);
    boolean readToItsEnd = false;
    try {
      SdkHttpResponse head = response.httpResponse();
      OptionalLong length = Framing.length(head.matchingHeaders("content-length"));
      Answer answer = new Answer(head, length, body);
      T result = handler.handle(answer);
      readToItsEnd = body == null || body.read() < 0;
      return result;
    } finally {
      if (body != null) {
        if (readToItsEnd) {
          body.close();
        } else {
          body.abort(); // closing would first read the rest
        }
      }
    }
  }

  /// Nothing: the client is its owner's.
  @Override
  public void close() {}

  private static HttpExecuteRequest executable(HttpRequest request) {
    Origin origin = request.origin();
    SdkHttpFullRequest.Builder http =
        SdkHttpFullRequest.builder()
            .method(SdkHttpMethod.fromValue(request.method()))
            .uri(
                URI.create(
                    (origin.tls() ? "https://" : "http://")
                        + origin.authority()
                        + request.target()));
    HeaderList headers = request.headers();
    for (int i = 0; i < headers.size(); i++) {
      http.putHeader(headers.name(i), headers.value(i));
    }
    byte[] body = request.body();
    if (body.length > 0 || request.mayHaveBody()) {
      http.putHeader("content-length", Integer.toString(body.length));
    }
    HttpExecuteRequest.Builder executable = HttpExecuteRequest.builder();
    if (body.length > 0) {
      executable.contentStreamProvider(() -> new ByteArrayInputStream(body));
    }
    return executable.request(http.build()).build();
  }

  /// @param length as announced; empty where it is not
  private record Answer(
      SdkHttpResponse head, OptionalLong length, @Nullable AbortableInputStream bytes)
      implements HttpAnswer {

    @Override
    public int status() {
      return head.statusCode();
    }

    @Override
    public @Nullable String header(String name) {
      return head.firstMatchingHeader(name).orElse(null);
    }

    @Override
    public void headersUnder(String prefix, BiConsumer<String, String> visitor) {
      for (Map.Entry<String, List<String>> header : head.headers().entrySet()) {
        String name = header.getKey().toLowerCase(Locale.ROOT);
        if (name.startsWith(prefix) && !header.getValue().isEmpty()) {
          visitor.accept(name.substring(prefix.length()), header.getValue().getFirst());
        }
      }
    }

    @Override
    public boolean announcesLength() {
      return length.isPresent();
    }

    @Override
    public long contentLength() {
      return length.orElseThrow(
          () -> new IllegalStateException("the answer does not say how long it is"));
    }

    @Override
    public InputStream body() {
      return bytes == null ? InputStream.nullInputStream() : bytes;
    }
  }
}
