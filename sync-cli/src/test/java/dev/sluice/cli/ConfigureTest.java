package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.output.console.Prompt;
import dev.sluice.s3server.S3Server;
import dev.sluice.s3server.traffic.Fault;
import dev.sluice.s3server.traffic.Operation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `sluice configure`: what it asks, what it writes, and what it finds out.
final class ConfigureTest {

  @TempDir Path folder = Path.of("");
  private S3Server server = start(null);
  private final Map<String, String> variables = new HashMap<>();
  private final InputStream input = System.in;

  private static S3Server start(@Nullable String region) {
    try {
      S3Server.Builder builder = S3Server.builder().credentials("access", "secret");
      S3Server started = (region == null ? builder : builder.region(region)).start();
      started.createBucket("b");
      return started;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void goHome() {
    variables.put("HOME", folder.toString());
    variables.put("AWS_EC2_METADATA_DISABLED", "true");
  }

  @AfterEach
  void stop() {
    server.close();
    System.setIn(input);
  }

  private Path config() {
    return folder.resolve(".aws/config");
  }

  private Path credentials() {
    return folder.resolve(".aws/credentials");
  }

  private String endpoint() {
    return server.endpoint().toString();
  }

  /// Answers one question after the other, and notes what was asked.
  private static final class Answers implements Prompt {
    private final Deque<String> answers;
    private final List<String> asked = new ArrayList<>();
    private final List<String> secretly = new ArrayList<>();

    Answers(String... answers) {
      this.answers = new ArrayDeque<>(List.of(answers));
    }

    @Override
    public @Nullable String ask(String question) {
      asked.add(question);
      return answers.poll();
    }

    @Override
    public @Nullable String askSecret(String question) {
      secretly.add(question);
      return answers.poll();
    }
  }

  private Program.Result scripted(String secret, String... options) {
    System.setIn(new ByteArrayInputStream((secret + "\n").getBytes(StandardCharsets.UTF_8)));
    List<String> all =
        new ArrayList<>(List.of("configure", "--access-key", "access", "--secret-key-stdin"));
    all.addAll(List.of(options));
    return Program.run(variables, all.toArray(String[]::new));
  }

  @Test
  void asks_for_everything_and_writes_a_profile_that_works() throws IOException {
    Answers answers = new Answers(endpoint(), "", "access", "secret", "minio");
    Program.Result result = Program.runAsked(variables, answers, "configure");

    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    assertThat(answers.asked).hasSize(4);
    assertThat(answers.secretly).hasSize(1);
    assertThat(result.out())
        .contains("wrote the profile minio")
        .contains("they see 1 bucket")
        .contains("Next:  sluice ls --profile minio")
        .doesNotContain("secret\n");
    assertThat(config())
        .hasContent(
            "[profile minio]\nendpoint_url = "
                + endpoint()
                + "\nregion = us-east-1\ns3 =\n  addressing_style = path\n");
    assertThat(credentials())
        .hasContent("[minio]\naws_access_key_id = access\naws_secret_access_key = secret\n");
    for (Path file : List.of(config(), credentials())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    assertThat(folder.resolve(".aws"))
        .isDirectoryContaining(f -> true)
        .isDirectoryNotContaining("glob:**.new");
    assertThat(Program.run(variables, "ls", "--profile", "minio").out()).contains("s3://b");
  }

  @Test
  void nobody_can_be_asked_without_a_terminal() {
    Program.Result result = Program.run(variables, "configure");

    assertThat(result.exitCode()).isEqualTo(64);
    assertThat(result.err()).contains("nobody can be asked").contains("--secret-key-stdin");
    assertThat(config()).doesNotExist();
  }

  @Test
  void a_secret_is_no_options_value() {
    Program.Result result = Program.run(variables, "configure", "--secret-key=TOPSECRET");

    assertThat(result.exitCode()).isEqualTo(64);
    assertThat(result.out() + result.err()).doesNotContain("TOPSECRET");
  }

  @Test
  void a_profile_that_is_there_is_not_touched_unasked() throws IOException {
    Files.createDirectories(folder.resolve(".aws"));
    Files.writeString(credentials(), "[default]\naws_access_key_id = MINE\n# keep\n");

    Program.Result refused = scripted("secret", "--endpoint-url", endpoint());
    assertThat(refused.exitCode()).isEqualTo(73);
    assertThat(refused.err()).contains("--force");
    assertThat(credentials()).content().contains("MINE");
    assertThat(config()).doesNotExist();

    Answers no = new Answers(endpoint(), "", "access", "secret", "", "no");
    assertThat(Program.runAsked(variables, no, "configure").exitCode()).isEqualTo(73);
    assertThat(credentials()).content().contains("MINE");

    Program.Result forced = scripted("secret", "--endpoint-url", endpoint(), "--force");
    assertThat(forced.exitCode()).as(forced.err()).isZero();
    assertThat(credentials()).content().doesNotContain("MINE").contains("# keep");
  }

  @Test
  void a_profile_that_gets_its_credentials_otherwise_is_left_alone() throws IOException {
    Files.createDirectories(folder.resolve(".aws"));
    Files.writeString(config(), "[profile r]\nrole_arn = arn:x\nsource_profile = a\n");

    Program.Result result = scripted("secret", "--profile", "r", "--force");
    assertThat(result.exitCode()).isEqualTo(73);
    assertThat(result.err()).contains("role_arn");
    assertThat(credentials()).doesNotExist();
  }

  @Test
  void files_that_variables_name_are_made_and_links_are_kept() throws IOException {
    Path real = folder.resolve("real");
    Files.writeString(real, "# mine\n");
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    variables.put("AWS_CONFIG_FILE", link.toString());
    variables.put("AWS_SHARED_CREDENTIALS_FILE", folder.resolve("new/keys").toString());

    Program.Result result = scripted("secret", "--endpoint-url", endpoint(), "--no-try");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(link).isSymbolicLink();
    assertThat(real).content().startsWith("# mine\n\n[default]\n");
    assertThat(folder.resolve("new/keys")).exists();
    assertThat(server.requests().total()).isZero();
  }

  @Test
  void a_wrong_secret_is_found_out_and_the_profile_stays() {
    Program.Result result = scripted("wrong", "--endpoint-url", endpoint());

    assertThat(result.exitCode()).isEqualTo(77);
    assertThat(result.err()).contains("SignatureDoesNotMatch");
    assertThat(credentials()).exists();
    assertThat(result.out()).contains("does not work yet").doesNotContain("Next:");
  }

  @Test
  void the_region_is_set_right_by_what_the_service_tells() {
    server.close();
    server = start("eu-x");
    Program.Result result = scripted("secret", "--endpoint-url", endpoint(), "s3://b/p/");

    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    assertThat(config()).content().contains("region = eu-x").doesNotContain("us-east-1");
    assertThat(result.out()).contains("changed the profile default");
    assertThat(server.keys("b")).isEmpty();
  }

  @Test
  void a_service_that_refuses_checksums_is_told_to_the_aws_tools() {
    server
        .faults()
        .on(Operation.PUT_OBJECT)
        .where(request -> String.valueOf(request.key()).endsWith("/sums"))
        .then(Fault.answer(501, "NotImplemented", "a trailer"));
    Program.Result result = scripted("secret", "--endpoint-url", endpoint(), "s3://b");

    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    assertThat(config())
        .content()
        .contains("request_checksum_calculation = when_required")
        .contains("response_checksum_validation = when_required");
  }

  @Test
  void variables_that_count_before_a_profile_are_named_and_do_not_mislead_the_trial() {
    variables.put("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
    Program.Result result = scripted("secret", "--endpoint-url", endpoint());

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).contains("AWS_ENDPOINT_URL is set");
  }

  @Test
  void s3cmds_settings_are_taken_over() throws IOException {
    Files.writeString(
        folder.resolve(".s3cfg"),
        "[default]\naccess_key = access\nsecret_key = secret\nhost_base = "
            + server.endpoint().getAuthority()
            + "\nuse_https = False\nproxy_host = p\n");
    Program.Result result = Program.run(variables, "configure", "--from", "s3cfg");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).contains("WARNING: s3cmd goes through a proxy");
    assertThat(config()).content().contains("endpoint_url = " + endpoint());

    assertThat(
            Program.run(variables, "configure", "--from", "s3cfg=~/.s3cfg", "--profile", "again")
                .exitCode())
        .isZero();
    Program.Result none = Program.run(variables, "configure", "--from", "s3cfg=" + folder + "/no");
    assertThat(none.exitCode()).isEqualTo(64);
    assertThat(none.err()).contains("there is no file");
  }

  @Test
  void a_file_that_a_variable_names_is_the_one() throws IOException {
    Files.writeString(folder.resolve(".rclone.conf"), "[m]\ntype = s3\n");
    variables.put("RCLONE_CONFIG", folder + "/gone");
    Program.Result result = Program.run(variables, "configure", "--from", "rclone:m");

    assertThat(result.exitCode()).isEqualTo(64);
    assertThat(result.err()).contains("/gone");
  }

  @Test
  void a_remote_of_rclone_is_taken_over_and_an_encrypted_file_is_refused() throws IOException {
    Path file = folder.resolve("rclone.conf");
    variables.put("RCLONE_CONFIG", file.toString());
    Files.writeString(
        file,
        "[m]\ntype = s3\nprovider = Minio\naccess_key_id = access\nsecret_access_key = secret\nendpoint = "
            + endpoint()
            + "\n");
    Program.Result result =
        Program.run(variables, "configure", "--from", "rclone:m", "--profile", "m");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(config()).content().contains("[profile m]");

    Files.writeString(file, "RCLONE_ENCRYPT_V0:\nxyz\n");
    Program.Result refused = Program.run(variables, "configure", "--from", "rclone:m");
    assertThat(refused.exitCode()).isEqualTo(64);
    assertThat(refused.err()).contains("is encrypted");
  }

  @Test
  void what_cannot_be_is_refused_before_anything_is_written() {
    for (String[] options :
        List.of(
            new String[] {"--endpoint-url", "ftp://x"},
            new String[] {"--profile", "a]b"},
            new String[] {"--profile", " "},
            new String[] {"/local/folder"})) {
      Program.Result result = scripted("secret", options);
      assertThat(result.exitCode()).as(String.join(" ", options)).isEqualTo(64);
    }
    assertThat(scripted("", "--no-try").exitCode()).isEqualTo(64);
    assertThat(scripted("two words", "--no-try").exitCode()).isEqualTo(64);
    assertThat(folder.resolve(".aws")).doesNotExist();
  }

  @Test
  void a_file_that_makes_no_sense_is_not_written_over() throws IOException {
    Files.createDirectories(folder.resolve(".aws"));
    Files.writeString(config(), "nonsense before any section\n");
    Program.Result result = scripted("secret", "--no-try");

    assertThat(result.exitCode()).isEqualTo(64);
    assertThat(config()).hasContent("nonsense before any section\n");
    assertThat(credentials()).doesNotExist();
  }
}
