package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.output.json.JsonReader;
import dev.sluice.s3server.traffic.Fault;
import dev.sluice.s3server.traffic.Operation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// `sluice stat`: what is told of one object or file, and how what is not there is told.
final class StatTest extends Bench {

  private static final String MD5_OF_X = "9dd4e461268c8034f5c8564e155c67a6";

  private Map<String, @Nullable Object> json(String... args) {
    Program.Result result = run(args);
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.outLines()).hasSize(1);
    return JsonReader.object(result.out().strip());
  }

  @Test
  void an_object_is_told_in_lines() {
    s3.server().put("b", "p/a", "x".getBytes(StandardCharsets.UTF_8), Map.of("colour", "red"));
    Program.Result result = run("stat", "s3://b/p/a");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.outLines())
        .startsWith("s3://b/p/a", "  size: 1 byte")
        .contains(
            "  ETag: " + MD5_OF_X,
            "  storage class: STANDARD",
            "  metadata: 1",
            "    colour: red",
            "  parts: written in one go",
            "  tags: none",
            "  retention: the service has no such thing",
            "  versions: 1, 1 byte; 0 delete markers")
        .anyMatch(line -> line.matches("  access control list: .+: FULL_CONTROL \\(owner: .+\\)"))
        .anyMatch(line -> line.startsWith("    null, 20") && line.endsWith(" 1 byte, latest"));
  }

  @Test
  void a_name_moves_no_cursor() {
    s3.put("b", "p/\u001b[31m\n", "x");
    assertThat(run("stat", "s3://b/p/\u001b[31m\n").outLines())
        .startsWith("s3://b/p/\\u{1b}[31m\\n", "  size: 1 byte");
  }

  @Test
  void a_program_is_told_what_is_not_known_and_why() {
    s3.put("b", "p/a", "x");
    s3.server().faults().on(Operation.GET_OBJECT_ACL).then(Fault.accessDenied());
    Map<String, @Nullable Object> stat = json("stat", "--json", "s3://b/p/a");
    assertThat(stat)
        .containsEntry("type", "stat")
        .containsEntry("key", "p/a")
        .containsEntry("address", "s3://b/p/a")
        .containsEntry("bytes", 1.0)
        .containsEntry("etag", MD5_OF_X)
        .containsEntry("acl", null)
        .containsEntry("owner", null)
        .containsEntry("tags", Map.of())
        .containsEntry("metadata", Map.of())
        .containsEntry("parts", null)
        .containsEntry("versions", 1.0)
        .containsEntry("latestVersions", List.of("null"))
        .containsEntry("unsupported", List.of("retention", "legalHold"));
    assertThat(stat.get("unknown"))
        .asString()
        .contains("acl")
        .contains("read the access control list of s3://b/p/a");
    assertThat(run("stat", "s3://b/p/a").outLines())
        .anyMatch(line -> line.startsWith("  access control list: not known: read the access"));
  }

  @Test
  void what_is_not_there_says_what_there_is() {
    s3.put("b", "p/a", "x");
    s3.server().keepVersions("b");
    s3.put("b", "gone", "x");
    s3.server().delete("b", "gone");
    Program.Result absent = run("stat", "s3://b/p/b");
    assertThat(absent.exitCode()).isEqualTo(66);
    assertThat(absent.err()).contains("no such source").contains("s3://b/p/b").hasLineCount(1);
    Program.Result hidden = run("stat", "s3://b/gone");
    assertThat(hidden.exitCode()).isEqualTo(66);
    assertThat(hidden.err()).contains("delete marker hides s3://b/gone");
    Program.Result prefix = run("stat", "s3://b/p");
    assertThat(prefix.exitCode()).isEqualTo(64);
    assertThat(prefix.err()).contains("is a prefix and no object");
    assertThat(run("stat", "s3://b").exitCode()).isEqualTo(64);
    assertThat(run("stat", "s3://b/p/").exitCode()).isEqualTo(64);
    assertThat(run("stat", "s3://absent/a").exitCode()).isEqualTo(66);
    assertThat(run("stat", "s3://b/p/a", "--version-id", "nonsense").exitCode()).isNotZero();
    assertThat(run("stat", "@/none").exitCode()).isEqualTo(66);
    assertThat(run("stat").exitCode()).isEqualTo(64);
  }

  @Test
  void one_version_is_told() {
    s3.server().keepVersions("b");
    s3.put("b", "p/a", "x");
    s3.put("b", "p/a", "xx");
    List<?> ids =
        json("stat", "--json", "s3://b/p/a").get("latestVersions") instanceof List<?> list
            ? list
            : List.of();
    assertThat(ids).hasSize(2);
    assertThat(json("stat", "--json", "s3://b/p/a", "--version-id", String.valueOf(ids.get(1))))
        .containsEntry("bytes", 1.0)
        .containsEntry("versionId", ids.get(1))
        .containsEntry("versions", 2.0);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_file_is_told_with_what_is_remembered_of_it() throws Exception {
    Path file = file("src/sub/a", "x");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-02T03:04:05Z")));
    Files.createSymbolicLink(folder.resolve("link"), file);
    assertThat(run("stat", "@/src/sub/a", "--cache-dir", "@/cache").outLines())
        .contains(
            folder + "/src/sub/a",
            "  kind: file",
            "  size: 1 byte",
            "  modified: 2020-01-02 03:04:05 UTC",
            "  remembered MD5: none in the hash cache")
        .anyMatch(line -> line.matches("  mode: rw.{7}"));
    assertThat(run("stat", "@/link").outLines()).contains("  kind: symbolic link to " + file);
    assertThat(run("stat", "@/src").outLines()).contains("  kind: directory");
    assertThat(run("stat", "@/link", "--version-id", "x").exitCode()).isEqualTo(64);
    assertThat(json("stat", "--json", "@/src/sub/a"))
        .containsEntry("kind", "file")
        .containsEntry("bytes", 1.0)
        .containsEntry("modified", "2020-01-02T03:04:05Z");
  }

  /// Of a file that is older than any test: of one that was just made nothing is believed.
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void the_md5_that_a_run_has_remembered_is_told() throws Exception {
    Path old = Path.of(System.getProperty("java.home"), "conf").toRealPath();
    Path file = old.resolve("net.properties");
    run("sync", old + "/", "s3://b/conf/", "--cache-dir", "@/cache");
    String md5 = s3.server().head("b", "conf/net.properties").etag();
    assertThat(run("stat", file.toString(), "--cache-dir", "@/cache").outLines())
        .contains("  remembered MD5: " + md5);
    assertThat(json("stat", "--json", file.toString(), "--cache-dir", "@/cache"))
        .containsEntry("md5", md5)
        .containsEntry("unknown", Map.of());
    Path copy = file("src/net.properties", Files.readString(file));
    run("sync", "@/src/", "s3://b/new/", "--cache-dir", "@/cache");
    assertThat(run("stat", copy.toString(), "--cache-dir", "@/cache").outLines())
        .anyMatch(line -> line.startsWith("  remembered MD5: not known: it was read so soon"));
  }
}
