package dev.sluice.cli.output.console;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class EscapesTest {

  @Test
  void a_newline_cannot_forge_a_line() {
    assertThat(Escapes.line("a\nERROR: all is lost\r")).isEqualTo("a\\nERROR: all is lost\\r");
  }

  @Test
  void a_terminal_sequence_is_shown_and_not_sent() {
    assertThat(Escapes.line("\u001b[2Jx\u009b0m")).isEqualTo("\\u{1b}[2Jx\\u{9b}0m");
  }

  @Test
  void marks_that_turn_the_reading_direction_are_shown() {
    assertThat(Escapes.line("gpj.\u202eexe")).isEqualTo("gpj.\\u{202e}exe");
  }

  @Test
  void names_in_any_script_and_joined_emoji_stay_as_they_are() {
    String text = "grüße 漢字 👩\u200d🚀 नमस्ते";
    assertThat(Escapes.line(text)).isEqualTo(text);
  }

  @Test
  void within_quotes_quotes_and_backslashes_are_told_from_those_added() {
    assertThat(Escapes.quoted("it's \\n")).isEqualTo("'it\\'s \\\\n'");
  }

  @Property
  void no_text_gets_a_control_character_or_half_a_surrogate_through(@ForAll String text) {
    assertThat(Escapes.line(text).codePoints().boxed())
        .noneMatch(Character::isISOControl)
        .noneMatch(c -> Character.getType(c) == Character.SURROGATE);
  }
}
