package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.output.json.JsonReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PresignTest extends Bench {

  private final HttpClient browser = HttpClient.newHttpClient();

  @AfterEach
  void closeBrowser() {
    browser.close();
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return browser.send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String url) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(url)));
  }

  @Test
  void whoever_has_an_address_may_read_the_object_and_no_other() throws Exception {
    s3.put("b", "p/a b+c&d=ä.txt", "content");
    s3.put("b", "p/other", "secret");

    Program.Result result = run("presign", "s3://b/p/a b+c&d=ä.txt");

    assertThat(result.exitCode()).isZero();
    String url = result.outLines().getFirst();
    assertThat(get(url).body()).isEqualTo("content");
    assertThat(get(url.replace("p/a", "p/other").replaceAll("other[^?]*", "other")).statusCode())
        .isEqualTo(403);
    assertThat(get(url.substring(0, url.indexOf('?'))).statusCode()).isEqualTo(403);
  }

  @Test
  void signing_sends_nothing() {
    assertThat(run("presign", "s3://b/absent", "s3://c/absent").outLines()).hasSize(2);
    assertThat(s3.server().requests().total()).isZero();
  }

  @Test
  void the_answer_has_the_headers_that_were_asked_for() throws Exception {
    s3.put("b", "a", "content");

    String url =
        run(
                "presign",
                "s3://b/a",
                "--response-content-type",
                "text/x-special",
                "--response-content-disposition",
                "attachment; filename=\"a b.txt\"",
                "--response-cache-control",
                "no-store")
            .outLines()
            .getFirst();

    HttpResponse<String> answer = get(url);
    assertThat(answer.headers().firstValue("content-type")).contains("text/x-special");
    assertThat(answer.headers().firstValue("content-disposition"))
        .contains("attachment; filename=\"a b.txt\"");
    assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
  }

  @Test
  void an_object_can_be_written_with_the_type_that_was_agreed_and_no_other() throws Exception {
    String url =
        run("presign", "--method", "put", "--content-type", "image/png", "s3://b/new")
            .outLines()
            .getFirst();

    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    assertThat(
            send(request
                    .copy()
                    .header("content-type", "text/html")
                    .PUT(BodyPublishers.ofString("x")))
                .statusCode())
        .isEqualTo(403);
    assertThat(
            send(request
                    .copy()
                    .header("content-type", "image/png")
                    .PUT(BodyPublishers.ofString("x")))
                .statusCode())
        .isEqualTo(200);
    assertThat(s3.get("b", "new")).isEqualTo("x");
    assertThat(get(url).statusCode()).isEqualTo(403);
  }

  @Test
  void every_object_under_a_prefix_or_in_a_list_has_an_address() throws Exception {
    s3.put("b", "p/a", "A");
    s3.put("b", "p/s/b", "B");
    s3.put("b", "p-other", "C");
    file("keys", "s/b\nnot yet there\n");

    assertThat(run("presign", "--recursive", "s3://b/p/").outLines())
        .extracting(url -> get(url).body())
        .containsExactly("A", "B");
    assertThat(run("presign", "--files-from", "@/keys", "s3://b/p/").outLines())
        .extracting(url -> get(url).statusCode())
        .containsExactly(200, 404);
  }

  @Test
  void json_says_when_an_address_ends() {
    Program.Result result = run("presign", "--json", "--expires-in", "7d", "s3://b/a");

    var object = JsonReader.object(result.outLines().getFirst());
    assertThat(object.get("address")).isEqualTo("s3://b/a");
    assertThat(object.get("method")).isEqualTo("GET");
    assertThat(Instant.parse(String.valueOf(object.get("expires"))))
        .isBetween(
            Instant.now().plus(Duration.ofDays(7)).minusSeconds(60),
            Instant.now().plus(Duration.ofDays(7)));
  }

  @Test
  void s3cmds_words_mean_what_they_mean_there() throws Exception {
    s3.put("b", "a", "content");

    String soon = run("signurl", "s3://b/a", "+600").outLines().getFirst();
    String then =
        run("signurl", "s3://b/a", Long.toString(Instant.now().getEpochSecond() + 60))
            .outLines()
            .getFirst();
    String typed =
        run("signurl", "--content-type", "text/x-special", "s3://b/a", "+60").outLines().getFirst();

    assertThat(soon).contains("X-Amz-Expires=600");
    assertThat(then).containsPattern("X-Amz-Expires=(59|60)&");
    assertThat(get(typed).headers().firstValue("content-type")).contains("text/x-special");
    assertThat(run("signurl", "s3://b/a", "60").errLines().getFirst()).contains("write +60");
  }

  @Test
  void what_cannot_be_signed_is_refused_with_the_reason() throws IOException {
    assertThat(run("presign", "--expires-in", "8d", "s3://b/a").errLines().getFirst())
        .contains("7 days at most");
    assertThat(run("presign", "s3://b/p/").errLines().getFirst()).contains("--recursive");
    assertThat(run("presign", "-r", "s3://b/p").errLines().getFirst()).contains("s3://b/p/");
    assertThat(run("presign", file("a", "x").toString()).errLines().getFirst())
        .contains("s3://bucket/key");
    assertThat(run("presign", "--method", "POST", "s3://b/a").exitCode()).isEqualTo(64);
    assertThat(run("presign", "--content-type", "x/y", "s3://b/a").exitCode()).isEqualTo(64);
    assertThat(run("presign", "--no-sign-request", "s3://b/a").errLines().getFirst())
        .contains("without credentials");
  }

  @Test
  void a_session_that_ends_sooner_is_told() {
    System.setProperty("aws.sessionToken", "token");
    try {
      Program.Result result = run("presign", "s3://b/a");
      assertThat(result.outLines().getFirst()).contains("X-Amz-Security-Token=token");
      assertThat(result.errLines().getFirst()).contains("session token");
    } finally {
      System.clearProperty("aws.sessionToken");
    }
  }
}
