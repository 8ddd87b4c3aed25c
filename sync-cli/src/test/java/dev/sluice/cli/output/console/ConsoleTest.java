package dev.sluice.cli.output.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ConsoleTest {

  private final AtomicInteger columns = new AtomicInteger(40);
  private final AtomicInteger rows = new AtomicInteger(24);
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(sent, false, StandardCharsets.UTF_8);
  private final Console console =
      new Console(
          stream, stream, new Screen(true, () -> new Screen.Size(columns.get(), rows.get())));

  private List<String> screen() {
    console.flush();
    return FakeTerminal.show(sent.toString(StandardCharsets.UTF_8));
  }

  @Test
  void a_redrawn_block_takes_the_place_of_the_one_before() {
    console.block(List.of("one", "two", "three"));
    console.block(List.of("four"));

    assertThat(screen()).containsExactly("four");
  }

  @Test
  void a_line_stands_above_the_block() {
    console.block(List.of("block"));
    console.print("a line");
    console.error("another");
    console.block(List.of("block again"));

    assertThat(screen()).containsExactly("a line", "another", "block again");
  }

  @Test
  void lines_that_go_into_a_file_leave_the_block_where_it_is() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    Console apart =
        new Console(
            new PrintStream(file, false, StandardCharsets.UTF_8),
            stream,
            new Screen(true, () -> Screen.Size.DEFAULT, false));
    apart.block(List.of("listed 1,000 so far"));
    apart.print("a line");
    assertThat(screen()).containsExactly("listed 1,000 so far");

    apart.clearBlock();
    assertThat(file.toString(StandardCharsets.UTF_8)).isEqualTo("a line\n");
    assertThat(screen()).isEmpty();
  }

  @Test
  void nothing_of_the_block_is_left_when_it_is_cleared() {
    console.print("before");
    console.block(List.of("one", "two"));
    console.clearBlock();
    console.print("after");

    assertThat(screen()).containsExactly("before", "after");
  }

  @Test
  void a_narrower_terminal_leaves_no_rubbish() {
    console.print("before");
    console.block(List.of("x".repeat(39), "y".repeat(10)));
    console.flush();
    int sentBefore = sent.size();
    columns.set(20); // the terminal wraps the block's first line over two rows
    console.block(List.of("z".repeat(19)));
    console.flush();

    String since = sent.toString(StandardCharsets.UTF_8).substring(sentBefore);
    String wrapped = "before\n" + "x".repeat(20) + "\n" + "x".repeat(19) + "\n" + "y".repeat(10);
    assertThat(FakeTerminal.show(wrapped + "\n" + since)).containsExactly("before", "z".repeat(19));
  }

  @Test
  void nothing_below_the_block_is_erased_at_once_since_that_fills_the_scrollback() {
    console.block(List.of("one", "two"));
    console.block(List.of("three"));
    console.clearBlock();
    console.flush();

    assertThat(sent.toString(StandardCharsets.UTF_8)).doesNotContain("\u001b[J");
  }

  @Test
  void a_terminal_made_lower_and_narrower_keeps_no_copy_of_the_block_for_each_redraw() {
    console.print("before");
    console.block(List.of("x".repeat(39), "y".repeat(39), "z".repeat(39)));
    console.flush();
    columns.set(20);
    rows.set(4); // six rows of the block do not fit: the first of them have left the screen
    for (int i = 0; i < 10; i++) {
      console.block(List.of("n" + i));
    }
    console.flush();

    List<String> shown = FakeTerminal.show(sent.toString(StandardCharsets.UTF_8), 4);
    assertThat(shown).filteredOn(line -> line.startsWith("n")).containsExactly("n9");
  }

  @Test
  void without_a_block_no_sequence_is_ever_sent() {
    console.print("a");
    console.error("b");
    console.clearBlock();
    console.flush();

    assertThat(sent.toString(StandardCharsets.UTF_8)).isEqualTo("a\nb\n");
  }
}
