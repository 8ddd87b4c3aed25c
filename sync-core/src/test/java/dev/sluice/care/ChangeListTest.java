package dev.sluice.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.care.ChangeList.Change;
import dev.sluice.care.ChangeList.Line;
import dev.sluice.model.UsageException;
import dev.sluice.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeListTest {

  @TempDir Path folder = Path.of("");

  private Path file() {
    return folder.resolve("list");
  }

  private static Change change(String key, @Nullable String marker) {
    Instant time = Instant.parse("2026-11-27T20:00:00Z");
    return new Change(key, null, false, 5, "abc", time, null, marker);
  }

  private static List<Line> read(Path file) throws UsageException {
    List<Line> lines = new ArrayList<>();
    try (ChangeListReader reader = ChangeListReader.of(file)) {
      Line line;
      while ((line = reader.next()) != null) {
        lines.add(line);
      }
    }
    return lines;
  }

  @Test
  void what_is_written_is_read_back_whatever_is_in_a_key() throws Exception {
    Instant time = Instant.parse("2026-11-27T20:00:00Z");
    List<Change> changes =
        List.of(
            change("a", "m1"),
            change("\"\\\u0007\n\t \u007f\u0085\u2028 \ud83d\ude00\ufffd/", null),
            new Change("v", "id", true, 0, null, time, "GLACIER", null));
    try (ChangeList list = ChangeList.appendingTo(file(), "b")) {
      list.add(changes);
      list.requireSound();
      assertThat(Files.readAllLines(file())).hasSize(3); // before it is closed
    }
    assertThat(read(file())).extracting(Line::change).containsExactlyElementsOf(changes);
    assertThat(read(file())).extracting(Line::bucket).containsOnly("b");
  }

  @Test
  void a_list_is_gone_on_with_behind_the_torn_line_of_a_killed_run() throws Exception {
    try (ChangeList list = ChangeList.appendingTo(file(), "b")) {
      list.add(List.of(change("a", "m"), change("b", "m")));
    }
    byte[] bytes = Files.readAllBytes(file());
    Files.write(file(), java.util.Arrays.copyOf(bytes, bytes.length - 7));
    try (ChangeList list = ChangeList.appendingTo(file(), "c")) {
      list.add(List.of(change("d", null)));
    }
    assertThat(read(file())).extracting(line -> line.change().key()).containsExactly("a", "d");
    assertThat(Undeletion.look(file())).isEqualTo(new Undeletion.Content(1, 1, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"bucket\":\"b\"}",
        "{\"bucket\":\"b\",\"key\":\"k\",\"bytes\":x,\"modified\":\"2026-11-27T20:00:00Z\"}",
        "{\"bucket\":\"b\",\"key\":\"k\",\"bytes\":1,\"modified\":\"yesterday\"}",
        "{\"bucket\":\"b\",\"key\":{},\"bytes\":1}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\" \"b\"}",
        "{\"a\":1}}",
        "s3://b/k"
      })
  void what_is_no_list_is_refused_with_the_line(String text) throws Exception {
    Files.writeString(file(), "\n" + text + "\n");
    assertThatThrownBy(() -> read(file()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("line 2");
  }

  @Test
  void a_list_that_cannot_be_written_is_refused_at_once_or_before_the_next_change()
      throws Exception {
    assertThatThrownBy(() -> ChangeList.appendingTo(folder.resolve("none/list"), "b"))
        .isInstanceOf(StoreException.class);
    ChangeList list = ChangeList.appendingTo(file(), "b");
    list.close();
    list.add(List.of(change("a", null)));
    assertThatThrownBy(list::requireSound)
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind().concernsWholeRun()).isTrue());
  }
}
