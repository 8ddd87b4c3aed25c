package dev.sluice.store.s3.sign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.store.s3.http.HeaderList;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/// Signatures against the examples of the S3 API reference and against the SDK's own signer.
class SigV4Test {

  private static final SigningKeys EXAMPLE_KEYS =
      new SigningKeys("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", null);
  private static final SigningScope SCOPE = new SigningScope("us-east-1", "s3");
  private static final Instant EXAMPLE_TIME = Instant.parse("2013-05-24T00:00:00Z");

  private final SigV4 signer = new SigV4();

  private String signature(SigV4.Subject subject, HeaderList headers) {
    headers.set("host", "examplebucket.s3.amazonaws.com");
    signer.sign(subject, headers, EXAMPLE_KEYS, SCOPE, EXAMPLE_TIME);
    String authorization = String.valueOf(headers.get("authorization"));
    return authorization.substring(authorization.indexOf("Signature=") + 10);
  }

  private static SigV4.Subject get(String path, String query) {
    return new SigV4.Subject("GET", path, query, SigV4.EMPTY_PAYLOAD);
  }

  @Test
  void the_reference_example_of_reading_a_range_is_signed_as_printed() {
    assertThat(signature(get("/test.txt", ""), new HeaderList().set("range", "bytes=0-9")))
        .isEqualTo("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
  }

  @Test
  void the_reference_example_of_writing_is_signed_as_printed() {
    String hash = signer.payloadHash("Welcome to Amazon S3.".getBytes(StandardCharsets.US_ASCII));
    HeaderList headers =
        new HeaderList()
            .set("x-amz-storage-class", "REDUCED_REDUNDANCY")
            .set("date", "Fri, 24 May 2013 00:00:00 GMT");

    assertThat(
            signature(
                new SigV4.Subject("PUT", "/" + Percent.path("test$file.text"), "", hash), headers))
        .isEqualTo("98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
  }

  @Test
  void the_reference_example_of_a_query_without_a_value_is_signed_as_printed() {
    assertThat(signature(get("/", "lifecycle="), new HeaderList()))
        .isEqualTo("fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
  }

  @Test
  void the_reference_example_of_listing_is_signed_as_printed() {
    assertThat(signature(get("/", "max-keys=2&prefix=J"), new HeaderList()))
        .isEqualTo("34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
  }

  @Test
  void the_key_of_another_day_or_region_is_derived_anew() {
    HeaderList first = new HeaderList().set("host", "h");
    HeaderList second = new HeaderList().set("host", "h");
    HeaderList third = new HeaderList().set("host", "h");
    signer.sign(get("/", ""), first, EXAMPLE_KEYS, SCOPE, EXAMPLE_TIME);
    signer.sign(get("/", ""), second, EXAMPLE_KEYS, SCOPE, EXAMPLE_TIME.plusSeconds(86_400));
    signer.sign(
        get("/", ""), third, EXAMPLE_KEYS, new SigningScope("eu-west-1", "s3"), EXAMPLE_TIME);

    assertThat(second.get("authorization"))
        .contains("/20130525/us-east-1/s3/")
        .isNotEqualTo(first.get("authorization"));
    assertThat(third.get("authorization")).contains("/20130524/eu-west-1/s3/");
  }

  @Test
  void a_secret_never_shows_in_text() {
    assertThat(EXAMPLE_KEYS.toString()).doesNotContain("wJalr").contains("AKIA");
  }

  @Test
  void the_reference_example_of_an_address_is_signed_as_printed() {
    String query =
        signer.presignedQuery(
            "GET",
            "/test.txt",
            Map.of(),
            new HeaderList().set("host", "examplebucket.s3.amazonaws.com"),
            EXAMPLE_KEYS,
            SCOPE,
            EXAMPLE_TIME,
            Duration.ofDays(1));

    assertThat(query)
        .isEqualTo(
            "X-Amz-Algorithm=AWS4-HMAC-SHA256"
                + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
                + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
                + "&X-Amz-Signature="
                + "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
  }

  @Property(tries = 300)
  void any_address_is_signed_as_the_sdk_signs_it(
      @ForAll("keys") String key,
      @ForAll("keys") String disposition,
      @ForAll boolean hasType,
      @ForAll boolean session) {
    String path = "/bucket/" + Percent.path(key);
    SigningKeys keys = new SigningKeys("ak", "sk", session ? "token/+=" : null);
    HeaderList headers =
        new HeaderList()
            .set("host", "localhost:9000")
            .set("content-type", hasType ? "text/plain" : null);
    String query =
        signer.presignedQuery(
            "PUT",
            path,
            Map.of("response-content-disposition", disposition, "versionId", "v/1"),
            headers,
            keys,
            SCOPE,
            EXAMPLE_TIME,
            Duration.ofSeconds(60));

    SdkHttpFullRequest.Builder request =
        SdkHttpFullRequest.builder()
            .method(SdkHttpMethod.PUT)
            .uri(URI.create("http://localhost:9000"))
            .encodedPath(path)
            .putRawQueryParameter("versionId", "v/1")
            .putRawQueryParameter("response-content-disposition", disposition);
    if (hasType) {
      request.putHeader("content-type", "text/plain");
    }
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(r ->
                r.identity(identity(keys))
                    .request(request.build())
                    .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                    .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                    .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false)
                    .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                    .putProperty(AwsV4FamilyHttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                    .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, Duration.ofSeconds(60))
                    .putProperty(
                        HttpSigner.SIGNING_CLOCK, Clock.fixed(EXAMPLE_TIME, ZoneOffset.UTC)))
            .request();
    assertThat(query)
        .endsWith(
            "X-Amz-Signature="
                + signed.firstMatchingRawQueryParameter("X-Amz-Signature").orElseThrow());
  }

  private static AwsCredentialsIdentity identity(SigningKeys keys) {
    String token = keys.sessionToken();
    return token == null
        ? AwsCredentialsIdentity.create(keys.accessKey(), keys.secretKey())
        : AwsSessionCredentialsIdentity.create(keys.accessKey(), keys.secretKey(), token);
  }

  @Property(tries = 300)
  void any_request_is_signed_as_the_sdk_signs_it(
      @ForAll("keys") String key,
      @ForAll("keys") String prefix,
      @ForAll("values") String metadata,
      @ForAll byte[] payload,
      @ForAll boolean session) {
    String query = "list-type=2&prefix=" + Percent.query(prefix);
    String path = "/bucket/" + Percent.path(key);
    SigningKeys keys = new SigningKeys("ak", "sk", session ? "token/+=" : null);
    HeaderList headers =
        new HeaderList()
            .set("host", "localhost:9000")
            .set("content-type", "text/plain")
            .set("x-amz-meta-a", metadata);
    signer.sign(
        new SigV4.Subject("PUT", path, query, signer.payloadHash(payload)),
        headers,
        keys,
        SCOPE,
        EXAMPLE_TIME);

    assertThat(headers.get("authorization"))
        .isEqualTo(bySdk(path, prefix, metadata, payload, keys));
  }

  private static @Nullable String bySdk(
      String path, String prefix, String metadata, byte[] payload, SigningKeys keys) {
    SdkHttpFullRequest request =
        SdkHttpFullRequest.builder()
            .method(SdkHttpMethod.PUT)
            .uri(URI.create("http://localhost:9000"))
            .encodedPath(path)
            .putRawQueryParameter("list-type", "2")
            .putRawQueryParameter("prefix", prefix)
            .putHeader("content-type", "text/plain")
            .putHeader("x-amz-meta-a", metadata)
            .build();
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(r ->
                r.identity(identity(keys))
                    .request(request)
                    .payload(ContentStreamProvider.fromByteArray(payload))
                    .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                    .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                    .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false)
                    .putProperty(
                        HttpSigner.SIGNING_CLOCK, Clock.fixed(EXAMPLE_TIME, ZoneOffset.UTC)))
            .request();
    return signed.firstMatchingHeader("Authorization").orElse(null);
  }

  @Provide
  Arbitrary<String> keys() {
    return Arbitraries.strings()
        .withChars("abcXYZ019 /+-_.~%&=?#'\"$!*()<>@:;,[]{}|^`äßжя日本\t")
        .withCharRange('\u0001', '\u02ff')
        .ofMinLength(1)
        .ofMaxLength(40)
        .map(SigV4Test::withSupplementary);
  }

  private static String withSupplementary(String text) {
    return Arrays.stream(text.split("", -1))
        .map(c -> c.equals("本") ? "\ud83d\ude00" : c)
        .collect(Collectors.joining());
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.of(
        List.of("plain", " around ", "two  spaces", "a,b;c", "tab\tin", "=?UTF-8?Q?x?=", "x"));
  }
}
