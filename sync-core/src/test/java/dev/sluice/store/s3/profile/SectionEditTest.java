package dev.sluice.store.s3.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

/// The text of the AWS files with a profile written into it: what a parser reads of it, and that
/// nothing else is touched.
final class SectionEditTest {

  private static final ProfileDraft MINIO =
      new ProfileDraft(
          URI.create("http://127.0.0.1:9000"),
          "eu-central-1",
          "AKIAEXAMPLE",
          "secret/+=",
          null,
          null,
          false,
          List.of());

  private static Profile parsed(String text, ProfileFile.Type type, String name) {
    ProfileFile file = ProfileFile.builder().content(text).type(type).build();
    return file.profile(name).orElseThrow(() -> new AssertionError(text));
  }

  private static Profile config(String text, String name) {
    return parsed(text, ProfileFile.Type.CONFIGURATION, name);
  }

  @Test
  void an_empty_file_gets_the_profile_alone() {
    assertThat(ProfileFiles.config("", "minio", MINIO))
        .isEqualTo(
            """
            [profile minio]
            endpoint_url = http://127.0.0.1:9000
            region = eu-central-1
            s3 =
              addressing_style = path
            """);
    assertThat(ProfileFiles.credentials("", "minio", MINIO))
        .isEqualTo(
            """
            [minio]
            aws_access_key_id = AKIAEXAMPLE
            aws_secret_access_key = secret/+=
            """);
  }

  @Test
  void a_profile_that_is_there_keeps_what_else_it_says_and_every_comment() {
    String before =
        """
        # mine
        [default]
        region=us-west-2 ; near
        output = json
        # keep this
        s3 =
          max_concurrent_requests = 20
          addressing_style = virtual
        ENDPOINT_URL = http://old
        services = gone

        [profile other]
        region = x
        """;
    assertThat(ProfileFiles.config(before, "default", MINIO))
        .isEqualTo(
            """
            # mine
            [default]
            endpoint_url = http://127.0.0.1:9000
            region = eu-central-1
            output = json
            # keep this
            s3 =
              addressing_style = path
              max_concurrent_requests = 20

            [profile other]
            region = x
            """);
  }

  @Test
  void a_profile_in_two_pieces_says_one_thing_afterwards() {
    String before = "[profile a]\nregion = one\n[profile b]\n[profile a]\nregion = two\n";
    String after = ProfileFiles.config(before, "a", MINIO);

    assertThat(config(after, "a").property("region")).contains("eu-central-1");
    assertThat(after).startsWith("[profile a]\n[profile b]\n[profile a]\n").doesNotContain("two");
  }

  /// Of both, the SDK reads the first alone, and the AWS command line whichever is the last.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[profile default]\nregion = one\n[profile b]\n[default]\nregion = two\n",
        "[default]\nregion = two\n[profile b]\n[profile default]\nregion = one\n",
        "[profile default]\nregion = one\n"
      })
  void the_default_profile_says_the_same_under_both_of_its_names(String before) {
    String after = ProfileFiles.config(before, "default", MINIO);

    assertThat(config(after, "default").property("endpoint_url")).contains("http://127.0.0.1:9000");
    assertThat(after).doesNotContain("one").doesNotContain("two");
    assertThat(after.split("region = eu-central-1", -1))
        .hasSameSizeAs(before.split("region = ", -1));
  }

  @Test
  void a_file_without_a_last_line_end_and_one_of_windows_stay_as_they_are() {
    assertThat(ProfileFiles.credentials("[a]\nx = y", "b", MINIO))
        .startsWith("[a]\nx = y\n\n[b]\naws_access_key_id");
    String after = ProfileFiles.credentials("[a]\r\nx = y\r\n", "b", MINIO);
    assertThat(after).startsWith("[a]\r\nx = y\r\n\r\n[b]\r\n");
    assertThat(after.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
  }

  @Test
  void a_byte_order_mark_hides_no_section() {
    String mark =
        new String("\uFEFF".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    assertThat(ProfileFiles.config(mark + "[default]\nregion = old\n", "default", MINIO))
        .startsWith(mark + "[default]\nendpoint_url")
        .doesNotContain("old");
  }

  @Test
  void keys_are_taken_out_of_the_configuration_file_and_settings_out_of_the_other() {
    String key = "aws_access_key_id";
    assertThat(ProfileFiles.config("[profile a]\n" + key + " = OLD\n", "a", MINIO))
        .doesNotContain(key);
    assertThat(ProfileFiles.credentials("[a]\nregion = old\naws_session_token = t\n", "a", MINIO))
        .doesNotContain("old")
        .doesNotContain("token");
  }

  @Test
  void aws_needs_neither_an_address_nor_a_style() {
    ProfileDraft aws =
        new ProfileDraft(null, "eu-west-1", "K", "S", "TOKEN", "/ca.pem", true, List.of());
    Profile read = config(ProfileFiles.config("", "default", aws), "default");

    assertThat(read.properties())
        .containsOnlyKeys(
            "region", "ca_bundle", "request_checksum_calculation", "response_checksum_validation");
    assertThat(ProfileFiles.credentials("", "default", aws))
        .contains("aws_session_token = TOKEN\n");
  }

  @Provide
  Arbitrary<String> others() {
    Arbitrary<String> line =
        Arbitraries.of(
            "region = x",
            "endpoint_url = http://other",
            "aws_access_key_id = OTHER",
            "s3 =",
            "  addressing_style = auto",
            "# a comment [profile a]",
            "; another",
            "",
            "   ",
            "credential_process = run --this",
            "\tcontinued = 1",
            "umlaut = \u00c3\u00a4");
    Arbitrary<String> header =
        Arbitraries.of("[profile b]", "[profile ab]", "[profile b] # a", "[services a]", "[b]");
    Arbitrary<String> end = Arbitraries.of("\n", "\r\n");
    Arbitrary<String> section =
        Combinators.combine(header, line.list().ofMaxSize(6), end)
            .as((first, lines, each) ->
                first + each + String.join("", lines.stream().map(l -> l + each).toList()));
    return section.list().ofMaxSize(4).map(sections -> String.join("", sections));
  }

  /// Before the profile and behind it.
  @Property(tries = 500)
  void what_belongs_to_other_profiles_stays_byte_for_byte(
      @ForAll("others") String before, @ForAll("others") String behind) {
    String own = "[profile a]\nregion = old\ns3 =\n  addressing_style = auto\noutput = json\n";
    String after = ProfileFiles.config(before + own + behind, "a", MINIO);

    assertThat(after).startsWith(before).endsWith(behind);
    String changed = after.substring(before.length(), after.length() - behind.length());
    Profile read = config(changed, "a");
    assertThat(read.property("region")).contains("eu-central-1");
    assertThat(read.property("s3.addressing_style")).contains("path");
    assertThat(read.property("output")).contains("json");
  }

  @Property(tries = 500)
  void a_new_profile_is_put_behind_all_others(@ForAll("others") String before) {
    String after = ProfileFiles.config(before, "a", MINIO);

    assertThat(after).startsWith(before);
    String added = after.substring(before.length());
    assertThat(config(added, "a").property("endpoint_url"))
        .isEqualTo(Optional.of("http://127.0.0.1:9000"));
  }

  @Property(tries = 200)
  void writing_the_same_again_changes_nothing_more(@ForAll("others") String before) {
    String once = ProfileFiles.config(before, "a", MINIO);
    assertThat(ProfileFiles.config(once, "a", MINIO)).isEqualTo(once);
  }
}
