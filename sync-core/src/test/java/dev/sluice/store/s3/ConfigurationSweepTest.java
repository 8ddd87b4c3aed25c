package dev.sluice.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.s3.config.ClientKind;
import dev.sluice.store.s3.config.MisconfiguredException;
import dev.sluice.store.s3.config.S3Runtime;
import dev.sluice.store.s3.config.S3Service;
import dev.sluice.store.s3.config.S3WriteOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// No value of any variable or property that is read makes a connection break: it works, or says in
/// one line why it does not.
class ConfigurationSweepTest {

  private static final List<String> GARBAGE =
      List.of(
          "",
          " ",
          "\t",
          "a\u0000b",
          "a\u0001b",
          "\u001b[31m",
          "true",
          "-1",
          "99999999999999999999",
          "a b",
          "gr\u00fc\u00dfe \u6f22",
          "%zz",
          "//",
          "http://",
          "[",
          "{}",
          "/dev/null",
          "/",
          "x".repeat(20_000));

  private static final Set<Kind> SAID =
      Set.of(Kind.MISCONFIGURED, Kind.BAD_CREDENTIALS, Kind.DENIED, Kind.UNREACHABLE, Kind.NO_ROOT);

  private static EmbeddedS3 s3 = EmbeddedS3.unchecked(ClientKind.LIGHT);

  @TempDir Path home = Path.of("");

  @BeforeAll
  static void put() {
    s3.put("k", "1");
  }

  @AfterAll
  static void stop() {
    s3.close();
  }

  private Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>();
    variables.put("HOME", home.toString());
    variables.put("AWS_EC2_METADATA_DISABLED", "true");
    variables.put("AWS_ACCESS_KEY_ID", "ak");
    variables.put("AWS_SECRET_ACCESS_KEY", "sk");
    return variables;
  }

  private void connect(Map<String, String> variables, @Nullable URI endpoint, String what) {
    S3Service service = S3Service.OF_ENVIRONMENT;
    if (endpoint != null) {
      service = service.at(endpoint);
    }
    S3Runtime runtime =
        new S3Runtime(s3.time, new Random(1), dev.sluice.flow.RetryPolicy.DEFAULT, s3.cpu);
    try (S3Connection connection = S3Connection.open(service, runtime, variables::get)) {
      new S3Store(connection, EmbeddedS3.at(""), S3WriteOptions.DEFAULT).checkReadable();
      new S3Buckets(connection).list();
    } catch (MisconfiguredException e) {
      assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(1_000);
    } catch (StoreException e) {
      assertThat(e.kind()).as(what + ": " + e.getMessage()).isIn(SAID);
      assertThat(e.getMessage()).hasSizeLessThan(1_000);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "AWS_PROFILE",
        "AWS_REGION",
        "AWS_DEFAULT_REGION",
        "AWS_ENDPOINT_URL",
        "AWS_ENDPOINT_URL_S3",
        "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
        "AWS_CA_BUNDLE",
        "AWS_CONFIG_FILE",
        "AWS_SHARED_CREDENTIALS_FILE",
        "AWS_USE_DUALSTACK_ENDPOINT",
        "AWS_USE_FIPS_ENDPOINT",
        "AWS_S3_USE_ARN_REGION",
        "AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS",
        "AWS_REQUEST_CHECKSUM_CALCULATION",
        "AWS_EC2_METADATA_DISABLED",
        "SLUICE_S3_CLIENT",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
        "NO_PROXY",
        "http_proxy",
        "no_proxy",
        "HOME"
      })
  void any_value_of_a_variable_is_taken_or_refused(String name) {
    for (String value : GARBAGE) {
      Map<String, String> variables = variables();
      variables.put(name, value);
      String what = name + "=" + value;
      // Where nothing says otherwise, the service is AWS: behind a proxy that is not there.
      variables.putIfAbsent("https_proxy", "http://127.0.0.1:1");
      connect(variables, s3.server.endpoint(), what);
      connect(variables, null, what);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWS_WEB_IDENTITY_TOKEN_FILE",
        "AWS_ROLE_ARN",
        "AWS_ROLE_SESSION_NAME",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"
      })
  void so_is_any_value_of_a_variable_that_gives_credentials(String name) {
    for (String value : GARBAGE) {
      Map<String, String> variables = variables();
      variables.remove("AWS_ACCESS_KEY_ID");
      variables.remove("AWS_SECRET_ACCESS_KEY");
      variables.put(name, value);
      connect(variables, s3.server.endpoint(), name + "=" + value);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "region",
        "endpoint_url",
        "services",
        "ignore_configured_endpoint_urls",
        "ca_bundle",
        "use_dualstack_endpoint",
        "use_fips_endpoint",
        "s3_use_arn_region",
        "s3_disable_multiregion_access_points",
        "request_checksum_calculation",
        "response_checksum_validation",
        "retry_mode",
        "max_attempts",
        "defaults_mode",
        "s3_us_east_1_regional_endpoint",
        "s3_disable_express_session_auth",
        "account_id_endpoint_mode",
        "request_min_compression_size_bytes",
        "disable_request_compression",
        "sdk_ua_app_id",
        "auth_scheme_preference",
        "sigv4a_signing_region_set",
        "source_profile",
        "credential_source",
        "role_arn",
        "role_session_name",
        "mfa_serial",
        "external_id",
        "duration_seconds",
        "web_identity_token_file",
        "login_session",
        "sso_session",
        "sso_start_url",
        "sso_region",
        "sso_account_id",
        "sso_role_name",
        "credential_process",
        "aws_access_key_id",
        "aws_secret_access_key",
        "aws_session_token",
        "ec2_metadata_service_endpoint",
        "s3"
      })
  void any_value_of_a_property_is_taken_or_refused(String name) throws IOException {
    for (String value : GARBAGE) {
      Map<String, String> variables = variables();
      variables.remove("AWS_ACCESS_KEY_ID");
      variables.remove("AWS_SECRET_ACCESS_KEY");
      variables.put("https_proxy", "http://127.0.0.1:1");
      Files.createDirectories(home.resolve(".aws"));
      Files.writeString(
          home.resolve(".aws/config"),
          "[default]\naws_access_key_id = ak\naws_secret_access_key = sk\n" + name + " = " + value);
      connect(variables, s3.server.endpoint(), name + " = " + value);
      connect(variables, null, name + " = " + value);
    }
  }
}
