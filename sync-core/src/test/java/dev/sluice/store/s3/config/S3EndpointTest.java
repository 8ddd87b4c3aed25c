package dev.sluice.store.s3.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where requests go: the endpoint, the region, the style of bucket names, the proxy.
class S3EndpointTest {

  private static final S3Service PLAIN = S3Service.OF_ENVIRONMENT;

  private static S3Environment environment(Map<String, String> variables) {
    return environment(variables, Map.of());
  }

  private static S3Environment environment(
      Map<String, String> variables, Map<String, String> profile) {
    return new S3Environment(variables::get, profile::get);
  }

  private static S3Endpoint endpoint(Map<String, String> variables) {
    return S3Endpoint.of(PLAIN, environment(variables));
  }

  @Test
  void without_a_word_it_is_aws_by_virtual_hosts() {
    S3Endpoint endpoint = endpoint(Map.of());
    assertThat(endpoint.url()).isNull();
    assertThat(endpoint.region().id()).isEqualTo("us-east-1");
    assertThat(endpoint.pathStyle()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:9000, true",
    "http://[::1]:9000, true",
    "http://localhost:9000, true",
    "https://minio.example.com, true",
    "https://amazonaws.com.evil.org, true",
    "https://s3.eu-central-1.amazonaws.com, false",
    "https://s3.cn-north-1.amazonaws.com.cn, false",
  })
  void the_host_decides_on_the_path_style(URI url, boolean pathStyle) {
    assertThat(S3Endpoint.of(PLAIN.at(url), environment(Map.of())).pathStyle())
        .isEqualTo(pathStyle);
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:9000, true",
    "http://127.9.9.9, true",
    "http://[::1]:9000, true",
    "http://localhost:9000, true",
    "http://127.example.com, false",
    "http://localhost.example.com, false",
    "http://10.0.0.1:9000, false",
    "https://s3.eu-central-1.amazonaws.com, false",
  })
  void a_loopback_is_told_by_its_address_or_name(URI url, boolean loopback) {
    assertThat(S3Endpoint.of(PLAIN.at(url), environment(Map.of())).isLoopback())
        .isEqualTo(loopback);
  }

  @Test
  void checksums_can_be_left_out_by_the_setting_that_the_sdks_have() {
    assertThat(environment(Map.of()).wantsNoChecksums()).isFalse();
    String name = "AWS_REQUEST_CHECKSUM_CALCULATION";
    assertThat(environment(Map.of(name, "WHEN_REQUIRED")).wantsNoChecksums()).isTrue();
    assertThat(
            environment(
                    Map.of(name, "when_supported"),
                    Map.of("request_checksum_calculation", "when_required"))
                .wantsNoChecksums())
        .isFalse();
  }

  @Test
  void the_option_beats_the_environment_and_the_environment_the_profile() {
    Map<String, String> variables =
        Map.of("AWS_ENDPOINT_URL", "http://general", "AWS_ENDPOINT_URL_S3", "http://special");
    Map<String, String> profile = Map.of("endpoint_url", "http://profile");

    assertThat(url(PLAIN.at(URI.create("http://option")), variables, profile))
        .isEqualTo(URI.create("http://option"));
    assertThat(url(PLAIN, variables, profile)).isEqualTo(URI.create("http://special"));
    assertThat(url(PLAIN, Map.of("AWS_ENDPOINT_URL", "http://general"), profile))
        .isEqualTo(URI.create("http://general"));
    assertThat(url(PLAIN, Map.of(), profile)).isEqualTo(URI.create("http://profile"));
    assertThat(url(PLAIN, Map.of("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true"), profile)).isNull();
  }

  private static @Nullable URI url(
      S3Service service, Map<String, String> variables, Map<String, String> profile) {
    return S3Endpoint.of(service, environment(variables, profile)).url();
  }

  @Test
  void the_region_comes_from_the_environment_then_the_profile() {
    assertThat(endpoint(Map.of("AWS_REGION", "eu-west-1")).region().id()).isEqualTo("eu-west-1");
    assertThat(endpoint(Map.of("AWS_DEFAULT_REGION", "eu-west-2")).region().id())
        .isEqualTo("eu-west-2");
    assertThat(
            S3Endpoint.of(PLAIN, environment(Map.of(), Map.of("region", "eu-west-3")))
                .region()
                .id())
        .isEqualTo("eu-west-3");
  }

  @Test
  void an_endpoint_that_is_no_url_is_refused_in_one_line() {
    assertThatThrownBy(() -> endpoint(Map.of("AWS_ENDPOINT_URL", "http://:9000")))
        .isInstanceOf(MisconfiguredException.class)
        .hasMessage(
            "AWS_ENDPOINT_URL: no address of a service: \"http://:9000\"; write a whole address,"
                + " such as http://host:9000");
  }

  @Test
  void the_proxy_is_chosen_by_the_services_scheme() {
    Map<String, String> variables =
        Map.of("http_proxy", "http://plain:3128", "HTTPS_PROXY", "tls-proxy:3129");

    assertThat(EnvironmentProxy.choose(endpoint(Map.of()), environment(variables)))
        .isEqualTo(URI.create("http://tls-proxy:3129"));
    assertThat(
            EnvironmentProxy.choose(
                endpoint(Map.of("AWS_ENDPOINT_URL", "http://minio:9000")), environment(variables)))
        .isEqualTo(URI.create("http://plain:3128"));
    assertThat(EnvironmentProxy.choose(endpoint(Map.of()), environment(Map.of()))).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "'*', true",
    "minio.example.com, true",
    "example.com, true",
    "'localhost, .example.com', true",
    "'*.example.com', true",
    "MINIO.example.com:9000, true",
    "ample.com, false",
    "minio.example.org, false",
    "'', false",
  })
  void no_proxy_names_hosts_and_domains(String exceptions, boolean expected) {
    assertThat(EnvironmentProxy.isException("minio.example.com", exceptions)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:9000", "http://127.0.0.1:9000", "http://[::1]:9000"})
  void this_machine_is_reached_without_a_proxy(String url) {
    assertThat(
            EnvironmentProxy.choose(
                endpoint(Map.of("AWS_ENDPOINT_URL", url)),
                environment(Map.of("all_proxy", "http://proxy:3128"))))
        .isNull();
  }

  @Test
  void a_proxys_user_and_password_are_decoded() {
    var proxy =
        EnvironmentProxy.configuration(
            EnvironmentProxy.choose(
                endpoint(Map.of()),
                environment(Map.of("https_proxy", "http://me:p%40ss+1@p:8080"))));
    assertThat(proxy.host()).isEqualTo("p");
    assertThat(proxy.port()).isEqualTo(8080);
    assertThat(proxy.username()).isEqualTo("me");
    assertThat(proxy.password()).isEqualTo("p@ss+1");
  }
}
