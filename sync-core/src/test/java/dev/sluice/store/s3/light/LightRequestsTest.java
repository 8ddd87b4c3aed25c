package dev.sluice.store.s3.light;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.S3Fault;
import dev.sluice.store.s3.config.S3Endpoint;
import dev.sluice.store.s3.config.S3Environment;
import dev.sluice.store.s3.config.S3Service;
import dev.sluice.store.s3.http.AnswerHandler;
import dev.sluice.store.s3.http.HttpAnswer;
import dev.sluice.store.s3.http.HttpRequest;
import dev.sluice.store.s3.http.HttpTransport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// Where requests of the light path go, how they are signed, and what they learn from a refusal.
class LightRequestsTest {

  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

  private final RecordingTransport transport = new RecordingTransport();
  private final Queue<AwsCredentials> credentials =
      new ArrayDeque<>(List.of(AwsBasicCredentials.create("ak", "sk")));

  private LightRequests requests(Map<String, String> variables) {
    return requests(variables, this::nextCredentials);
  }

  private AwsCredentials nextCredentials() {
    return credentials.size() > 1 ? credentials.remove() : credentials.element();
  }

  private LightRequests requests(Map<String, String> variables, AwsCredentialsProvider provider) {
    S3Environment environment = new S3Environment(variables::get, _ -> null);
    return new LightRequests(
        transport,
        new S3Routes(S3Endpoint.of(S3Service.OF_ENVIRONMENT, environment), environment),
        new LightCredentials(provider),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static LightRequests.Call get(String bucket, @Nullable String key) {
    return new LightRequests.Call("GET", bucket, key, "", _ -> {}, HttpRequest.NO_BODY, false);
  }

  private static void send(LightRequests requests, LightRequests.Call call) throws IOException {
    requests.send(call, HttpAnswer::status);
  }

  @ParameterizedTest
  @CsvSource({
    "bkt, '', https://bkt.s3.us-east-1.amazonaws.com/k",
    "bkt, AWS_REGION=eu-west-1, https://bkt.s3.eu-west-1.amazonaws.com/k",
    "bkt, AWS_REGION=cn-north-1, https://bkt.s3.cn-north-1.amazonaws.com.cn/k",
    "bkt, AWS_USE_DUALSTACK_ENDPOINT=true, https://bkt.s3.dualstack.us-east-1.amazonaws.com/k",
    "bkt, AWS_USE_FIPS_ENDPOINT=true, https://bkt.s3-fips.us-east-1.amazonaws.com/k",
    "b.with.dots, '', https://s3.us-east-1.amazonaws.com/b.with.dots/k",
    "arn:aws:s3:us-east-1:123456789012:accesspoint:ap, '',"
        + " https://ap-123456789012.s3-accesspoint.us-east-1.amazonaws.com/k",
    "bkt, AWS_ENDPOINT_URL=http://127.0.0.1:9000, http://127.0.0.1:9000/bkt/k",
    "bkt, AWS_ENDPOINT_URL=https://minio.example/base/, https://minio.example/base/bkt/k",
    "bkt, AWS_ENDPOINT_URL=https://s3.eu-west-1.amazonaws.com, "
        + "https://bkt.s3.eu-west-1.amazonaws.com/k",
  })
  void requests_go_where_the_sdk_would_send_them(String bucket, String variable, String expected)
      throws Exception {
    int equals = variable.indexOf('=');
    Map<String, String> variables =
        equals < 0
            ? Map.of()
            : Map.of(variable.substring(0, equals), variable.substring(equals + 1));
    LightRequests requests = requests(variables);

    assertThat(requests.canReach(bucket)).isTrue();
    send(requests, get(bucket, "k"));
    assertThat(transport.lastUrl()).isEqualTo(expected);
    assertThat(transport.lastHeader("host")).isEqualTo(URI.create(expected).getAuthority());
  }

  @Test
  void a_multi_region_access_point_is_left_to_the_sdk() {
    String arn = "arn:aws:s3::123456789012:accesspoint:mfzwi23gnjvgw.mrap";
    assertThat(requests(Map.of()).canReach(arn)).isFalse();
  }

  @Test
  void an_access_point_of_another_region_is_signed_for_it_where_that_is_allowed() throws Exception {
    String arn = "arn:aws:s3:eu-west-1:123456789012:accesspoint:ap";
    send(requests(Map.of("AWS_S3_USE_ARN_REGION", "true")), get(arn, "k"));
    assertThat(transport.lastHeader("authorization")).contains("/eu-west-1/s3/");
  }

  private static LightRequests.Call put(@Nullable String md5) {
    return new LightRequests.Call(
        "PUT",
        "bkt",
        "k",
        "",
        headers -> headers.set("content-md5", md5),
        "abc".getBytes(StandardCharsets.US_ASCII),
        md5 != null);
  }

  private static final String HASH_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:9000", "https://127.0.0.1:9000"})
  void a_payload_is_protected_by_its_signed_md5_or_else_by_a_hash_in_the_signature(String url)
      throws Exception {
    LightRequests requests = requests(Map.of("AWS_ENDPOINT_URL", url));
    send(requests, put("kAFQmDzST7DWlj99KOF/cg=="));
    assertThat(transport.lastHeader("x-amz-content-sha256")).isEqualTo("UNSIGNED-PAYLOAD");
    assertThat(transport.lastHeader("authorization")).contains("SignedHeaders=content-md5;host;");
    send(requests, put(null));
    assertThat(transport.lastHeader("x-amz-content-sha256")).isEqualTo(HASH_OF_ABC);
  }

  @ParameterizedTest
  @ValueSource(strings = {"XAmzContentSHA256Mismatch", "SignatureDoesNotMatch", "InvalidRequest"})
  void a_service_that_insists_on_the_payload_in_the_signature_gets_it_from_then_on(String code)
      throws Exception {
    LightRequests requests = requests(Map.of());
    transport.answer(400, Map.of(), "<Error><Code>" + code + "</Code></Error>");
    assertThat(catchThrowable(() -> send(requests, put("md5")))).isInstanceOf(FaultException.class);
    send(requests, put("md5"));
    assertThat(transport.lastHeader("x-amz-content-sha256")).isEqualTo(HASH_OF_ABC);

    transport.answer(400, Map.of(), "<Error><Code>" + code + "</Code></Error>");
    assertThat(catchThrowable(() -> send(requests, put("md5"))))
        .isInstanceOf(AwsServiceException.class);
  }

  @Test
  void anonymous_requests_are_not_signed() throws Exception {
    send(requests(Map.of(), AnonymousCredentialsProvider.create()), get("bkt", "k"));
    assertThat(transport.lastHeader("authorization")).isNull();
    assertThat(transport.lastHeader("x-amz-date")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "301, x-amz-bucket-region, <Error><Code>PermanentRedirect</Code></Error>",
    "400, '', <Error><Code>AuthorizationHeaderMalformed</Code><Region>eu-west-1</Region></Error>",
    "301, x-amz-bucket-region, ''",
  })
  void a_bucket_in_another_region_is_found_there_by_the_next_attempt(
      int status, String header, String body) throws Exception {
    LightRequests requests = requests(Map.of());
    transport.answer(status, header.isEmpty() ? Map.of() : Map.of(header, "eu-west-1"), body);

    assertThat(catchThrowable(() -> send(requests, get("bkt", "k"))))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault().cure()).isEqualTo(S3Fault.Cure.RETRY));
    send(requests, get("bkt", "k"));
    assertThat(transport.lastUrl()).isEqualTo("https://bkt.s3.eu-west-1.amazonaws.com/k");
    assertThat(transport.lastHeader("authorization")).contains("/eu-west-1/s3/");
  }

