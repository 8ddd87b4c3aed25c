package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.s3server.ObjectInfo;
import dev.sluice.s3server.traffic.Fault;
import dev.sluice.s3server.traffic.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Content that the destination has under another key is copied there, and never wrongly.
final class RemoteCopyTest extends Bench {

  private Program.Result sync(String... options) {
    String[] command = new String[options.length + 3];
    command[0] = "sync";
    command[1] = "@/src/";
    command[2] = "s3://b/";
    System.arraycopy(options, 0, command, 3, options.length);
    Program.Result result = run(command);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result;
  }

  private void rename(String from, String to) throws IOException {
    Path target = folder.resolve("src").resolve(to);
    Files.createDirectories(target.resolve("..").normalize());
    Files.move(folder.resolve("src").resolve(from), target);
  }

  private long sent() {
    return s3.server().requests().count(Operation.PUT_OBJECT);
  }

  private void assertSame(String... keys) throws IOException {
    assertThat(s3.server().keys("b")).containsExactlyInAnyOrder(keys);
    for (String key : keys) {
      assertThat(s3.get("b", key)).isEqualTo(Files.readString(folder.resolve("src").resolve(key)));
    }
  }

  @Test
  void of_files_with_one_content_one_is_sent() throws IOException {
    file("src/a", "content");
    file("src/b/c", "content");
    file("src/d", "another");
    Program.Result result = sync();
    assertThat(result.outLines())
        .contains(
            "  done: 2 uploaded, 1 copied at the destination (21 B)",
            "  not sent: 7 B, which the destination had already");
    assertThat(sent()).isEqualTo(2);
    assertSame("a", "b/c", "d");
  }

  @Test
  void a_renamed_folder_is_copied_and_deleted_and_the_lines_say_from_where() throws IOException {
    file("src/old/a", "one");
    file("src/old/b", "two");
    sync();
    rename("old", "renamed");
    Program.Result result = sync("--delete", "--force", "--verbose");
    assertThat(result.out())
        .contains("remote copy: 's3://b/old/a' -> 's3://b/renamed/a' (3 bytes, new)")
        .contains("remote copy: 's3://b/old/b' -> 's3://b/renamed/b' (3 bytes, new)");
    assertThat(sent()).isEqualTo(2);
    assertSame("renamed/a", "renamed/b");
  }

  @Test
  void so_is_one_whose_new_name_stands_before_the_old_one() throws IOException {
    file("src/old/a", "one");
    file("src/old/b", "two");
    sync();
    rename("old", "new");
    assertThat(sync().out()).contains("2 copied at the destination");
    assertThat(sent()).isEqualTo(2);
    assertThat(s3.get("b", "new/a")).isEqualTo("one");
    assertThat(s3.get("b", "new/b")).isEqualTo("two");
  }

  @Test
  void a_copy_has_its_own_files_type_and_time_and_nothing_of_its_twins() throws IOException {
    s3.server()
        .put("b", "a.html", "content".getBytes(StandardCharsets.UTF_8), Map.of("secret", "x"));
    Path file = file("src/b.txt", "content");
    Files.setLastModifiedTime(
        file, java.nio.file.attribute.FileTime.fromMillis(1_000_000_000_000L));
    assertThat(sync().out()).contains("1 copied at the destination");
    ObjectInfo made = s3.server().head("b", "b.txt");
    assertThat(made.contentType()).isEqualTo("text/plain");
    assertThat(made.metadata()).containsOnlyKeys("mtime").containsEntry("mtime", "1000000000");
  }

  @Test
  void files_that_changed_places_are_both_right_afterwards() throws IOException {
    file("src/a", "first.");
    file("src/b", "second");
    sync();
    rename("a", "c");
    rename("b", "a");
    rename("c", "b");
    sync();
    assertSame("a", "b");
  }

  @Test
  void so_are_a_ring_of_renamed_files_and_a_new_one() throws IOException {
    file("src/a", "A");
    file("src/b", "B");
    file("src/c", "C");
    sync();
    rename("a", "z");
    rename("b", "a");
    rename("c", "b");
    rename("z", "c");
    file("src/d", "A");
    file("src/e", "B");
    sync();
    assertSame("a", "b", "c", "d", "e");
  }

