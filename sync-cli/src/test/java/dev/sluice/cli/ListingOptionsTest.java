package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.output.json.JsonReader;
import dev.sluice.s3server.traffic.Fault;
import dev.sluice.s3server.traffic.Operation;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// What `ls` and `du` tell beyond sizes: versions, sums, details, beginnings of keys, uploads.
final class ListingOptionsTest extends Bench {

  private static final String ETAG_OF_X = "9dd4e461268c8034f5c8564e155c67a6";

  private List<Map<String, @Nullable Object>> events(String... args) {
    Program.Result result = run(args);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result.outLines().stream().map(JsonReader::object).toList();
  }

  /// The lines without their times.
  private List<String> lines(String... args) {
    Program.Result result = run(args);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result.outLines().stream()
        .map(line -> line.startsWith("20") ? line.substring("2026-11-27 22:59 ".length()) : line)
        .map(line -> line.strip().replaceAll(" +", " "))
        .toList();
  }

  /// `p/a`: one byte, then two, then a marker; `p/q/c`: one of six.
  private void versions() {
    s3.put("b", "p/a", "x");
    s3.server().keepVersions("b");
    s3.put("b", "p/a", "xx");
    s3.server().delete("b", "p/a");
    s3.put("b", "p/q/c", "123456");
    s3.put("b", "p-other", "no");
  }

  @Test
  void versions_and_markers_are_shown_in_the_order_of_keys_the_latest_first() {
    versions();
    assertThat(lines("ls", "--versions", "-r", "s3://b/p/"))
        .satisfiesExactly(
            line -> assertThat(line).matches("MARKER latest [^ ]{6,} s3://b/p/a"),
            line -> assertThat(line).matches("2 earlier [^ ]{6,} s3://b/p/a"),
            line -> assertThat(line).isEqualTo("1 earlier null s3://b/p/a"),
            line -> assertThat(line).matches("6 latest [^ ]{6,} s3://b/p/q/c"));
    assertThat(lines("ls", "--versions", "s3://b/p/"))
        .hasSize(4)
        .last()
        .isEqualTo("DIR s3://b/p/q/");
    assertThat(events("ls", "--versions", "--json", "-r", "s3://b/p/"))
        .satisfiesExactly(
            marker ->
                assertThat(marker)
                    .containsEntry("type", "version")
                    .containsEntry("key", "a")
                    .containsEntry("address", "s3://b/p/a")
                    .containsEntry("deleteMarker", true)
                    .containsEntry("latest", true)
                    .containsEntry("bytes", null)
                    .containsEntry("etag", null),
            version ->
                assertThat(version)
                    .containsEntry("latest", false)
                    .containsEntry("bytes", 2.0)
                    .containsEntry("storageClass", "STANDARD")
                    .containsKey("owner"),
            first ->
                assertThat(first)
                    .containsEntry("versionId", "null")
                    .containsEntry("etag", ETAG_OF_X),
            other -> assertThat(other).containsEntry("key", "q/c"));
  }

  @Test
  void versions_of_one_key_are_shown_though_a_marker_hides_it() {
    versions();
    s3.put("b", "p/ab", "1");
    assertThat(run("ls", "s3://b/p/a").exitCode()).isEqualTo(66);
    assertThat(lines("ls", "--versions", "s3://b/p/a")).hasSize(3).allMatch(l -> l.endsWith("p/a"));
    assertThat(lines("ls", "--versions", "s3://b/p")).hasSize(5);
    Program.Result absent = run("ls", "--versions", "s3://b/p/aa");
    assertThat(absent.exitCode()).isEqualTo(66);
    assertThat(absent.err()).contains("s3://b/p/aa");
    assertThat(run("ls", "--versions", "s3://b/none/").exitCode()).isEqualTo(66);
    assertThat(run("ls", "--versions", "s3://absent").exitCode()).isEqualTo(66);
    assertThat(lines("ls", "--versions", "s3://c")).isEmpty();
    s3.put("b", "p/a/below", "1");
    Program.Result both = run("ls", "--versions", "s3://b/p/a");
    assertThat(both.exitCode()).isEqualTo(64);
    assertThat(both.err()).contains("is an object and a prefix too");
  }

