package dev.sluice.s3server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ComputedBucketTest {

  private final S3Server server =
      ServerArguments.start(
          "--measuring",
          "--synthetic",
          "name=flat,keys=100000000,pattern=img%09d.jpg,size=4096",
          "--synthetic",
          "name=nested,keys=24000,pattern=d%02d/e%03d/f%06d.bin,size=3,fan=4x6",
          "--synthetic",
          "name=large,keys=1,pattern=big-%01d.iso,size=8589934592",
          "--synthetic",
          "name=fake,keys=1000,pattern=%32x,size=10,etag=fake",
          "--bucket",
          "target");
  private final UnsignedClient client = new UnsignedClient(server.endpoint());

  ComputedBucketTest() throws IOException {}

  @AfterEach
  void close() {
    server.close();
  }

  private List<String> keysAfter(String startAfter) throws IOException, InterruptedException {
    return UnsignedClient.elements(
        client.text("/flat?list-type=2&max-keys=2&start-after=" + startAfter), "Key");
  }

  @Test
  void a_hundred_million_keys_are_listed_from_behind_any_string() throws Exception {
    assertThat(keysAfter("")).containsExactly("img000000000.jpg", "img000000001.jpg");
    assertThat(keysAfter("img012345678.jpg"))
        .containsExactly("img012345679.jpg", "img012345680.jpg");
    assertThat(keysAfter("img012345678.jp"))
        .containsExactly("img012345678.jpg", "img012345679.jpg");
    assertThat(keysAfter("img012345678.jpg%21"))
        .containsExactly("img012345679.jpg", "img012345680.jpg");
    assertThat(keysAfter("img0123~")).containsExactly("img012400000.jpg", "img012400001.jpg");
    assertThat(keysAfter("a")).containsExactly("img000000000.jpg", "img000000001.jpg");
    assertThat(keysAfter("img099999998.jpg")).containsExactly("img099999999.jpg");
    assertThat(keysAfter("img099999999.jpg")).isEmpty();
    assertThat(keysAfter("z")).isEmpty();
  }

  @Test
  void a_listing_of_a_prefix_ends_with_the_prefix() throws Exception {
    List<String> keys = new ArrayList<>();
    String token = "";
    do {
      String page =
          client.text(
              "/flat?list-type=2&prefix=img012345&max-keys=70"
                  + (token.isEmpty() ? "" : "&continuation-token=" + token));
      keys.addAll(UnsignedClient.elements(page, "Key"));
      List<String> next = UnsignedClient.elements(page, "NextContinuationToken");
      token = next.isEmpty() ? "" : next.getFirst();
    } while (!token.isEmpty());

    assertThat(keys).hasSize(1000).doesNotHaveDuplicates().isSorted();
    assertThat(keys.getFirst()).isEqualTo("img012345000.jpg");
  }

  @Test
  void folders_of_a_nested_pattern_are_common_prefixes() throws Exception {
    String top = client.text("/nested?list-type=2&delimiter=/");
    String below = client.text("/nested?delimiter=/&prefix=d03/");

    assertThat(UnsignedClient.elements(top, "Prefix"))
        .containsExactly("", "d00/", "d01/", "d02/", "d03/");
    assertThat(UnsignedClient.elements(below, "Prefix"))
        .containsExactly(
            "d03/", "d03/e000/", "d03/e001/", "d03/e002/", "d03/e003/", "d03/e004/", "d03/e005/");
    assertThat(UnsignedClient.elements(client.text("/nested?prefix=d03/e005/"), "Key"))
        .hasSize(1000)
        .last()
        .isEqualTo("d03/e005/f000999.bin");
  }

  @Test
  void content_has_the_md5_that_the_listing_names() throws Exception {
    String page = client.text("/flat?list-type=2&max-keys=5&start-after=img000777");
    for (int i = 0; i < 5; i++) {
      HttpResponse<byte[]> got = client.get("/flat/" + UnsignedClient.elements(page, "Key").get(i));
      assertThat(got.body()).hasSize(4096);
      assertThat(UnsignedClient.quotedMd5(got.body()))
          .isEqualTo(UnsignedClient.elements(page, "ETag").get(i).replace("&quot;", "\""))
          .isEqualTo(UnsignedClient.header(got, "ETag"));
    }
  }

  @Test
  void fake_etags_differ_from_key_to_key_and_are_those_of_the_objects() throws Exception {
    String page = client.text("/fake?list-type=2");
    List<String> etags = UnsignedClient.elements(page, "ETag");
    String key = UnsignedClient.elements(page, "Key").get(500);
    HttpResponse<byte[]> head = client.send("HEAD", "/fake/" + key, new byte[0]);

    assertThat(etags).hasSize(1000).doesNotHaveDuplicates();
    assertThat(UnsignedClient.elements(page, "Key")).isSorted();
    assertThat(UnsignedClient.header(head, "ETag"))
        .isEqualTo(etags.get(500).replace("&quot;", "\""));
  }

  @Test
  void any_range_of_eight_gibibytes_is_given_at_once() throws Exception {
    HttpResponse<byte[]> got =
        client.get("/large/big-0.iso", "Range", "bytes=8589934000-8589934599");
    HttpResponse<byte[]> head = client.send("HEAD", "/large/big-0.iso", new byte[0]);

    assertThat(got.body()).hasSize(592);
    assertThat(UnsignedClient.header(head, "Content-Length")).isEqualTo("8589934592");
    assertThat(UnsignedClient.header(head, "ETag")).endsWith("-1024\"");
  }

  @Test
  void what_is_written_and_deleted_shows_among_computed_keys() throws Exception {
    client.put("/flat/img000000001.jpg%21", "new".getBytes(UTF_8));
    client.put("/flat/img000000002.jpg", "over".getBytes(UTF_8));
    client.send("DELETE", "/flat/img000000003.jpg", new byte[0]);
    String page = client.text("/flat?list-type=2&max-keys=5");

    assertThat(UnsignedClient.elements(page, "Key"))
        .containsExactly(
            "img000000000.jpg",
            "img000000001.jpg",
            "img000000001.jpg!",
            "img000000002.jpg",
            "img000000004.jpg");
    assertThat(UnsignedClient.elements(page, "Size"))
        .containsExactly("4096", "4096", "3", "4", "4096");
    assertThat(client.counter("objects.flat")).isEqualTo(100_000_000);
    assertThat(client.get("/flat/img000000003.jpg").statusCode()).isEqualTo(404);
    client.send("POST", "/_bench/empty?bucket=flat", new byte[0]);
    assertThat(client.get("/flat/img000000003.jpg").statusCode()).isEqualTo(200);
  }

  @Test
  void a_computed_object_is_copied_into_an_ordinary_bucket() throws Exception {
    client.put("/target/k", new byte[0], "x-amz-copy-source", "/flat/img000000042.jpg");

    assertThat(client.get("/target/k").body())
        .isEqualTo(client.get("/flat/img000000042.jpg").body());
  }
}
