package dev.sluice.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import dev.sluice.store.local.LocalScheme;
import dev.sluice.store.s3.S3Scheme;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemesTest {

  private static final Schemes SCHEMES = new Schemes(List.of(new LocalScheme(), new S3Scheme()));

  @ParameterizedTest
  @CsvSource({
    "s3://b, b, '', true",
    "s3://b/, b, '', true",
    "s3://b/p/, b, p/, true",
    "s3://b/p, b, p, false",
    "S3://b/p/q.jpg, b, p/q.jpg, false",
  })
  void an_s3_location_is_a_bucket_and_what_follows(
      String text, String bucket, String key, boolean slash) throws UsageException {
    Location location = SCHEMES.parse(text);
    assertThat(location).isEqualTo(new Location("s3", bucket, key));
    assertThat(location.endsInSlash()).isEqualTo(slash);
  }

  @Test
  void a_local_path_keeps_its_slash() throws UsageException {
    assertThat(SCHEMES.parse("dir/").endsInSlash()).isTrue();
    assertThat(SCHEMES.parse("dir").endsInSlash()).isFalse();
    assertThat(SCHEMES.parse("./a:b").text()).isEqualTo("./a:b");
    assertThat(SCHEMES.parse("/a:b").text()).isEqualTo("/a:b");
    assertThat(SCHEMES.parse("logs/12:30/").text()).isEqualTo("logs/12:30/");
    assertThat(SCHEMES.parse("s3").text()).isEqualTo("s3");
    assertThat(SCHEMES.parse("s3/b").text()).isEqualTo("s3/b");
  }

  @ParameterizedTest
  @CsvSource({
    "s3:/b/x/, did you mean  s3://b/x/  ?",
    "s3//b/, did you mean  s3://b/  ?",
    "s3///b/, did you mean  s3://b/  ?",
    "S3:/b, did you mean  s3://b  ?",
    "s3:b, did you mean  s3://b  ?",
    "s3:, did you mean  s3://bucket/  ?",
    "s3a://b/x/, did you mean  s3://b/x/  ?",
    "s3:///b/x/, s3://b/x/ perhaps",
    "arn:aws:s3:::b/, did you mean  s3://b/  ?",
    "arn:aws-us-gov:s3:::b/x/, did you mean  s3://b/x/  ?",
    "s3://arn:aws:s3:::b/x/, did you mean  s3://b/x/  ?",
    "arn:aws:iam::1234:role/x, an ARN is no location; write s3://bucket/prefix/",
    "':b', for a local path write ./:b",
    "arn:aws:s3:eu-west-1:1234:accesspoint/ap/x/, access point's alias",
    "s3://arn:aws:s3:eu-west-1:1234:accesspoint/ap/x/, access point's alias",
    "host:/b/, a folder on another machine or rclone's remote; a bucket is written s3://b/",
    "user@host:dir, looks like a folder on another machine; for a local path write ./user@host:dir",
    "remote:b/, a bucket is written s3://b/",
    "vgw:, a bucket is written s3://bucket/",
    "' s3://b/', looks like",
    "12:30/, for a local path write ./12:30/",
    "file:///srv/data/, did you mean  /srv/data/  ?",
    "file://localhost/srv/data/, did you mean  /srv/data/  ?",
    "file:/srv/data/, did you mean  /srv/data/  ?",
    "file:data, without file:",
    "https://b.s3.eu-west-1.amazonaws.com/p/k, did you mean  s3://b/p/k  ?",
    "https://b.s3.amazonaws.com, did you mean  s3://b/  ?",
    "https://my.b.s3-us-west-2.amazonaws.com/p/, did you mean  s3://my.b/p/  ?",
    "https://s3.eu-west-1.amazonaws.com/b/p/, did you mean  s3://b/p/  ?",
    "https://b.s3.amazonaws.com/p/a%20b?x, did you mean  s3://b/p/...  ?",
    "http://localhost:9000/b/p/, write s3://b/p/ and name the service by  --endpoint-url"
        + " http://localhost:9000",
    "http://h/, write s3://bucket/",
    "gs://b/x/, gs:// is not one of them",
    "~/data/, write the whole path"
  })
  void an_address_that_is_nearly_one_is_refused_with_the_right_spelling(
      String text, String remedy) {
    assertThatThrownBy(() -> SCHEMES.parse(text))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(text.startsWith("s3://") ? "" : text)
        .hasMessageContaining(remedy);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s3://", "s3:///k", "s3://b//k", "sftp://u@h/d/", "http://h/"})
  void what_names_nothing_is_refused_with_a_line(String text) {
    assertThatThrownBy(() -> SCHEMES.parse(text))
        .isInstanceOf(UsageException.class)
        .message()
        .isNotBlank()
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource({
    "http://h:9000/b/p/, write s3://b/p/ and name the service by  --endpoint-url http://h:9000",
    "https://h, write s3://bucket/ and name the service by  --endpoint-url https://h",
    "gs://b/, 'locations are local paths and s3://bucket/prefix/; gs:// is not one of them'"
  })
  void the_whole_line_says_what_to_write(String text, String remedy) {
    assertThatThrownBy(() -> SCHEMES.parse(text)).hasMessage(text + ": " + remedy);
  }
}
