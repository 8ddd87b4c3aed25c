package dev.sluice.cli.output.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class JsonTest {

  @Property
  void any_text_comes_back_from_a_strict_reader_on_one_line_of_valid_utf8(@ForAll String text) {
    String line = Json.event("x").put("key", text).end();

    assertThat(line.codePoints().boxed()).noneMatch(Character::isISOControl);
    String sent = new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    assertThat(sent).isEqualTo(line);
    assertThat(JsonReader.object(sent)).containsEntry("key", withoutHalves(text));
  }

  private static String withoutHalves(String text) {
    StringBuilder whole = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> whole.appendCodePoint(Character.getType(c) == Character.SURROGATE ? 0xfffd : c));
    return whole.toString();
  }

  @Test
  void half_a_surrogate_pair_becomes_the_replacement_character() {
    assertThat(JsonReader.object(Json.event("x").put("key", "a\ud83d!\ude80").end()))
        .containsEntry("key", "a\ufffd!\ufffd");
  }

  @Test
  void every_kind_of_member_is_written() {
    String line =
        Json.event("x")
            .put("number", Long.MIN_VALUE)
            .put("truth", true)
            .put("nothing", (String) null)
            .seconds("seconds", Duration.ofMillis(1500))
            .counts("counts", Map.of(Thread.State.TIMED_WAITING, 2L))
            .end();

    assertThat(line)
        .isEqualTo(
            "{\"type\":\"x\",\"number\":-9223372036854775808,\"truth\":true,\"nothing\":null,"
                + "\"seconds\":1.500,\"counts\":{\"timed-waiting\":2}}");
    assertThat(JsonReader.object(line)).hasSize(6);
  }
}
