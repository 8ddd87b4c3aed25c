package dev.sluice.s3server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AwsChunkedBodyTest {

  @Test
  void a_size_may_be_of_any_case_and_followed_by_extensions() throws IOException {
    assertThat(decoded("00A;x=y\r\n0123456789\r\n0\r\n\r\n")).isEqualTo("0123456789");
  }

  /// A size below nothing once counted as the end, and what came after it was lost.
  @ParameterizedTest
  @ValueSource(strings = {"-5", "+5", "", "5 5", "five", "8000000000000000"})
  void a_size_that_is_none_is_refused(String size) {
    assertThatThrownBy(() -> decoded("5\r\nhello\r\n" + size + "\r\nworld\r\n0\r\n\r\n"))
        .hasMessageContaining("A chunk's size is no number");
  }

  private static String decoded(String encoded) throws IOException {
    byte[] bytes = encoded.getBytes(StandardCharsets.US_ASCII);
    try (AwsChunkedBody body = new AwsChunkedBody(new ByteArrayInputStream(bytes), null)) {
      return new String(body.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }
}
