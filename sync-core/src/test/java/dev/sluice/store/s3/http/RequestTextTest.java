package dev.sluice.store.s3.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTextTest {

  @ParameterizedTest
  @CsvSource({
    "/b/a%20b+c%25.jpg, /b/a b+c%.jpg",
    "/b/k?partNumber=3&uploadId=abc, /b/k?partNumber=3",
    "/b/k?uploadId=abc, /b/k",
    "/b/k?uploads=, /b/k?uploads",
    "/b?delete=, /b?delete",
    "/b?encoding-type=url&list-type=2&max-keys=1000&prefix=x%2Fy%20z&start-after=x%2F1,"
        + " /b?prefix=x/y z&start-after=x/1",
    "/%zz?%zz, /%zz?%zz"
  })
  void a_request_is_named_by_what_it_concerns(String target, String text) {
    assertThat(RequestText.of(target)).isEqualTo(text);
  }
}
