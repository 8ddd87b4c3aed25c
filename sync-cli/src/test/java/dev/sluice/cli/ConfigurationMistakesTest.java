package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.s3server.S3Server;
import dev.sluice.s3server.traffic.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every mistake of configuration ends as one line that says what, why and what to do, with the
/// right exit code, and never as a bug. What only looks like a mistake works.
final class ConfigurationMistakesTest {

  private static final String[] KEYS = {
    "[default]", "aws_access_key_id = access", "aws_secret_access_key = secret"
  };

  @TempDir Path folder = Path.of("");
  private S3Server server = start();

  private static S3Server start() {
    try {
      return S3Server.builder().credentials("access", "secret").newBucketsLikeAws().start();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void fill() throws IOException {
    server.createBucket("b");
    server.put("b", "k", "1".getBytes(StandardCharsets.UTF_8));
    write("src/one", "1");
    write("src/two", "2");
    write("src/three", "3");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolve("..").normalize());
    Files.writeString(file, content);
  }

  private String resolved(String text) {
    return text.replace("@server", server.endpoint().toString()).replace("@/", folder + "/");
  }

  private Program.Result run(Mistake mistake) throws IOException {
    Map<String, String> variables = new HashMap<>();
    variables.put("HOME", folder.toString());
    variables.put("AWS_EC2_METADATA_DISABLED", "true");
    mistake.variables().forEach((name, value) -> variables.put(name, resolved(value)));
    if (!variables.containsKey("AWS_ACCESS_KEY_ID") && mistake.files().isEmpty()) {
      variables.put("AWS_ACCESS_KEY_ID", "access");
      variables.put("AWS_SECRET_ACCESS_KEY", "secret");
    }
    for (Map.Entry<String, String> file : mistake.files().entrySet()) {
      write(file.getKey(), resolved(file.getValue()));
    }
    return Program.run(
        variables,
        Stream.of(mistake.args().split(" ", -1)).map(this::resolved).toArray(String[]::new));
  }

  private void endsAsSaid(Mistake mistake) throws IOException {
    Program.Result result = run(mistake);

    assertThat(result.exitCode()).as(result.err()).isEqualTo(mistake.exitCode());
    assertThat(result.err()).doesNotContain("internal error").doesNotContain("Exception");
    if (mistake.exitCode() == 0) {
      assertThat(result.err()).isEmpty();
    } else {
      assertThat(result.errLines())
          .isNotEmpty()
          .allMatch(line -> line.startsWith("sluice: ") || line.matches("(ERROR|INFO): .*"));
    }
    for (String phrase : mistake.phrases()) {
      assertThat(result.err() + result.out()).contains(phrase);
    }
    for (String secret : mistake.unsaid()) {
      assertThat(result.err() + result.out()).doesNotContain(secret);
    }
  }

  static Stream<Mistake> addresses() {
    Mistake listing = Mistake.listingWhatIsConfigured();
    String variable = "AWS_ENDPOINT_URL";
    return Stream.of(
        listing.with(variable, "ftp://x").ends(64, variable, "ftp://x", "http:// and https://"),
        listing.with(variable, "http://bad_host:9000").ends(64, variable, "no underscore"),
        listing.with(variable, "localhost:9000").ends(64, "such as http://host:9000"),
        listing.with(variable, "http://a b").ends(64, variable, "whole address"),
        listing.with(variable, "http://127.0.0.1:99999").ends(64, "from 1 to 65535"),
        listing.with(variable, "http://127.0.0.1:0").ends(64, "from 1 to 65535"),
        listing.with(variable, "@server?x=1").ends(64, "what follows ? or #"),
        listing.with(variable, "http://me:hush@127.0.0.1").ends(64, variable).without("hush"),
        listing.with("AWS_ENDPOINT_URL_S3", "//x").ends(64, "AWS_ENDPOINT_URL_S3"),
        Mistake.of("ls s3://b/ --endpoint-url http://my_minio:9000").ends(64, "no underscore"),
        Mistake.of("ls s3://b/ --endpoint-url ftp://x").ends(64, "--endpoint-url"),
        Mistake.of("ls s3://b/ --endpoint-url http://127.0.0.1:1").ends(69, "127.0.0.1"),
        listing.credentials(KEYS).config("[default]", "endpoint_url = x").ends(64, "endpoint_url"),
        Mistake.of("ls s3://b/ --endpoint-url @server --region e/u").ends(64, "--region", "e/u"),
        listing.with("AWS_REGION", "../x").ends(64, "AWS_REGION"),
        Mistake.listing().with("AWS_USE_FIPS_ENDPOINT", "maybe").ends(64, "true or false"),
        Mistake.listing()
            .with("AWS_REQUEST_CHECKSUM_CALCULATION", "often")
            .ends(64, "when_required"),
        Mistake.listing().with("SLUICE_S3_CLIENT", "fast").ends(64, "SLUICE_S3_CLIENT", "light"));
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void an_address_or_a_switch_that_is_none(Mistake mistake) throws IOException {
    endsAsSaid(mistake);
  }

  static Stream<Mistake> services() {
    Mistake listing = Mistake.listingWhatIsConfigured().credentials(KEYS);
    String[] section = {"[default]", "services = own", "[services own]", "s3 ="};
    String[] there = {section[0], section[1], section[2], section[3], "  endpoint_url = @server"};
    String[] nowhere = {section[0], section[1], section[2], section[3], "  endpoint_url = x"};
    String dead = "http://127.0.0.1:1";
    return Stream.of(
        listing.config(there).ends(0, "k"),
        listing.config("[default]", "endpoint_url = @server").ends(0, "k"),
        listing
            .config(
                "[default]",
                "services = own",
                "endpoint_url = " + dead,
                "[services own]",
                "s3 =",
                "  endpoint_url = @server")
            .ends(0, "k"),
        listing.config(nowhere).with("AWS_ENDPOINT_URL", "@server").ends(0, "k"),
        listing.config(nowhere).ends(64, "services section"),
        listing.config("[default]", "services = gone").ends(64, "[services gone]"),
        Mistake.listing()
            .credentials(KEYS)
            .config("[default]", "services = gone", "ignore_configured_endpoint_urls = true")
            .ends(0, "k"),
        listing
            .config("[default]", "ignore_configured_endpoint_urls = 1")
            .ends(64, "ignore_configured_endpoint_urls of the profile", "true or false"),
        listing
            .config(there)
            .with("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "yes")
            .ends(64, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"),
        // Ignored, all that is left is AWS, which the proxy stands for here.
        listing
            .config(there)
            .with("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "TRUE")
            .with("HTTPS_PROXY", dead)
            .ends(69, "127.0.0.1:1"),
        listing.config(there).with("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "false").ends(0, "k"),
        listing
            .config("[default]", "ignore_configured_endpoint_urls = true")
            .with("AWS_ENDPOINT_URL", "@server")
            .with("HTTPS_PROXY", dead)
            .ends(69, "127.0.0.1:1"));
  }

  @ParameterizedTest
  @MethodSource("services")
  void the_service_that_is_configured_is_the_one_that_is_asked(Mistake mistake) throws IOException {
    endsAsSaid(mistake);
  }

  static Stream<Mistake> ways() {
    Mistake listing = Mistake.of("ls s3://b/ --endpoint-url http://s3.test.invalid:9000");
    Mistake tls = Mistake.of("ls s3://b/ --endpoint-url https://127.0.0.1:1");
    return Stream.of(
        listing.with("HTTP_PROXY", "not a proxy").ends(64, "HTTP_PROXY", "http://host:port"),
        listing.with("http_proxy", "socks5://127.0.0.1:1080").ends(64, "http_proxy", "SOCKS"),
        listing.with("ALL_PROXY", "socks5h://127.0.0.1:1080").ends(64, "ALL_PROXY", "SOCKS"),
        listing.with("http_proxy", "http://me:hu%sh@p:1").ends(64, "%25").without("hu%sh"),
        listing.with("http_proxy", "http://127.0.0.1:70000").ends(64, "http_proxy"),
        listing.with("http_proxy", "ftp://127.0.0.1").ends(64, "http:// or https://"),
        listing.with("http_proxy", "http://127.0.0.1:1").ends(69, "127.0.0.1:1"),
        tls.with("AWS_CA_BUNDLE", "@/gone.pem").ends(64, "AWS_CA_BUNDLE", "no such file"),
        tls.with("AWS_CA_BUNDLE", "@/src").ends(64, "AWS_CA_BUNDLE", "cannot be read"),
        tls.with("AWS_CA_BUNDLE", "@/src/one").ends(64, "AWS_CA_BUNDLE", "PEM form"),
        tls.with("AWS_CA_BUNDLE", "@/empty")
            .with("AWS_ACCESS_KEY_ID", "access")
            .with("AWS_SECRET_ACCESS_KEY", "secret")
            .file("empty", "")
            .ends(64, "there is no certificate in it"),
        tls.credentials(KEYS)
            .config("[default]", "ca_bundle = @/gone.pem")
            .ends(64, "ca_bundle of the profile"));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void a_proxy_or_a_bundle_that_is_none(Mistake mistake) throws IOException {
    endsAsSaid(mistake);
  }

  static Stream<Mistake> files() {
    Mistake listing = Mistake.listing();
    Mistake named = Mistake.of("ls s3://b/ --endpoint-url @server --profile nosuch");
    return Stream.of(
        listing.credentials("\uFEFF[default]", KEYS[1], KEYS[2]).ends(0, "k"),
        listing.credentials(KEYS[0] + "\r", KEYS[1] + "\r", KEYS[2] + "\r").ends(0, "k"),
        listing.credentials(KEYS).config("[default]", "region eu").ends(64, "config", "line 2"),
        listing.credentials("[default", KEYS[1]).ends(64, "credentials", "line 1"),
        listing.credentials("hush").ends(64, "line 1").without("hush"),
        listing.credentials(KEYS).config("\u00ff").ends(64, "config", "line 1"),
        listing.with("AWS_CONFIG_FILE", "@/gone").ends(64, "AWS_CONFIG_FILE", "no such file"),
        listing.with("AWS_SHARED_CREDENTIALS_FILE", "@/src").ends(64, "cannot be read"),
        named.credentials(KEYS).ends(64, "no profile \"nosuch\"", "there are: default"),
        named.ends(64, "there are none"),
        named.credentials(KEYS).config("[nosuch]", "region = x").ends(64, "[profile nosuch]"),
        listing.credentials(KEYS).with("AWS_PROFILE", "nosuch").ends(64, "(AWS_PROFILE)"),
        Mistake.of("ls s3://b/ --endpoint-url @server --no-sign-request --profile nosuch")
            .ends(64, "no profile"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void a_file_that_cannot_be_understood_or_a_profile_that_is_not_there(Mistake mistake)
      throws IOException {
    endsAsSaid(mistake);
  }

  static Stream<Mistake> keys() {
    Mistake listing = Mistake.listing();
    String role = "role_arn = arn:aws:iam::123456789012:role/r";
    String mfa = "mfa_serial = arn:aws:iam::123456789012:mfa/me";
    String sso = "sso_session = corp";
    String[] signOn = {
      "[default]",
      sso,
      "sso_account_id = 123456789012",
      "sso_role_name = r",
      "[sso-session corp]",
      "sso_region = us-east-1",
      "sso_start_url = https://corp.test.invalid/start"
    };
    return Stream.of(
        listing.credentials(KEYS[0], KEYS[1]).ends(77, "default", "no aws_secret_access_key"),
        listing.credentials(KEYS[0], KEYS[2]).ends(77, "no aws_access_key_id").without("secret\n"),
        listing.with("AWS_ACCESS_KEY_ID", "access").ends(77, "AWS_SECRET_ACCESS_KEY is not"),
        listing.config("[default]", "region = x").ends(77, "no credentials found", "--profile"),
        listing
            .config("[profile p]", "region = x")
            .with("AWS_PROFILE", "p")
            .ends(77, "the profile p holds no credentials"),
        listing.config(signOn).ends(77, "sign-on has expired", "aws sso login --profile default"),
        listing.config("[default]", sso).ends(77, "[sso-session corp]"),
        listing.config("[default]", role, "source_profile = s", mfa).ends(77, "MFA", "export-cred"),
        listing.config("[default]", role, "source_profile = s").ends(77, "source_profile is \"s\""),
        listing.config("[default]", role, "source_profile = default").ends(77, "Circular"),
        listing.config("[default]", role).ends(77, "no source_profile"),
        listing
            .config("[default]", role, "source_profile = s", "[profile s]", KEYS[1])
            .ends(77, "the profile s", "no aws_secret_access_key"),
        listing
            .config("[default]", role, "web_identity_token_file = @/gone", "region = us-east-1")
            .ends(77, "the profile default", "there is no file"),
        listing
            .config("[default]", "region = us-east-1")
            .with("AWS_WEB_IDENTITY_TOKEN_FILE", "@/gone")
            .with("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/r")
            .ends(77, "AWS_WEB_IDENTITY_TOKEN_FILE", "there is no file"),
        listing
            .config("[default]", "region = us-east-1")
            .with("AWS_WEB_IDENTITY_TOKEN_FILE", "@/gone")
            .ends(77, "AWS_ROLE_ARN is not"),
        listing
            .config("[default]", "credential_process = echo the reason >&2; exit 3")
            .ends(77, "the profile default", "the reason"),
        listing
            .config("[default]", "credential_process = exit 3")
            .ends(77, "the profile default", "non-zero exit value (3)"),
        listing
            .config("[default]", "credential_process = /no/such/program")
            .ends(77, "the profile default", "/no/such/program"),
        listing.config("[default]", "credential_process = echo hush").ends(77).without("hush"),
        listing.config("[default]", "login_session = x").ends(77, "login_session", "export-cred"),
        listing
            .with("AWS_ACCESS_KEY_ID", "acc\u0007ess")
            .with("AWS_SECRET_ACCESS_KEY", "secret")
            .ends(77, "access key", "a character that none has"),
        listing
            .with("AWS_ACCESS_KEY_ID", "access")
            .with("AWS_SECRET_ACCESS_KEY", "wrong")
            .ends(77, "SignatureDoesNotMatch", "valid credentials"),
        listing
            .with("AWS_ACCESS_KEY_ID", "other")
            .with("AWS_SECRET_ACCESS_KEY", "secret")
            .ends(77, "InvalidAccessKeyId", "valid credentials"));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void credentials_that_are_not_there_or_not_whole(Mistake mistake) throws IOException {
    endsAsSaid(mistake);
  }

  static Stream<Mistake> requests() {
    String upload = "sync @/src/ s3://b/p/ --endpoint-url @server ";
    return Stream.of(
        Mistake.of("mb s3://ab --endpoint-url @server").ends(64, "3 to 63 characters"),
        Mistake.of("mb s3://Web_Bad --endpoint-url @server").ends(64, "Web_Bad", "lower-case"),
        Mistake.of("mb s3://192.168.1.1 --endpoint-url @server").ends(64, "no IP address"),
        Mistake.of("mb s3://a..b --endpoint-url @server").ends(64, "no dot beside a dot"),
        Mistake.of("mb s3://b2/ --endpoint-url @server").ends(64, "3 to 63 characters"),
        Mistake.of("mb s3://new --endpoint-url @server").ends(0, "made: s3://new"),
        Mistake.of(upload + "--storage-class GLACIERR").ends(64, "did you mean GLACIER"),
        Mistake.of(upload + "--storage-class standard-ia").ends(64, "STANDARD_IA"),
        Mistake.of(upload + "--storage-class WARM_AND_DRY").ends(64, "InvalidStorageClass"),
        Mistake.of(upload + "--no-sign-request").ends(77, "unsigned", "leave out --no-sign-requ"),
        Mistake.of("ls s3://b/ --endpoint-url @server --no-sign-request")
            .ends(77, "may list this", "leave out --no-sign-request"),
        Mistake.of("ls s3://key:very-secret@b/p/ --endpoint-url @server")
            .ends(64, "never in a location")
            .without("very-secret"),
        Mistake.of("ls s3://arn:aws:s3:us-east-1:123456789012:accesspoint/ap/x/").ends(64, "arn:"),
        Mistake.of("ls s3://arn:aws:s3:us-east-1:123456789012:accesspoint/ap/x/")
            .with("SLUICE_S3_CLIENT", "sdk")
            .ends(64, "arn:"));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void what_no_service_would_take(Mistake mistake) throws IOException {
    endsAsSaid(mistake);
  }

  @Test
  void an_acl_where_acls_are_switched_off_ends_the_run_at_the_first() throws IOException {
    endsAsSaid(Mistake.of("mb s3://new --endpoint-url @server").ends(0));
    endsAsSaid(
        Mistake.of("sync @/src/ s3://new/p/ --workers 1 --acl-public --endpoint-url @server")
            .ends(64, "AccessControlListNotSupported", "leave out the ACL option"));

    assertThat(server.requests().count(Operation.PUT_OBJECT)).isEqualTo(1);
  }

  @Test
  void a_refusal_that_would_meet_every_entry_ends_the_run_at_the_first() throws IOException {
    endsAsSaid(
        Mistake.of(
                "sync @/src/ s3://b/p/ --workers 1 --storage-class WARM_AND_DRY --endpoint-url"
                    + " @server")
            .ends(64, "InvalidStorageClass", "--storage-class"));

    assertThat(server.requests().count(Operation.PUT_OBJECT)).isEqualTo(1);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_folder_that_cannot_be_made_ends_the_run_at_the_first() throws IOException {
    server.put("b", "l", "2".getBytes(StandardCharsets.UTF_8));
    server.put("b", "m", "3".getBytes(StandardCharsets.UTF_8));

    Mistake download =
        Mistake.of("sync s3://b/ /proc/nowhere/ --workers 1 --endpoint-url @server")
            .ends(64, "/proc/nowhere", "Name a destination");
    endsAsSaid(download);

    assertThat(server.requests().count(Operation.GET_OBJECT)).isLessThanOrEqualTo(1);
  }

  @Test
  void a_bucket_that_is_ones_own_already_is_as_good_as_made() throws IOException {
    Mistake make = Mistake.of("mb s3://mine --endpoint-url @server");
    endsAsSaid(make.ends(0, "made: s3://mine"));
    endsAsSaid(make.ends(0, "is yours already: s3://mine"));
    endsAsSaid(
        Mistake.of("mb s3://mine --json --endpoint-url @server").ends(0, "\"existed\":true"));
  }

  @ParameterizedTest
  @CsvSource({
    "407, http",
    "407, https",
    "403, http",
    "403, https",
  })
  void a_proxy_that_refuses_is_named(int status, String scheme) throws IOException {
    try (RefusingProxy proxy = RefusingProxy.with(status)) {
      endsAsSaid(
          Mistake.of("ls s3://b/ --endpoint-url " + scheme + "://s3.test.invalid:9000")
              .with(scheme + "_proxy", "http://me:hush@" + proxy.address())
              .ends(77, "proxy http://" + proxy.address())
              .without("hush"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "light-over-sdk-http", "sdk"})
  void each_client_says_the_same(String client) throws IOException {
    String upload = "sync @/src/ s3://b/p/ --workers 1 --endpoint-url @server ";
    endsAsSaid(
        Mistake.of(upload + "--storage-class WARM_AND_DRY")
            .with("SLUICE_S3_CLIENT", client)
            .ends(64, "InvalidStorageClass"));
    endsAsSaid(
        Mistake.listing()
            .with("SLUICE_S3_CLIENT", client)
            .with("AWS_ACCESS_KEY_ID", "access")
            .ends(77, "AWS_SECRET_ACCESS_KEY is not"));
    endsAsSaid(
        Mistake.of("ls s3://b/ --endpoint-url @server --no-sign-request")
            .with("SLUICE_S3_CLIENT", client)
            .ends(77, "leave out --no-sign-request"));
  }
}