  @Test
  void a_redirect_to_where_the_request_went_already_is_no_reason_to_ask_again() throws Exception {
    LightRequests requests = requests(Map.of());
    transport.answer(301, Map.of("x-amz-bucket-region", "us-east-1"), "");
    assertThat(catchThrowable(() -> send(requests, get("bkt", "k"))))
        .isInstanceOf(AwsServiceException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, <Error><Code>RequestTimeTooSkewed</Code></Error>",
    "HEAD, ''",
  })
  void a_clock_that_differs_is_corrected_by_the_services_own(String method, String body)
      throws Exception {
    LightRequests requests = requests(Map.of());
    LightRequests.Call call =
        new LightRequests.Call(method, "bkt", "k", "", _ -> {}, HttpRequest.NO_BODY, false);
    transport.answer(403, Map.of("date", "Tue, 24 Nov 2026 09:00:00 GMT"), body);

    assertThat(catchThrowable(() -> send(requests, call))).isInstanceOf(FaultException.class);
    send(requests, call);
    assertThat(transport.lastHeader("x-amz-date")).isEqualTo("20261124T090000Z");
  }

  @Test
  void a_refusal_with_clocks_agreeing_stays_a_refusal() throws Exception {
    LightRequests requests = requests(Map.of());
    transport.answer(403, Map.of("date", "Tue, 24 Nov 2026 08:00:30 GMT"), "");
    assertThat(
            catchThrowable(() ->
                send(
                    requests,
                    new LightRequests.Call(
                        "HEAD", "bkt", "k", "", _ -> {}, HttpRequest.NO_BODY, false))))
        .isInstanceOfSatisfying(
            AwsServiceException.class, e -> assertThat(e.statusCode()).isEqualTo(403));
  }

