package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.command.Commands;
import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.output.console.Console;
import dev.sluice.cli.output.console.Screen;
import dev.sluice.flow.Cancellation;
import dev.sluice.s3server.S3Server;
import dev.sluice.s3server.tls.CertificateAuthority;
import dev.sluice.s3server.traffic.Fault;
import dev.sluice.s3server.traffic.Operation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `sluice doctor`: what it says of a service that is well, and of each thing that is not.
final class DoctorTest extends Bench {

  private static final Map<String, String> KEYS =
      Map.of(
          "HOME", "/nonexistent", "AWS_ACCESS_KEY_ID", "access", "AWS_SECRET_ACCESS_KEY", "secret");

  private Program.Result doctor(String... options) {
    List<String> all = new java.util.ArrayList<>(List.of("doctor", "s3://b/p/"));
    all.addAll(List.of(options));
    return run(all.toArray(String[]::new));
  }

  /// Looks at the bucket `b` of another server.
  private static Program.Result at(String endpoint, Map<String, String> variables) {
    return Program.run(variables, "doctor", "s3://b/p/", "--endpoint-url", endpoint);
  }

  /// The line of a check.
  private static String line(Program.Result result, String name) {
    return result.outLines().stream()
        .filter(line -> line.matches("(ok|warning|FAILED|skipped) +" + name + " .*"))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " in " + result.out() + result.err()));
  }

  @Test
  void where_all_is_well_each_check_is_ok_and_nothing_is_left() {
    s3.put("b", "p/a", "1");
    Program.Result result = doctor();

    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    assertThat(result.out()).doesNotContain("FAILED").doesNotContain("warning  ");
    assertThat(line(result, "service")).contains("--endpoint-url").contains("us-east-1");
    assertThat(line(result, "credentials")).contains("aws.accessKeyId").doesNotContain("secret ");
    assertThat(line(result, "clock")).startsWith("ok");
    assertThat(line(result, "list")).contains("1 object under p/");
    assertThat(line(result, "conditions")).contains("second writes were refused");
    assertThat(line(result, "copy")).startsWith("ok");
    assertThat(line(result, "throughput")).contains("objects of 1 KiB a second");
    assertThat(line(result, "delete")).contains("is gone again");
    assertThat(s3.server().keys("b")).containsExactly("p/a");
    assertThat(s3.server().openMultipartUploads("b")).isEmpty();
  }

  @Test
  void a_first_key_that_no_xml_can_hold_is_no_failure() {
    s3.put("b", "p/\u001b[31mred", "1");
    Program.Result result = doctor("--read-only");

    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    assertThat(line(result, "answer")).startsWith("ok");
  }

  @Test
  void a_bucket_that_keeps_versions_has_none_of_its_own_afterwards() {
    s3.server().keepVersions("b");
    Program.Result result = doctor();

    assertThat(result.exitCode()).as(result.out()).isZero();
    assertThat(line(result, "versioning")).contains("on:");
    assertThat(line(result, "delete")).contains("with all versions");
    Program.Result found = s3.run("rb", "s3://b", "--force", "--all-versions", "--dry-run");
    assertThat(found.out()).contains("Found 0 = ");
  }

  @Test
  void versions_that_may_not_be_removed_are_named_with_their_place() {
    s3.server().keepVersions("b");
    deny("s3:DeleteObjectVersion");
    Program.Result result = doctor();

    assertThat(result.exitCode()).as(result.out()).isEqualTo(1);
    assertThat(line(result, "delete")).startsWith("warning").contains("s3://b/p/.sluice-doctor-");
  }

  @Test
  void versions_are_removed_where_they_cannot_be_listed() {
    s3.server().keepVersions("b");
    deny("s3:ListBucketVersions");
    Program.Result result = doctor();

    assertThat(result.exitCode()).as(result.out()).isZero();
    assertThat(line(result, "delete")).contains("all versions that the service has told of");
    deny("s3:Nothing");
    Program.Result found = s3.run("rb", "s3://b", "--force", "--all-versions", "--dry-run");
    assertThat(found.out()).contains("Found 0 = ");
  }

  @Test
  void so_are_versions_of_which_no_answer_tells() {
    s3.server().keepVersions("b");
    s3.server()
        .faults()
        .on(Operation.COPY_OBJECT)
        .then(Fault.rewrite(answer -> answer.without("x-amz-version-id")));
    assertThat(line(doctor(), "delete")).contains("with all versions");
    Program.Result found = s3.run("rb", "s3://b", "--force", "--all-versions", "--dry-run");
    assertThat(found.out()).contains("Found 0 = ");
  }

  private void deny(String... actions) {
    s3.server()
        .policy(
            "b",
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":["%s"],
             "Resource":["arn:aws:s3:::b","arn:aws:s3:::b/*"]}]}\
            """
                .formatted(String.join("\",\"", actions)));
  }

  @Test
  void read_only_sends_nothing_that_writes() {
    s3.put("b", "p/a", "content");
    s3.server().requests().keepRecords();
    Program.Result result = doctor("--read-only");

    assertThat(result.exitCode()).as(result.out()).isZero();
    assertThat(line(result, "get")).contains("s3://b/p/a");
    assertThat(line(result, "put")).contains("nothing is written");
    assertThat(s3.server().requests().records())
        .extracting(each -> each.operation())
        .isNotEmpty()
        .containsOnly(
            Operation.LIST_OBJECTS_V2,
            Operation.GET_OBJECT,
            Operation.GET_BUCKET_VERSIONING,
            Operation.GET_BUCKET_CONFIGURATION);
  }

  @Test
  void keys_that_may_not_write_are_told_which_right_it_takes_and_nothing_is_tried_after_that() {
    deny("s3:PutObject");
    Program.Result result = doctor();

    assertThat(result.exitCode()).as(result.out()).isEqualTo(77);
    assertThat(line(result, "put")).startsWith("FAILED").contains("AccessDenied");
    assertThat(result.out()).contains("It takes s3:PutObject on arn:aws:s3:::b/p/.sluice-doctor-");
    assertThat(line(result, "copy")).contains("it needs put");
    assertThat(line(result, "delete")).contains("nothing was written");
    assertThat(line(result, "latency")).startsWith("ok");
  }

  @Test
  void objects_that_may_not_be_deleted_are_named() {
    deny("s3:DeleteObject");
    Program.Result result = doctor();

    assertThat(result.exitCode()).as(result.out()).isEqualTo(77);
    assertThat(line(result, "delete")).startsWith("FAILED").contains("s3://b/p/.sluice-doctor-");
    assertThat(result.out()).contains("It takes s3:DeleteObject");
  }

  @Test
  void keys_that_may_not_list_may_still_write() {
    deny("s3:ListBucket");
    Program.Result result = doctor();

    assertThat(result.exitCode()).as(result.out()).isEqualTo(77);
    assertThat(line(result, "accepted")).startsWith("ok");
    assertThat(line(result, "list")).startsWith("FAILED");
    assertThat(result.out()).contains("It takes s3:ListBucket on arn:aws:s3:::b;");
    assertThat(line(result, "put")).startsWith("ok");
    assertThat(s3.server().keys("b")).isEmpty();
  }

  @Test
  void a_wrong_secret_is_no_fault_of_the_network() {
    S3Fixture.credentials("access", "TOPSECRET");
    Program.Result result = doctor();

    assertThat(result.exitCode()).as(result.out()).isEqualTo(77);
    assertThat(line(result, "tcp")).startsWith("ok");
    assertThat(line(result, "answer")).startsWith("ok");
    assertThat(line(result, "accepted")).startsWith("FAILED").contains("SignatureDoesNotMatch");
    assertThat(line(result, "list")).contains("it needs accepted");
    assertThat(result.out() + result.err()).doesNotContain("TOPSECRET");
  }

  @Test
  void no_credentials_are_told_before_anything_is_sent() throws IOException {
    file(".aws/config", "[profile empty]\nregion = eu-x\n");
    Program.Result result =
        Program.run(
            Map.of("HOME", folder.toString(), "AWS_EC2_METADATA_DISABLED", "true"),
            "doctor",
            "s3://b",
            "--profile",
            "empty",
            "--endpoint-url",
            s3.server().endpoint().toString());

    assertThat(result.exitCode()).as(result.out()).isEqualTo(77);
    assertThat(line(result, "service")).contains("region eu-x (region of the profile)");
    assertThat(line(result, "credentials")).startsWith("FAILED").contains("holds no credentials");
    assertThat(line(result, "tcp")).startsWith("ok");
    assertThat(line(result, "answer")).contains("it needs credentials");
    assertThat(s3.server().requests().total()).isZero();
  }

  @Test
  void a_profile_that_is_not_there_is_the_first_thing_that_is_wrong() {
    Program.Result result = Program.run(KEYS, "doctor", "s3://b", "--profile", "nowhere");

    assertThat(result.exitCode()).isEqualTo(64);
    assertThat(line(result, "service")).startsWith("FAILED").contains("no profile \"nowhere\"");
  }

  @Test
  void a_bucket_that_is_not_there() {
    Program.Result result = s3.run("doctor", "s3://none/");

    assertThat(result.exitCode()).as(result.out()).isEqualTo(66);
    assertThat(line(result, "list")).startsWith("FAILED").contains("NoSuchBucket");
    assertThat(result.out()).contains("sluice mb s3://none");
    assertThat(line(result, "put")).contains("it needs list");
  }

  @Test
  void a_port_at_which_nobody_listens() throws IOException {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    Program.Result result = at("http://127.0.0.1:" + port, KEYS);

    assertThat(result.exitCode()).as(result.out()).isEqualTo(69);
    assertThat(line(result, "dns")).startsWith("ok");
    assertThat(line(result, "tcp")).startsWith("FAILED").contains("port " + port);
    assertThat(line(result, "answer")).contains("it needs tcp");
  }

  @Test
  void a_host_that_nobody_knows() {
    Program.Result result = at("http://nobody.invalid:9000", KEYS);

    assertThat(result.exitCode()).as(result.out()).isEqualTo(69);
    assertThat(line(result, "dns")).startsWith("FAILED").contains("nobody.invalid");
  }

  @Test
  void a_region_that_the_service_does_not_take_is_told_with_the_right_one() throws IOException {
    try (S3Server far = S3Server.builder().credentials("access", "secret").region("eu-x").start()) {
      far.createBucket("b");
      Program.Result result = at(far.endpoint().toString(), KEYS);

      assertThat(result.exitCode()).as(result.out()).isEqualTo(69);
      assertThat(line(result, "region")).startsWith("FAILED");
      assertThat(result.out()).contains("say --region eu-x");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-1200, 1200})
  void a_clock_that_is_twenty_minutes_off_is_told_and_borne(long seconds) throws IOException {
    Clock off = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds));
    try (S3Server other = S3Server.builder().credentials("access", "secret").clock(off).start()) {
      other.createBucket("b");
      Program.Result result = at(other.endpoint().toString(), KEYS);

      assertThat(result.exitCode()).as(result.out()).isEqualTo(1);
      assertThat(line(result, "clock"))
          .startsWith("warning")
          .contains(seconds < 0 ? " ahead of the service's" : " behind the service's");
      assertThat(line(result, "put")).startsWith("ok");
    }
  }

  @Test
  void a_certificate_that_nobody_vouches_for_is_described() throws Exception {
    CertificateAuthority authority =
        CertificateAuthority.in(Files.createDirectory(folder.resolve("ca")));
    try (S3Server secure =
        S3Server.builder().credentials("access", "secret").tls(authority.context()).start()) {
      secure.createBucket("b");
      Program.Result result = at(secure.endpoint().toString(), KEYS);
      assertThat(result.exitCode()).as(result.out()).isEqualTo(69);
      assertThat(line(result, "tls"))
          .startsWith("FAILED")
          .contains("is not trusted")
          .contains("issued by")
          .contains("is good for");
      assertThat(result.out()).contains("AWS_CA_BUNDLE");
      assertThat(line(result, "answer")).startsWith("skipped");

      Map<String, String> trusting = new java.util.HashMap<>(KEYS);
      trusting.put("AWS_CA_BUNDLE", authority.pem().toString());
      Program.Result trusted = at(secure.endpoint().toString(), trusting);
      assertThat(line(trusted, "tls")).matches("(ok|warning) .*TLSv1.*issued by.*");
      assertThat(line(trusted, "answer")).startsWith("ok");
    }
  }

  @Test
  void a_server_of_something_else_is_not_taken_for_s3() {
    s3.server()
        .faults()
        .on()
        .then(Fault.rewrite(answer -> answer.withText("<html>Welcome</html>")));
    Program.Result result = doctor();

    assertThat(result.exitCode()).as(result.out()).isEqualTo(2);
    assertThat(line(result, "answer")).startsWith("FAILED").contains("something else than S3");
    assertThat(line(result, "put")).startsWith("skipped");
  }

  @Test
  void a_service_that_heeds_no_conditions_is_told_apart() {
    s3.server()
        .faults()
        .on(Operation.PUT_OBJECT)
        .where(request -> request.ifMatch() != null)
        .then(Fault.answer(501, "NotImplemented", "A header is not implemented"));
    Program.Result result = doctor();

    assertThat(result.exitCode()).as(result.out()).isEqualTo(1);
    assertThat(line(result, "conditions"))
        .startsWith("warning")
        .contains("does not know If-Match")
        .doesNotContain("If-None-Match");
  }

  @Test
  void a_service_that_changes_contents_is_not_to_be_used() {
    s3.server().faults().on(Operation.GET_OBJECT).then(Fault.corruptByte(3));
    Program.Result result = doctor();

    assertThat(result.exitCode()).as(result.out()).isEqualTo(2);
    assertThat(line(result, "get")).startsWith("FAILED").contains("not what was written");
    assertThat(s3.server().keys("b")).isEmpty();
  }

  @Test
  void what_a_server_says_of_itself_cannot_forge_a_line() {
    s3.server()
        .faults()
        .on(Operation.LIST_OBJECTS_V2)
        .first(1)
        .then(
            Fault.answer(403, "AccessDenied", "no\u001b[31m\nok       put  all is well")
                .withHeader("server", "x"));
    Program.Result result = doctor("--read-only");

    assertThat(result.out()).doesNotContain("\u001b");
    assertThat(result.outLines()).noneMatch(line -> line.startsWith("ok       put"));
  }

  @Test
  void who_breaks_it_off_has_nothing_to_remove() {
    Cancellation cancellation = new Cancellation();
    s3.server().faults().on(Operation.COPY_OBJECT).first(1).then(Fault.run(cancellation::drain));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    Console console = new Console(stream, stream, Screen.NONE);
    int exitCode =
        Commands.execute(
            new CommandContext(console, cancellation),
            "doctor",
            "s3://b/p/",
            "--endpoint-url",
            s3.server().endpoint().toString());
    console.flush();

    String said = out.toString(StandardCharsets.UTF_8);
    assertThat(exitCode).as(said).isEqualTo(130);
    assertThat(said).contains("delete       all that was written is gone again");
    assertThat(said).doesNotContain("throughput");
    assertThat(s3.server().keys("b")).isEmpty();
  }

  @Test
  void a_service_that_is_too_busy_has_accepted_nothing() {
    s3.server().faults().on(Operation.LIST_OBJECTS_V2).then(Fault.slowDown());
    Program.Result result = doctor();

    assertThat(result.exitCode()).as(result.out()).isEqualTo(2);
    assertThat(line(result, "accepted")).startsWith("FAILED").contains("SlowDown");
  }

  @Test
  void programs_are_told_figures() {
    Program.Result result = doctor("--json");

    assertThat(result.exitCode()).as(result.out()).isZero();
    assertThat(result.outLines())
        .anyMatch(line ->
            line.startsWith("{\"type\":\"check\",\"name\":\"clock\",\"result\":\"ok\"")
                && line.contains("\"figures\":{\"skewSeconds\":0}"))
        .anyMatch(line -> line.contains("\"name\":\"tls\",\"result\":\"ok\""));
    assertThat(result.outLines().getLast())
        .startsWith("{\"type\":\"summary\",\"command\":\"doctor\"")
        .contains("\"status\":\"ok\"")
        .contains("\"failed\":0");
  }

  @Test
  void a_local_folder() {
    Program.Result result = run("doctor", folder.toString());

    assertThat(line(result, "folder")).startsWith("ok");
    assertThat(line(result, "names")).contains("two files");
    assertThat(line(result, "clock")).startsWith("ok");
    assertThat(line(result, "hash-cache")).contains("known again by size");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_local_folder_that_is_only_looked_at_and_one_that_is_not_there() throws IOException {
    assertThat(line(run("doctor", folder.toString(), "--read-only"), "write"))
        .contains("nothing is written");
    Program.Result gone = run("doctor", folder + "/gone");
    assertThat(gone.exitCode()).isEqualTo(66);
    assertThat(line(gone, "folder")).startsWith("FAILED");
    assertThat(line(gone, "write")).contains("it needs folder");
    Path file = file("f", "1");
    assertThat(line(run("doctor", file.toString()), "folder")).contains("is no folder");
  }

  @Test
  void a_policy_is_printed_and_nothing_is_sent() {
    Program.Result result = doctor("--policy", "sync");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .contains("\"s3:prefix\": \"p/*\"")
        .contains("\"arn:aws:s3:::b/p/*\"")
        .contains("s3:AbortMultipartUpload")
        .doesNotContain("Delete");
    assertThat(s3.server().requests().total()).isZero();
    assertThat(doctor("--policy", "nothing").exitCode()).isEqualTo(64);
    assertThat(run("doctor", folder.toString(), "--policy", "sync").exitCode()).isEqualTo(64);
  }
}