  @Test
  void a_twin_that_somebody_else_changes_meanwhile_is_not_copied() throws IOException {
    file("src/a", "content");
    sync();
    file("src/b", "content");
    s3.server()
        .faults()
        .on(Operation.COPY_OBJECT)
        .first(1)
        .then(Fault.run(() -> s3.put("b", "a", "changed")));
    sync();
    assertThat(s3.get("b", "b")).isEqualTo("content");
  }

  @Test
  void where_the_service_refuses_copies_the_content_is_sent() throws IOException {
    file("src/a", "content");
    sync();
    file("src/b", "content");
    file("src/c", "content");
    s3.server()
        .faults()
        .on(Operation.COPY_OBJECT)
        .then(Fault.answer(501, "NotImplemented", "no copies here"));
    assertThat(sync().out()).contains("2 uploaded");
    assertSame("a", "b", "c");
  }

  @Test
  void it_can_be_turned_off_and_is_where_contents_are_not_compared() throws IOException {
    file("src/a", "content");
    sync();
    file("src/b", "content");
    assertThat(sync("--no-remote-copy").out()).contains("1 uploaded");
    file("src/c", "content");
    assertThat(sync("--no-check-md5").out()).contains("1 uploaded");
  }

  @Test
  void nothing_is_copied_to_make_an_empty_file() throws IOException {
    file("src/a", "");
    sync();
    file("src/b", "");
    assertThat(sync().out()).contains("1 uploaded");
  }

  /// Longer than is written in one go, and without a memory of files, as of what was just made.
  private Path longFile(String name, int seed, int differentAt) throws IOException {
    byte[] content = new byte[9 << 20];
    new Random(seed).nextBytes(content);
    if (differentAt >= 0) {
      content[differentAt]++;
    }
    return Files.write(file(name, ""), content);
  }

  private void assertIsLong(String key, int seed, int differentAt) throws IOException {
    assertThat(s3.server().get("b", key))
        .isEqualTo(Files.readAllBytes(longFile("expected", seed, differentAt)));
  }

  private long partsSent() {
    return s3.server().requests().count(Operation.UPLOAD_PART);
  }

  @Test
  void a_long_file_that_is_not_remembered_is_read_and_copied_where_it_looks_like_an_object()
      throws IOException {
    longFile("src/a", 1, -1);
    sync();
    long sent = partsSent();
    Files.delete(folder.resolve("src/a"));
    longFile("src/b", 1, -1);
    longFile("src/c", 2, -1);
    assertThat(sync().out()).contains("1 uploaded, 1 copied at the destination");
    assertThat(partsSent()).isEqualTo(sent + 2);
    assertIsLong("b", 1, -1);
    assertIsLong("c", 2, -1);
  }

  @Test
  void one_that_differs_where_nobody_looked_is_sent() throws IOException {
    longFile("src/a", 1, -1);
    sync();
    Files.delete(folder.resolve("src/a"));
    longFile("src/b", 1, 1 << 20);
    assertThat(sync().out()).contains("1 uploaded");
    assertIsLong("b", 1, 1 << 20);
  }

  @Test
  void of_long_files_with_one_content_that_was_put_in_one_go_none_is_sent() throws IOException {
    s3.server().put("b", "a", Files.readAllBytes(longFile("expected", 1, -1)), Map.of());
    longFile("src/b", 1, -1);
    assertThat(sync().out()).contains("1 copied at the destination");
    assertThat(partsSent()).isZero();
    assertIsLong("b", 1, -1);
  }

  @Test
  void under_sse_kms_what_was_sent_in_this_run_is_known_still() throws IOException {
    s3.server().encryptWithKms("b");
    file("src/a", "content");
    file("src/b", "content");
    assertThat(sync().out()).contains("1 uploaded, 1 copied at the destination");
    assertSame("a", "b");
  }

  @Test
  void what_is_in_an_archive_is_no_twin() throws IOException {
    file("src/a", "content");
    sync("--storage-class", "GLACIER");
    file("src/b", "content");
    assertThat(sync().out()).contains("1 uploaded");
  }
}
