package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.output.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ListingTest extends Bench {

  @Test
  void one_level_is_shown_with_its_directories_passed_over() {
    s3.put("b", "a", "1");
    for (int i = 0; i < 2500; i++) {
      s3.put("b", "many/%04d".formatted(i), "");
    }
    s3.put("b", "many0", "22");
    s3.put("b", "z/deep/er", "1");
    long before = listRequests();

    Program.Result result = run("ls", "s3://b");

    assertThat(result.exitCode()).isZero();
    assertThat(result.outLines())
        .extracting(line -> line.substring(16))
        .containsExactly(
            "            1  s3://b/a",
            "          DIR  s3://b/many/",
            "            2  s3://b/many0",
            "          DIR  s3://b/z/");
    assertThat(listRequests() - before).isLessThanOrEqualTo(5);
  }

  private long listRequests() {
    return s3.server().requests().count("ListObjectsV2");
  }

  @Test
  void everything_is_shown_recursively_with_units_if_asked_for() {
    s3.put("b", "p/a", "x".repeat(2048));
    s3.put("b", "p/s/b", "");

    assertThat(run("ls", "-r", "-H", "s3://b/p/").outLines())
        .extracting(line -> line.substring(16))
        .containsExactly("      2.0 KiB  s3://b/p/a", "          0 B  s3://b/p/s/b");
    assertThat(run("ls", "-r", "--json", "s3://b/p/").outLines())
        .extracting(line -> JsonReader.object(line).get("address"))
        .containsExactly("s3://b/p/a", "s3://b/p/s/b");
  }

  @Test
  void json_says_the_storage_class_and_null_where_there_is_none() throws Exception {
    s3.put("b", "p/a", "x");
    Path file = Files.writeString(folder.resolve("f"), "x");

    assertThat(run("ls", "--json", "s3://b/p/").outLines())
        .extracting(line -> JsonReader.object(line).get("storageClass"))
        .containsExactly("STANDARD");
    assertThat(run("ls", "--json", file.toString()).outLines())
        .extracting(line -> JsonReader.object(line))
        .allSatisfy(entry -> assertThat(entry).containsEntry("storageClass", null));
  }

  @Test
  void the_short_h_is_about_sizes_where_there_is_a_location_and_alone_asks_for_help() {
    s3.put("b", "p/a", "x".repeat(2048));

    assertThat(run("ls", "-lh", "s3://b/p/").out()).contains("2.0 KiB  ").contains(" s3://b/p/a");
    assertThat(run("du", "-sh", "s3://b/p/").out()).contains("2.0 KiB");
    for (String command : new String[] {"ls", "du"}) {
      Program.Result help = Program.run(command, "-h");
      assertThat(help.exitCode()).isZero();
      assertThat(help.out()).contains("Usage: sluice " + command);
    }
  }

  @Test
  void without_a_location_the_buckets_are_listed() {
    assertThat(run("ls").outLines())
        .extracting(line -> line.substring(16))
        .containsExactly("  s3://b", "  s3://c");
  }

  @Test
  void a_local_folder_is_listed_too() throws IOException {
    file("src/a", "1");
    file("src/sub/b", "1");

    assertThat(run("ls", "@/src").outLines())
        .extracting(line -> line.substring(16))
        .containsExactly(
            "            1  " + folder + "/src/a", "          DIR  " + folder + "/src/sub/");
  }

  @Test
  void du_counts_objects_and_bytes_under_a_prefix_alone() {
    s3.put("b", "p/a", "123");
    s3.put("b", "p/s/b", "45");
    s3.put("b", "p2", "no");

    assertThat(run("du", "s3://b/p/").outLines())
        .containsExactly("           5             2 objects  s3://b/p/");
    assertThat(JsonReader.object(run("du", "s3://b/p", "--json").out().strip()))
        .containsEntry("objects", 2.0)
        .containsEntry("bytes", 5.0);
  }

  @Test
  void du_counts_each_key_once_however_the_listing_is_parted() throws IOException {
    for (int i = 0; i < 6500; i++) {
      s3.put("b", "flat/%05d".formatted(i), "x".repeat(i % 3));
      if (i % 10 == 0) {
        file("src/" + i % 7 + "/" + i, "12");
      }
    }

    assertThat(run("du", "s3://b").outLines())
        .containsExactly("        6499          6500 objects  s3://b/");
    assertThat(run("du", "@/src").outLines())
        .singleElement()
        .asString()
        .startsWith("        1300           650 objects  ");
  }

  @Test
  void du_of_what_is_not_there_prints_no_number() {
    Program.Result result = run("du", "s3://absent");

    assertThat(result.exitCode()).isEqualTo(66);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void mb_makes_a_bucket_once() {
    assertThat(run("mb", "s3://fresh").out()).isEqualTo("made: s3://fresh\n");
    assertThat(s3.server().keys("fresh")).isEmpty();

    Program.Result again = run("mb", "s3://fresh");
    assertThat(again.exitCode()).isZero();
    assertThat(again.out()).isEqualTo("is yours already: s3://fresh\n");
    assertThat(run("mb", "s3://fresh/prefix").exitCode()).isEqualTo(64);
    assertThat(run("mb", "fresh").exitCode()).isEqualTo(64);
  }
}
