package dev.sluice.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocationTest {

  @ParameterizedTest
  @CsvSource({
    "s3://b, b, '', true",
    "s3://b/, b, '', true",
    "s3://b/p/, b, p/, true",
    "s3://b/p, b, p, false",
    "S3://b/p/q.jpg, b, p/q.jpg, false",
  })
  void an_s3_location_is_a_bucket_and_what_follows(
      String text, String bucket, String key, boolean slash) {
    Location location = Location.parse(text);
    assertThat(location).isEqualTo(new Location.S3(bucket, key));
    assertThat(location.endsInSlash()).isEqualTo(slash);
  }

  @Test
  void a_local_path_keeps_its_slash() {
    assertThat(Location.parse("dir/").endsInSlash()).isTrue();
    assertThat(Location.parse("dir").endsInSlash()).isFalse();
    assertThat(Location.parse("a:b").text()).isEqualTo("a:b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s3://", "s3:///k", "s3://b//k", "sftp://u@h/d/", "http://h/"})
  void what_names_nothing_is_refused_with_a_line(String text) {
    assertThatThrownBy(() -> Location.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .isNotBlank()
        .doesNotContain("\n");
  }
}
