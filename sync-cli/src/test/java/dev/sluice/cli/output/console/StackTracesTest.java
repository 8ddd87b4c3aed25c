package dev.sluice.cli.output.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StackTracesTest {

  @Test
  void what_a_server_sent_neither_moves_the_cursor_nor_forges_a_line() {
    IOException cause = new IOException("it said \u001b[2J\u009b1A\nsluice: all is well");
    cause.addSuppressed(new IllegalStateException("and \u202e so on"));
    List<String> lines = StackTraces.of(new IllegalStateException("failed\r", cause));

    assertThat(lines)
        .contains(
            "java.lang.IllegalStateException: failed\\r",
            "Caused by: java.io.IOException: it said \\u{1b}[2J\\u{9b}1A\\nsluice: all is well",
            "\tSuppressed: java.lang.IllegalStateException: and \\u{202e} so on");
    assertThat(lines).anyMatch(line -> line.startsWith("\tat " + StackTracesTest.class.getName()));
  }

  @Test
  void causes_that_go_in_a_circle_end() {
    IOException one = new IOException("one");
    one.addSuppressed(new IOException("two", one));
    assertThat(StackTraces.of(one)).anyMatch(line -> line.contains("[shown above: "));
  }
}
