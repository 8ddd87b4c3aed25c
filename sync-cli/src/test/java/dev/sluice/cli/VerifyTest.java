package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.output.json.JsonReader;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class VerifyTest extends Bench {

  @BeforeEach
  void equalSides() throws IOException {
    file("src/a", "1");
    file("src/sub/b", "22");
    s3.put("b", "p/a", "1");
    s3.put("b", "p/sub/b", "22");
  }

  @Test
  void equal_sides_leave_with_0() {
    Program.Result result = run("verify", "@/src/", "s3://b/p/");

    assertThat(result.exitCode()).isZero();
    assertThat(result.outLines()).contains("Seen 2 = 2 equal or skipped + 0 different + 0 failed");
  }

  @Test
  void each_difference_has_a_line_and_the_exit_code_is_1() throws IOException {
    file("src/only here", "1");
    s3.put("b", "p/only there", "1");
    s3.put("b", "p/a", "2");
    s3.put("b", "p/sub/b", "longer");

    Program.Result result = run("verify", "@/src/", "s3://b/p/");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.outLines())
        .contains(
            "differs: 'only here' (missing at the destination)",
            "differs: 'only there' (only at the destination)",
            "differs: 'a' (content differs, by ETag)",
            "differs: 'sub/b' (size differs)",
            "Seen 4 = 0 equal or skipped + 4 different + 0 failed");
    assertThat(s3.get("b", "p/a")).isEqualTo("2");
  }

  @Test
  void by_size_alone_a_change_of_content_is_no_difference() {
    s3.put("b", "p/a", "2");

    assertThat(run("verify", "@/src/", "s3://b/p/", "--size-only").exitCode()).isZero();
    assertThat(run("verify", "@/src/", "s3://b/p/").exitCode()).isEqualTo(1);
  }

  @Test
  void differences_are_events_in_json() {
    s3.put("b", "p/extra", "1");

    Program.Result result = run("verify", "@/src/", "s3://b/p/", "--json");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.outLines().stream().map(JsonReader::object))
        .anySatisfy(event ->
            assertThat(event)
                .containsEntry("type", "differs")
                .containsEntry("key", "extra")
                .containsEntry("difference", "extra"));
  }

  @Test
  void of_a_sample_the_contents_are_compared_and_of_the_rest_it_is_said_that_they_were_not()
      throws IOException {
    for (int i = 0; i < 400; i++) {
      file("src/many/" + i, "content " + i);
      s3.put("b", "p/many/" + i, "content " + i);
    }
    s3.put("b", "p/extra", "1");

    Program.Result result = run("verify", "@/src/", "s3://b/p/", "--sample", "25%", "--no-cache");

    assertThat(result.exitCode()).as("all is listed").isEqualTo(1);
    Matcher said =
        Pattern.compile(
                "sample: the contents of (\\d+) were compared, nothing is known of those of (\\d+)"
                    + " others")
            .matcher(result.out());
    assertThat(said.find()).as(result.out()).isTrue();
    int compared = Integer.parseInt(said.group(1));
    assertThat(compared).isBetween(50, 150);
    assertThat(compared + Integer.parseInt(said.group(2))).isEqualTo(402);
    assertThat(result.out()).contains(compared + " up to date");
  }

  @Test
  void the_sample_may_be_none_or_all() throws IOException {
    s3.put("b", "p/a", "2");
    Program.Result none = run("verify", "@/src/", "s3://b/p/", "--sample", "0", "--json");
    assertThat(none.exitCode()).isZero();
    assertThat(none.out()).contains("\"contentsCompared\":0").contains("\"not-sampled\":2");
    Program.Result all = run("verify", "@/src/", "s3://b/p/", "--sample", "100%", "--json");
    assertThat(all.exitCode()).isEqualTo(1);
    assertThat(all.out()).contains("\"contentsCompared\":2").doesNotContain("not-sampled");
  }

  @Test
  void a_sample_that_makes_no_sense_is_refused() {
    assertThat(run("verify", "@/src/", "s3://b/p/", "--sample", "101%").exitCode()).isEqualTo(64);
    assertThat(run("verify", "@/src/", "s3://b/p/", "--sample", "1%", "--size-only").err())
        .contains("--no-check-md5 and --sample contradict each other");
    assertThat(
            run("verify", "@/src/", "s3://b/p/", "--sample", "1%", "--cache-recheck", "1%").err())
        .contains("--cache-recheck and --sample contradict each other");
  }
}
