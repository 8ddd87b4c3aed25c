package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.s3server.traffic.Fault;
import dev.sluice.s3server.traffic.Operation;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BucketSetupTest extends Bench {

  private static final List<String> EVERYTHING =
      List.of(
          "--cors",
          "https://example.org",
          "--referer",
          "example.org",
          "--versioning",
          "on",
          "--encryption",
          "sse-s3",
          "--ownership",
          "preferred",
          "--block-public-access",
          "off",
          "--abort-uploads-after",
          "7",
          "--expire-old-versions",
          "30",
          "--tags",
          "a=1,b=2");

  private final HttpClient browser = HttpClient.newHttpClient();

  @AfterEach
  void closeBrowser() {
    browser.close();
  }

  private Program.Result setup(String... args) {
    List<String> all = new ArrayList<>(List.of("bucket", "setup", "s3://b"));
    all.addAll(List.of(args));
    return run(all.toArray(String[]::new));
  }

  private Program.Result everything(String... args) {
    List<String> all = new ArrayList<>(EVERYTHING);
    all.addAll(List.of(args));
    return setup(all.toArray(String[]::new));
  }

  private String shown() {
    return run("bucket", "show", "s3://b").out();
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return browser.send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder object(String key) {
    return HttpRequest.newBuilder(s3.server().endpoint().resolve("/b/" + key));
  }

  private int statusFrom(String referer) throws Exception {
    HttpRequest.Builder request = object("a");
    return send(referer.isEmpty() ? request : request.header("Referer", referer)).statusCode();
  }

  @Test
  void whoever_comes_from_a_page_of_the_site_may_read_and_nobody_else() throws Exception {
    s3.put("b", "a", "content");

    assertThat(setup("--referer", "example.org", "--apply").exitCode()).isZero();

    assertThat(statusFrom("https://example.org/page")).isEqualTo(200);
    assertThat(statusFrom("http://example.org/")).isEqualTo(200);
    assertThat(statusFrom("https://example.org.evil.example/")).isEqualTo(403);
    assertThat(statusFrom("https://evil.example/https://example.org/")).isEqualTo(403);
    assertThat(statusFrom("")).isEqualTo(403);
    // Nor may he do anything else.
    assertThat(
            send(object("a")
                    .header("Referer", "https://example.org/")
                    .PUT(BodyPublishers.ofString("x")))
                .statusCode())
        .isEqualTo(403);
    assertThat(
            send(HttpRequest.newBuilder(s3.server().endpoint().resolve("/b"))
                    .header("Referer", "https://example.org/"))
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void pages_of_an_origin_may_read_and_no_others() throws Exception {
    assertThat(setup("--cors", "https://example.org", "--apply").exitCode()).isZero();

    assertThat(preflight("https://example.org")).isEqualTo(200);
    assertThat(preflight("https://example.com")).isEqualTo(403);
    assertThat(setup("--cors", "default", "--apply").exitCode()).isZero();
    assertThat(preflight("https://example.com")).isEqualTo(200);
  }

  private int preflight(String origin) throws Exception {
    return send(object("a")
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "GET")
            .method("OPTIONS", BodyPublishers.noBody()))
        .statusCode();
  }

  @Test
  void a_difference_is_shown_and_nothing_is_changed_without_apply() {
    String before = shown();

    Program.Result result = everything();

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out())
        .contains(
            "s3://b: versioning\n  - (not set)\n  + {\n  +   \"Status\": \"Enabled\"\n  + }\n")
        .endsWith("7 settings of s3://b would be changed: add --apply\n");
    assertThat(shown()).isEqualTo(before);
  }

  @Test
  void what_was_set_up_once_is_not_set_up_again() {
    assertThat(everything("--apply").exitCode()).isZero();
    String after = shown();
    s3.server().requests().reset();

    Program.Result again = everything("--apply");

    assertThat(again.exitCode()).isZero();
    assertThat(again.out()).isEqualTo("s3://b is as wanted: nothing to do\n");
    assertThat(s3.server().requests().count(Operation.PUT_BUCKET_CONFIGURATION)).isZero();
    assertThat(s3.server().requests().count(Operation.PUT_BUCKET_POLICY)).isZero();
    assertThat(s3.server().requests().count(Operation.PUT_BUCKET_VERSIONING)).isZero();
    assertThat(shown()).isEqualTo(after);
  }

  @Test
  void what_others_have_set_stays() {
    s3.server()
        .policy(
            "b",
            "{\"Statement\":[{\"Sid\":\"Theirs\",\"Effect\":\"Deny\",\"Principal\":\"*\","
                + "\"Action\":\"s3:DeleteObject\",\"Resource\":\"arn:aws:s3:::b/*\"}]}");
    s3.server()
        .configure(
            "b",
            "lifecycle",
            "<LifecycleConfiguration><Rule><ID>theirs</ID><Filter><Prefix>t/</Prefix></Filter>"
                + "<Status>Enabled</Status><Expiration><Days>3</Days></Expiration></Rule>"
                + "</LifecycleConfiguration>");
    s3.server()
        .configure(
            "b",
            "tagging",
            "<Tagging><TagSet><Tag><Key>theirs</Key><Value>1</Value></Tag></TagSet></Tagging>");
    s3.server()
        .configure(
            "b",
            "cors",
            "<CORSConfiguration><CORSRule><AllowedMethod>PUT</AllowedMethod>"
                + "<AllowedOrigin>https://theirs.example</AllowedOrigin></CORSRule>"
                + "</CORSConfiguration>");

    assertThat(everything("--apply").exitCode()).isZero();

    assertThat(shown())
        .contains("\"Sid\": \"Theirs\"", "\"Sid\": \"SluiceReferer\"")
        .contains("\"ID\": \"theirs\"", "\"ID\": \"sluice-abort-uploads\"")
        .contains("\"Key\": \"theirs\"", "\"Key\": \"b\"")
        .contains("https://theirs.example", "https://example.org");
  }

  @Test
  void what_is_shown_makes_another_bucket_like_it() throws Exception {
    everything("--apply");
    file("b.json", shown());

    assertThat(run("bucket", "setup", "s3://c", "--from", "@/b.json", "--apply").exitCode())
        .isZero();

    assertThat(run("bucket", "show", "s3://c").out())
        .isEqualTo(
            shown()
                .replace("arn:aws:s3:::b/", "arn:aws:s3:::c/")
                .replace("\"bucket\": \"b\"", "\"bucket\": \"c\""));
    assertThat(run("bucket", "setup", "s3://c", "--from", "@/b.json").exitCode()).isZero();
  }

  @Test
  void nothing_is_removed_whatever_a_file_says() throws Exception {
    everything("--apply");
    String before = shown();
    file(
        "none.json",
        "{\"cors\":null,\"policy\":null,\"lifecycle\":null,\"publicAccessBlock\":null}");

    Program.Result result = setup("--from", "@/none.json", "--apply");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("s3://b: CORS rules: it would have to be removed");
    assertThat(shown()).isEqualTo(before);
    assertThat(s3.server().requests().count(Operation.DELETE_BUCKET_CONFIGURATION)).isZero();
    assertThat(s3.server().requests().count(Operation.DELETE_BUCKET_POLICY)).isZero();
    assertThat(s3.server().requests().count(Operation.DELETE_BUCKET)).isZero();
  }

  @Test
  void a_public_access_block_that_would_void_it_refuses_the_referer_by_name() {
    setup("--block-public-access", "on", "--apply");

    Program.Result result = setup("--referer", "example.org", "--tags", "a=1", "--apply");

    assertThat(result.exitCode()).isEqualTo(73);
    assertThat(result.err())
        .contains("BlockPublicPolicy and RestrictPublicBuckets on: no setting was changed");
    assertThat(shown()).doesNotContain("SluiceReferer").contains("\"tags\": null");
    assertThat(
            setup("--referer", "example.org", "--block-public-access", "on", "--apply").exitCode())
        .isEqualTo(73);
    assertThat(
            setup("--referer", "example.org", "--block-public-access", "off", "--apply").exitCode())
        .isZero();
  }

  @Test
  void a_user_is_told_that_a_referer_can_be_forged() {
    assertThat(setup("--referer", "example.org").err()).contains("can forge a Referer");
  }

  @Test
  void a_bucket_is_made_once_and_only_when_that_is_said() {
    assertThat(run("bucket", "setup", "s3://new", "--versioning", "on", "--apply").exitCode())
        .isEqualTo(66);

    Program.Result rehearsed = run("bucket", "setup", "s3://new", "--create", "--versioning", "on");
    assertThat(rehearsed.exitCode()).isEqualTo(1);
    assertThat(rehearsed.out()).startsWith("s3://new would be made\n");
    assertThat(s3.server().bucketNames()).containsExactly("b", "c");

    String[] made = {"bucket", "setup", "s3://new", "--create", "--versioning", "on", "--apply"};
    assertThat(run(made).out()).startsWith("s3://new made\n").contains("versioning set");
    assertThat(run(made).out()).isEqualTo("s3://new is as wanted: nothing to do\n");
  }

  @Test
  void what_a_service_has_not_is_said_and_all_else_is_set() {
    s3.server()
        .faults()
        .on(Operation.GET_BUCKET_CONFIGURATION, Operation.PUT_BUCKET_CONFIGURATION)
        .then(Fault.answer(501, "NotImplemented", "There is no such thing here"));

    Program.Result result =
        setup("--versioning", "on", "--abort-uploads-after", "7", "--cors", "default", "--apply");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .contains("s3://b: CORS rules: the service has no such thing for this bucket")
        .contains("s3://b: lifecycle rules: the service has no such thing for this bucket");
    assertThat(shown())
        .contains("\"Status\": \"Enabled\"")
        .contains("\"notSupported\": [\"ownership\", \"publicAccessBlock\"");
  }

  @Test
  void what_may_not_be_read_is_not_written_over() {
    s3.server().faults().on(Operation.GET_BUCKET_POLICY).then(Fault.accessDenied());

    Program.Result result = setup("--referer", "example.org", "--apply");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("s3://b: policy: it may not be read");
    assertThat(s3.server().requests().count(Operation.PUT_BUCKET_POLICY)).isZero();
    assertThat(run("bucket", "show", "s3://b").exitCode()).isEqualTo(2);
  }

  @Test
  void a_check_proves_what_is_set() {
    s3.put("b", "a", "content");
    everything("--apply");

    Program.Result result = setup("--check");

    assertThat(result.exitCode()).isZero();
    assertThat(result.outLines())
        .containsExactly(
            "GET s3://b/a with the Referer https://example.org/: 206, as wanted",
            "GET s3://b/a with the Referer https://stranger.invalid/: 403 AccessDenied, as wanted",
            "GET s3://b/a without a Referer: 403 AccessDenied, as wanted",
            "a page of https://example.org asking whether it may read: 200, as wanted",
            "a page of https://stranger.invalid asking whether it may read: 403 AccessForbidden, as wanted");
  }

  @Test
  void a_check_finds_what_a_list_gives_away() {
    s3.put("b", "a", "content");
    everything("--apply");
    s3.server().acl("b", "a", "public-read");

    Program.Result result = setup("--check");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).contains("without a Referer: 206, BUT WANTED: 403");
  }

  @Test
  void a_check_finds_what_a_block_voids() {
    s3.put("b", "a", "content");
    everything("--apply");
    setup("--block-public-access", "on", "--apply");

    Program.Result result = setup("--check");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out())
        .contains("https://example.org/: 403 AccessDenied, BUT WANTED: the object");
  }

  @Test
  void without_an_object_or_anything_to_prove_a_check_says_so() {
    assertThat(setup("--check").err()).contains("nothing is proved");
    setup("--referer", "example.org", "--apply");

    Program.Result empty = setup("--check");

    assertThat(empty.exitCode()).isEqualTo(1);
    assertThat(empty.err()).contains("there is no object to ask for");
  }

  @Test
  void a_program_gets_it_as_json() {
    Program.Result result = setup("--versioning", "on", "--apply", "--json");

    assertThat(result.outLines())
        .containsExactly(
            "{\"type\":\"setting\",\"address\":\"s3://b\",\"setting\":\"versioning\",\"made\":false,"
                + "\"from\":null,\"to\":{\"Status\":\"Enabled\"}}",
            "{\"type\":\"setting\",\"address\":\"s3://b\",\"setting\":\"versioning\",\"made\":true,"
                + "\"from\":null,\"to\":{\"Status\":\"Enabled\"}}",
            "{\"type\":\"settings-sum\",\"address\":\"s3://b\",\"planned\":0,\"made\":1,\"obstacles\":0}");
  }

  @Test
  void a_bucket_elsewhere_is_not_moved() {
    Program.Result result = setup("--versioning", "on", "--region", "eu-west-1", "--apply");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("s3://b is in us-east-1 and not in eu-west-1");
  }

  @Test
  void what_makes_no_sense_is_refused_before_anything_is_sent() throws Exception {
    file("bad.json", "{\"cors\": {\"CORSRule\": []}}");
    file("broken.json", "{\n\"cors\": [\n}");
    file("binary", "");
    for (List<String> args :
        List.of(
            List.<String>of(),
            List.of("--apply"),
            List.of("--referer", "https://example.org/"),
            List.of("--referer", "*"),
            List.of("--cors", "https://example.org/page"),
            List.of("--cors", "nowhere.json"),
            List.of("--versioning", "off"),
            List.of("--encryption", "aes"),
            List.of("--encryption", "kms:"),
            List.of("--ownership", "mine"),
            List.of("--block-public-access", "yes"),
            List.of("--abort-uploads-after", "0"),
            List.of("--abort-uploads-after", "-1"),
            List.of("--expire-old-versions", "99999999999"),
            List.of("--tags", "a"),
            List.of("--tags", "=b"),
            List.of("--from", folder.toString()),
            List.of("--from", folder.resolve("bad.json").toString()),
            List.of("--from", folder.resolve("broken.json").toString()),
            List.of("--from", folder.resolve("binary").toString()))) {
      Program.Result result = setup(args.toArray(String[]::new));
      assertThat(result.exitCode()).as("%s: %s", args, result.err()).isEqualTo(64);
      assertThat(result.errLines()).as("%s", args).hasSizeLessThanOrEqualTo(2);
    }
    assertThat(run("bucket", "setup", "s3://b/p/", "--versioning", "on").exitCode()).isEqualTo(64);
    assertThat(run("bucket", "show", "/local").exitCode()).isEqualTo(64);
    assertThat(run("bucket").exitCode()).isEqualTo(64);
    assertThat(s3.server().requests().total()).isZero();
  }
}