  @Test
  void keys_that_expire_in_the_middle_of_a_run_are_replaced_by_the_providers_new_ones()
      throws Exception {
    credentials.clear();
    credentials.add(AwsSessionCredentials.create("old", "sk", "t1"));
    credentials.add(AwsSessionCredentials.create("new", "sk", "t2"));
    LightRequests requests = requests(Map.of());
    send(requests, get("bkt", "k"));
    assertThat(transport.lastHeader("x-amz-security-token")).isEqualTo("t1");

    transport.answer(400, Map.of(), "<Error><Code>ExpiredToken</Code></Error>");
    assertThat(catchThrowable(() -> send(requests, get("bkt", "k"))))
        .isInstanceOf(FaultException.class);
    send(requests, get("bkt", "k"));
    assertThat(transport.lastHeader("x-amz-security-token")).isEqualTo("t2");
    assertThat(transport.lastHeader("authorization")).contains("Credential=new/");
  }

  @Test
  void keys_that_have_expired_for_good_are_a_refusal() throws Exception {
    LightRequests requests = requests(Map.of());
    transport.answer(400, Map.of(), "<Error><Code>ExpiredToken</Code><Message>m</Message></Error>");
    assertThat(catchThrowable(() -> send(requests, get("bkt", "k"))))
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ExpiredToken"));
  }

  @Test
  void a_refusal_leaves_its_connection_to_the_next_request() throws Exception {
    LightRequests requests = requests(Map.of());
    transport.answer(404, Map.of(), "<Error><Code>NoSuchKey</Code></Error>");
    assertThat(catchThrowable(() -> send(requests, get("bkt", "k"))))
        .isInstanceOf(AwsServiceException.class);
    assertThat(transport.brokenOff).isZero();
  }

  @Test
  void keys_of_any_characters_are_sent_encoded_and_never_normalised() throws Exception {
    send(
        requests(Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:9000")),
        get("bkt", "../a//./b c+%\u0001Ж😀?#"));
    assertThat(transport.lastUrl())
        .isEqualTo("http://127.0.0.1:9000/bkt/../a//./b%20c%2B%25%01%D0%96%F0%9F%98%80%3F%23");
  }

  /// Keeps requests, and gives the answers that were put in, then 200.
  private static final class RecordingTransport implements HttpTransport {
    private final Queue<FakeAnswer> answers = new ArrayDeque<>();
    private final List<HttpRequest> requests = new ArrayList<>();
    private int brokenOff;

    void answer(int status, Map<String, String> headers, String body) {
      answers.add(new FakeAnswer(status, headers, body));
    }

    String lastUrl() {
      HttpRequest last = requests.getLast();
      return (last.origin().tls() ? "https://" : "http://")
          + last.origin().authority()
          + last.target();
    }

    @Nullable String lastHeader(String name) {
      return requests.getLast().headers().get(name);
    }

    @Override
    public <T extends @Nullable Object> T exchange(HttpRequest request, AnswerHandler<T> handler)
        throws IOException {
      requests.add(request);
      FakeAnswer answer = answers.poll();
      brokenOff++; // a transport gives up the connection of a handler that throws
      T made = handler.handle(answer == null ? new FakeAnswer(200, Map.of(), "") : answer);
      brokenOff--;
      return made;
    }

    @Override
    public void close() {}
  }

  private record FakeAnswer(int status, Map<String, String> headers, String text)
      implements HttpAnswer {

    @Override
    public @Nullable String header(String name) {
      return headers.get(name);
    }

    @Override
    public void headersUnder(String prefix, BiConsumer<String, String> visitor) {}

    @Override
    public boolean announcesLength() {
      return true;
    }

    @Override
    public long contentLength() {
      return text.length();
    }

    @Override
    public InputStream body() {
      return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
