package dev.sluice.store.s3.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/// The AWS files over the course of a run.
class AwsFilesTest {

  @TempDir Path home = Path.of("");

  @BeforeEach
  void makeFolder() throws IOException {
    Files.createDirectories(home.resolve(".aws"));
  }

  private void credentials(String text) throws IOException {
    Files.writeString(home.resolve(".aws/credentials"), text);
  }

  private AwsFiles files() {
    return AwsFiles.of(Map.of("HOME", home.toString())::get);
  }

  private static String keys(String accessKey) {
    return "[default]\naws_access_key_id = " + accessKey + "\naws_secret_access_key = s\n";
  }

  @Test
  void keys_that_something_else_renews_are_seen_during_the_run() throws IOException {
    credentials(keys("old"));
    AwsProfile profile = new AwsProfile("default", false, files());
    S3Environment environment = S3Environment.of(_ -> null, profile);
    AwsCredentialsProvider provider =
        S3Credentials.of(S3Service.OF_ENVIRONMENT, environment, profile);
    assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("old");

    credentials(keys("renewed"));

    assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("renewed");
  }

  @Test
  void a_file_that_makes_no_sense_while_it_is_rewritten_changes_nothing() throws IOException {
    credentials(keys("old"));
    AwsProfile profile = new AwsProfile("default", false, files());

    credentials("[defau");

    assertThat(profile.property("aws_access_key_id")).isEqualTo("old");
  }

  @Test
  void files_that_are_not_there_are_empty_unless_they_are_named() {
    assertThat(files().current().profiles()).isEmpty();
    String gone = home.resolve("gone").toString();
    Map<String, String> variables = Map.of("HOME", home.toString(), "AWS_CONFIG_FILE", gone);
    assertThatThrownBy(() -> AwsFiles.of(variables::get))
        .isInstanceOf(MisconfiguredException.class)
        .hasMessage(gone + ": there is no such file (it is named by AWS_CONFIG_FILE)");
  }

  @Test
  void a_tilde_is_the_home() throws IOException {
    Files.writeString(home.resolve("own"), "[profile p]\nregion = r\n");
    Map<String, String> variables = Map.of("HOME", home.toString(), "AWS_CONFIG_FILE", "~/own");

    assertThat(AwsFiles.of(variables::get).current().profile("p")).isPresent();
  }
}