  @Test
  void a_level_of_versions_passes_over_what_lies_deeper() {
    s3.server().keepVersions("b");
    for (int i = 0; i < 2500; i++) {
      s3.put("b", "many/%04d".formatted(i), "");
    }
    s3.put("b", "z", "1");
    s3.server().requests().reset();
    assertThat(lines("ls", "--versions", "s3://b"))
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("DIR s3://b/many/"),
            line -> assertThat(line).endsWith("s3://b/z"));
    assertThat(s3.server().requests().count(Operation.LIST_OBJECT_VERSIONS)).isLessThan(5);
  }

  @Test
  void what_has_no_versions_says_so() throws IOException {
    file("src/a", "1");
    Program.Result local = run("ls", "--versions", "@/src");
    assertThat(local.exitCode()).isEqualTo(64);
    assertThat(local.err()).contains("on a disk").hasLineCount(1);
    assertThat(run("du", "--versions", "@/src").exitCode()).isEqualTo(64);
    assertThat(run("du", "--uploads", "@/src").exitCode()).isEqualTo(64);
    assertThat(run("ls", "--prefix", "@/src/a").exitCode()).isEqualTo(64);
    assertThat(run("ls", "--versions").exitCode()).isEqualTo(64);
    s3.server().faults().on(Operation.LIST_OBJECT_VERSIONS).then(Fault.accessDenied());
    Program.Result denied = run("ls", "--versions", "-r", "s3://b");
    assertThat(denied.exitCode()).isNotZero();
    assertThat(denied.err()).contains("list the versions of s3://b");
  }

  @Test
  void a_beginning_of_keys_is_listed_in_the_midst_of_a_name_too() {
    for (String key : List.of("site/idx", "site/index.html", "site/ind/a", "site/ind", "s", "t")) {
      s3.put("b", key, "x");
    }
    assertThat(lines("ls", "--prefix", "s3://b/site/ind"))
        .containsExactly("1 s3://b/site/ind", "DIR s3://b/site/ind/", "1 s3://b/site/index.html");
    assertThat(lines("ls", "-r", "--prefix", "s3://b/site/ind"))
        .containsExactly("1 s3://b/site/ind", "1 s3://b/site/ind/a", "1 s3://b/site/index.html");
    assertThat(events("ls", "--json", "--prefix", "s3://b/s"))
        .extracting(event -> event.get("key"))
        .containsExactly("s", "site/");
    assertThat(lines("ls", "--prefix", "s3://b")).hasSize(3);
    assertThat(lines("ls", "--versions", "--prefix", "s3://b/site/ind")).hasSize(3);
    Program.Result none = run("ls", "--prefix", "s3://b/six");
    assertThat(none.exitCode()).isEqualTo(66);
    assertThat(none.err()).contains("whose key begins as s3://b/six");
    assertThat(run("ls", "--prefix", "s3://absent/six").exitCode()).isEqualTo(66);
  }

  @Test
  void details_are_what_the_listing_says() throws IOException {
    s3.put("b", "p/a", "x");
    file("src/a", "1");
    assertThat(lines("ls", "-l", "s3://b/p/"))
        .containsExactly("1 " + ETAG_OF_X + " STANDARD s3://b/p/a");
    assertThat(lines("ls", "-l", "--versions", "s3://b/p/"))
        .singleElement()
        .asString()
        .matches("1 " + ETAG_OF_X + " STANDARD [^ ]+ latest null s3://b/p/a");
    assertThat(lines("ls", "-l", "@/src")).containsExactly("1 - - " + folder + "/src/a");
  }

  @Test
  void the_sum_is_that_of_what_was_shown() {
    versions();
    s3.put("b", "p/b", "1234");
    assertThat(lines("ls", "--summarize", "s3://b/p/"))
        .last()
        .isEqualTo("Total: 1 object, 4 bytes; 1 prefix below, which is not counted");
    assertThat(lines("ls", "-r", "-H", "--summarize", "s3://b/p/"))
        .last()
        .isEqualTo("Total: 2 objects, 10 B");
    assertThat(lines("ls", "-r", "--versions", "--summarize", "s3://b/p/"))
        .endsWith("Total: 2 objects, 10 bytes", "2 earlier versions, 3 bytes", "1 delete marker");
    assertThat(events("ls", "-r", "--versions", "--summarize", "--json", "s3://b/p/"))
        .last()
        .satisfies(sum ->
            assertThat(sum)
                .containsEntry("type", "sum")
                .containsEntry("objects", 2.0)
                .containsEntry("bytes", 10.0)
                .containsEntry("earlierVersions", 2.0)
                .containsEntry("earlierBytes", 3.0)
                .containsEntry("deleteMarkers", 1.0)
                .containsEntry("listedWhole", true));
    assertThat(run("ls", "--summarize").exitCode()).isEqualTo(64);
  }

  @Test
  void du_sums_up_each_prefix_of_some_levels_in_one_walk() throws IOException {
    for (String key : List.of("a", "p/a", "p/q/b", "p/q/r/c", "s/t/u")) {
      s3.put("b", key, "12345");
    }
    assertThat(lines("du", "--depth", "2", "s3://b"))
        .containsExactly(
            "15 3 objects s3://b/p/",
            "10 2 objects s3://b/p/q/",
            "5 1 objects s3://b/s/",
            "5 1 objects s3://b/s/t/",
            "25 5 objects s3://b/");
    assertThat(lines("du", "-d", "1", "s3://b/p/"))
        .containsExactly("10 2 objects s3://b/p/q/", "15 3 objects s3://b/p/");
    assertThat(lines("du", "--max-depth=0", "s3://b")).containsExactly("25 5 objects s3://b/");
    assertThat(lines("du", "-d", "3", "s3://b/a")).containsExactly("5 1 objects s3://b/a");
    assertThat(events("du", "--depth", "1", "--json", "s3://b/p/"))
        .extracting(event -> event.get("address"))
        .containsExactly("s3://b/p/q/", "s3://b/p/");
    file("src/d/e/f", "12");
    file("src/g", "1");
    assertThat(lines("du", "-d", "1", "@/src"))
        .containsExactly("2 1 objects " + folder + "/src/d/", "3 2 objects " + folder + "/src/");
    Program.Result negative = run("du", "--depth=-1", "s3://b");
    assertThat(negative.exitCode()).isEqualTo(64);
    assertThat(run("du", "--depth", "x", "s3://b").exitCode()).isEqualTo(64);
  }

  @Test
  void du_says_that_prefixes_are_too_many_and_sums_up_fewer_levels() {
    s3.server().createComputedBucket("name=flat,keys=100001,pattern=d/%06d/f,size=1");
    Program.Result result = run("du", "--depth", "2", "s3://flat");
    assertThat(result.exitCode()).isZero();
    assertThat(result.err())
        .isEqualTo(
            "NOTE: there are more than 100,000 prefixes on 2 levels; shown are those on 1\n");
    assertThat(result.outLines())
        .extracting(line -> line.strip().replaceAll(" +", " "))
        .containsExactly("100001 100001 objects s3://flat/d/", "100001 100001 objects s3://flat/");
  }

  @Test
  void du_counts_versions_and_markers_apart() {
    versions();
    assertThat(lines("du", "--versions", "s3://b/p/"))
        .containsExactly("6 1 objects 3 2 earlier versions 1 delete markers s3://b/p/");
    assertThat(lines("du", "--versions", "-d", "1", "s3://b"))
        .containsExactly(
            "6 1 objects 3 2 earlier versions 1 delete markers s3://b/p/",
            "8 2 objects 3 2 earlier versions 1 delete markers s3://b/");
    assertThat(events("du", "--versions", "--json", "s3://b/p/a"))
        .singleElement()
        .satisfies(usage ->
            assertThat(usage)
                .containsEntry("address", "s3://b/p/a")
                .containsEntry("objects", 0.0)
                .containsEntry("earlierVersions", 2.0)
                .containsEntry("deleteMarkers", 1.0));
  }

  private void begin(String key, int partBytes) {
    try (S3Client sdk =
        S3Client.builder()
            .endpointOverride(s3.server().endpoint())
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("access", "secret")))
            .build()) {
      String id = sdk.createMultipartUpload(b -> b.bucket("b").key(key)).uploadId();
      sdk.uploadPart(
          b -> b.bucket("b").key(key).uploadId(id).partNumber(1),
          RequestBody.fromBytes(new byte[partBytes]));
    }
  }

  @Test
  void du_counts_unfinished_uploads_and_their_parts() {
    s3.put("b", "p/a", "123");
    begin("p/a", 1000);
    begin("q/only", 70);
    assertThat(lines("du", "--uploads", "s3://b/p/"))
        .containsExactly("3 1 objects s3://b/p/", "1000 1 unfinished uploads 1 parts s3://b/p/");
    assertThat(lines("du", "--uploads", "s3://b/q/"))
        .containsExactly("0 0 objects s3://b/q/", "70 1 unfinished uploads 1 parts s3://b/q/");
    assertThat(run("du", "--uploads", "s3://b/none/").exitCode()).isEqualTo(66);
    assertThat(events("du", "--uploads", "--json", "s3://b"))
        .last()
        .satisfies(uploads ->
            assertThat(uploads)
                .containsEntry("type", "uploads")
                .containsEntry("uploads", 2.0)
                .containsEntry("parts", 2.0)
                .containsEntry("bytes", 1070.0));
    s3.server().faults().on(Operation.LIST_PARTS).then(Fault.accessDenied());
    Program.Result denied = run("du", "--uploads", "s3://b");
    assertThat(denied.exitCode()).isNotZero();
    assertThat(denied.out()).isEmpty();
  }
}
