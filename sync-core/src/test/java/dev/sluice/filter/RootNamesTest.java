package dev.sluice.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RootNamesTest {

  private static final RootNames NAMES =
      new RootNames(List.of("data/", "/srv/data/", "../data/", "s3://b/p/"));

  @ParameterizedTest
  @CsvSource({
    "img/*, img/*",
    "/img/*, /img/*",
    "./img/*, /img/*",
    "././img/*, /img/*",
    "./, ./",
    ".hidden, .hidden",
    "data/img/*, /img/*",
    "./data/img/*, /img/*",
    "data/./img/*, /img/*",
    "data/, data/",
    "database/*, database/*",
    "/srv/data/img/*, /img/*",
    "../data/img/*, /img/*",
    "s3://b/p/img/*, /img/*",
    "*.jpg, *.jpg"
  })
  void what_says_where_it_begins_is_anchored_at_the_root(String written, String glob) {
    assertThat(NAMES.anchored(written)).isEqualTo(glob);
  }

  @ParameterizedTest
  @CsvSource({"img/a, img/a", "/img/a, img/a", "./img/a, img/a", "data/img/a, img/a"})
  void a_key_is_what_is_left(String written, String key) {
    assertThat(NAMES.key(written)).isEqualTo(key);
  }
}
