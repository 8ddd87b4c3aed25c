package dev.sluice.model.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "\"\"",
        "[1,-2.5,true,false,null,\"a\"]",
        "{\"b\":{\"c\":[{\"d\":1}]},\"a\":\"\\\"\\\\\\u000a\\u00e4\\ud83d\\ude00\"}"
      })
  void what_is_written_is_what_was_read(String text) throws Exception {
    assertThat(JsonText.line(JsonReader.read(text))).isEqualTo(text);
    assertThat(JsonReader.read(JsonText.lines(JsonReader.read(text))))
        .isEqualTo(JsonReader.read(text));
  }

  @Test
  void every_escape_and_space_is_understood() throws Exception {
    assertThat(JsonReader.read("\ufeff\t\r\n [ \"\\b\\f\\n\\r\\t\\/\\u00E4ä\" , 1e3, 1.0 ] \n"))
        .isEqualTo(Json.of(List.of(Json.of("\b\f\n\r\t/ää"), Json.of(1000), Json.of(1))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1,]",
        "{\"a\":1,}",
        "{a:1}",
        "{\"a\" 1}",
        "[1 2]",
        "\"a",
        "\"\\",
        "\"\\u12g4\"",
        "\"\\x\"",
        "\"\t\"",
        "01",
        "1.",
        "tru",
        "nul",
        "'a'",
        "{} {}",
        "{}]",
        "1e9999",
        "{\"a\":1,\"a\":2}"
      })
  void what_is_no_json_is_refused(String text) {
    assertThatThrownBy(() -> JsonReader.read(text)).isInstanceOf(JsonException.class);
  }

  @Test
  void a_mistake_is_told_with_its_line() {
    assertThatThrownBy(() -> JsonReader.read("{\n\"a\": 1,\n\"b\": x\n}"))
        .hasMessage("line 3: a value is missing");
  }

  @Test
  void no_depth_and_no_number_brings_the_reader_down() {
    assertThatThrownBy(() -> JsonReader.read("[".repeat(1_000_000)))
        .isInstanceOf(JsonException.class);
    assertThatThrownBy(() -> JsonReader.read("9".repeat(1_000_000)))
        .isInstanceOf(JsonException.class);
  }

  @Test
  void the_order_of_members_does_not_matter_and_that_of_elements_does() throws Exception {
    assertThat(JsonReader.read("{\"a\":1,\"b\":2}"))
        .isEqualTo(JsonReader.read("{\"b\":2,\"a\":1}"));
    assertThat(JsonReader.read("[1,2]")).isNotEqualTo(JsonReader.read("[2,1]"));
  }
}
