package dev.sluice.store.s3.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.store.s3.config.MisconfiguredException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What s3cmd and rclone are set to, as a profile.
final class ForeignSettingsTest {

  private static ProfileDraft s3cfg(String... lines) {
    return S3cmdSettings.read(
        "[default]\naccess_key = KEY\nsecret_key = SECRET\n" + String.join("\n", lines) + "\n",
        ".s3cfg");
  }

  private static ProfileDraft rclone(String... lines) {
    return RcloneSettings.read(
        "[other]\ntype = drive\n\n[store]\n" + String.join("\n", lines) + "\n",
        "rclone.conf",
        "store");
  }

  @ParameterizedTest
  @CsvSource({
    "s3.amazonaws.com, US, , us-east-1",
    "s3.amazonaws.com, EU, , eu-west-1",
    "s3.amazonaws.com, eu-central-1, , eu-central-1",
    "s3.eu-north-1.amazonaws.com, US, , eu-north-1",
    "s3-ap-south-1.amazonaws.com, , , ap-south-1",
    "minio.lan:9000, US, https://minio.lan:9000,",
    "fra1.digitaloceanspaces.com, fra1, https://fra1.digitaloceanspaces.com, fra1"
  })
  void the_service_and_the_region_of_s3cmd(String host, String location, URI url, String region) {
    ProfileDraft draft =
        s3cfg("host_base = " + host, "bucket_location = " + (location == null ? "" : location));

    assertThat(draft.endpointUrl()).isEqualTo(url);
    assertThat(draft.region()).isEqualTo(region);
    assertThat(draft.accessKey()).isEqualTo("KEY");
    assertThat(draft.secretKey()).isEqualTo("SECRET");
    assertThat(draft.notes()).isEmpty();
  }

  @Test
  void what_no_profile_can_hold_is_named() {
    ProfileDraft draft =
        s3cfg(
            "host_base = localhost:9000",
            "use_https = False",
            "access_token = TOKEN",
            "proxy_host = proxy",
            "signature_v2 = True",
            "check_ssl_certificate = False",
            "encrypt = True",
            "ca_certs_file = /etc/ca.pem");

    assertThat(draft.endpointUrl()).isEqualTo(URI.create("http://localhost:9000"));
    assertThat(draft.sessionToken()).isEqualTo("TOKEN");
    assertThat(draft.caBundle()).isEqualTo("/etc/ca.pem");
    assertThat(draft.notes()).hasSize(4);
  }

  @Test
  void a_file_without_keys_is_refused_and_shows_none_of_its_lines() {
    assertThatThrownBy(() -> S3cmdSettings.read("[default]\nsecret_key = TOPSECRET\n", ".s3cfg"))
        .isInstanceOf(MisconfiguredException.class)
        .hasMessageContaining("no access_key")
        .hasMessageNotContaining("TOPSECRET");
    assertThatThrownBy(() -> S3cmdSettings.read("nothing", ".s3cfg"))
        .hasMessageContaining("no section [default]");
    assertThatThrownBy(() -> s3cfg("host_base = bad host"))
        .isInstanceOf(MisconfiguredException.class)
        .hasMessageContaining("host_base");
  }

  @Test
  void a_secret_with_a_line_break_hidden_in_it_is_refused_without_being_shown() {
    assertThatThrownBy(() ->
            RcloneSettings.read(
                "[store]\ntype = s3\naccess_key_id = K\nsecret_access_key = TOP\u0007SECRET\n",
                "rclone.conf",
                "store"))
        .isInstanceOf(MisconfiguredException.class)
        .hasMessageNotContaining("SECRET");
  }

  @Test
  void a_remote_of_rclone() {
    ProfileDraft draft =
        rclone(
            "type = s3",
            "provider = Minio",
            "access_key_id = KEY",
            "secret_access_key = SE=CRET",
            "endpoint = minio.lan:9000",
            "region = eu",
            "storage_class = STANDARD_IA",
            "force_path_style = false");

    assertThat(draft.endpointUrl()).isEqualTo(URI.create("https://minio.lan:9000"));
    assertThat(draft.region()).isEqualTo("eu");
    assertThat(draft.secretKey()).isEqualTo("SE=CRET");
    assertThat(draft.notes()).hasSize(2).anyMatch(note -> note.contains("storage_class"));
  }

  @Test
  void remotes_that_cannot_be_taken_over_are_refused_with_the_reason() {
    assertThatThrownBy(() -> rclone("type = crypt", "remote = x:"))
        .hasMessageContaining("of the type crypt");
    assertThatThrownBy(() -> rclone("type = s3", "env_auth = true"))
        .hasMessageContaining("from the environment");
    assertThatThrownBy(() -> rclone("type = s3", "provider = AWS"))
        .hasMessageContaining("no access_key_id");
    assertThatThrownBy(() ->
            rclone("type = s3", "provider = Wasabi", "access_key_id = K", "secret_access_key = S"))
        .hasMessageContaining("Wasabi");
    assertThatThrownBy(() -> RcloneSettings.read("[a]\ntype = s3\n", "rclone.conf", "b"))
        .hasMessageContaining("no remote \"b\"");
    assertThatThrownBy(() ->
            RcloneSettings.read(
                "# Encrypted rclone configuration File\n\nRCLONE_ENCRYPT_V0:\nAAAA\n",
                "rclone.conf",
                "b"))
        .hasMessageContaining("is encrypted");
  }
}
