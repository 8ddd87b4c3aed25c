package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.s3server.access.Acl;
import dev.sluice.s3server.access.Grant;
import dev.sluice.s3server.access.Grant.GranteeType;
import dev.sluice.s3server.access.Grant.Permission;
import dev.sluice.s3server.access.Owner;
import dev.sluice.s3server.traffic.Fault;
import dev.sluice.s3server.traffic.Operation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `sluice setacl`, by what a request without credentials is answered before and after.
final class SetAclTest extends Bench {

  private static final Grant TO_ANOTHER =
      new Grant(GranteeType.CANONICAL_USER, "0123456789abcdef", Permission.READ);

  @BeforeEach
  void fill() {
    for (String key : List.of("p/a", "p/b", "p/sub/c", "p-other", "q")) {
      s3.put("b", key, key);
    }
  }

  /// The status that somebody without credentials gets.
  private int anonymously(String path) throws IOException, InterruptedException {
    URI uri = URI.create(s3.server().endpoint() + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  private long sent(Operation operation) {
    return s3.server().requests().count(operation);
  }

  private void open(String... keys) {
    for (String key : keys) {
      s3.server().acl("b", key, "public-read");
    }
  }

  @Test
  void what_everybody_could_read_nobody_can_any_more() throws Exception {
    open("p/a", "p/sub/c", "p-other");
    assertThat(anonymously("/b/p/a")).isEqualTo(200);
    Program.Result result = run("setacl", "--acl-private", "--recursive", "s3://b/p/");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("Found 3 = 2 set + 1 as they are + 0 failed");
    assertThat(anonymously("/b/p/a")).isEqualTo(403);
    assertThat(anonymously("/b/p/sub/c")).isEqualTo(403);
    assertThat(anonymously("/b/p-other")).as("outside of the prefix").isEqualTo(200);
  }

  @Test
  void what_needs_nothing_is_read_and_not_written() {
    open("p/a");
    s3.server().requests().reset();
    run("setacl", "--acl-private", "-r", "s3://b");
    assertThat(sent(Operation.GET_OBJECT_ACL)).isEqualTo(5 + 1); // the first that is written again
    assertThat(sent(Operation.PUT_OBJECT_ACL)).isEqualTo(1);
    s3.server().requests().reset();
    assertThat(run("setacl", "--acl-private", "-r", "s3://b").out()).contains("5 as they are");
    assertThat(sent(Operation.GET_OBJECT_ACL)).isEqualTo(5);
    assertThat(sent(Operation.PUT_OBJECT_ACL)).isZero();
  }

  @Test
  void rights_of_every_account_go_too_and_those_of_named_ones_stay_and_are_counted() {
    s3.server()
        .acl(
            "b",
            "q",
            new Acl(
                List.of(
                    new Grant(GranteeType.CANONICAL_USER, Owner.ID, Permission.FULL_CONTROL),
                    new Grant(GranteeType.GROUP, Grant.AUTHENTICATED_USERS, Permission.READ),
                    TO_ANOTHER)));
    Program.Result result = run("setacl", "--acl-private", "s3://b/q", "-v");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .contains("AuthenticatedUsers: READ taken away: s3://b/q")
        .contains("rights of named accounts, which stay: 1 on 1 of them");
    assertThat(s3.server().head("b", "q").acl().isPublic()).isFalse();
    assertThat(s3.server().head("b", "q").acl().grants()).contains(TO_ANOTHER);
  }

  @Test
  void public_lets_everybody_read() throws Exception {
    assertThat(run("setacl", "--acl-public", "s3://b/p/a", "s3://b/q").exitCode()).isZero();
    assertThat(anonymously("/b/p/a")).isEqualTo(200);
    assertThat(anonymously("/b/q")).isEqualTo(200);
    assertThat(anonymously("/b/p/b")).isEqualTo(403);
  }

  @Test
  void rights_are_given_and_taken_in_s3cmds_words() throws Exception {
    assertThat(run("setacl", "--acl-grant=read:anon", "s3://b/q").exitCode()).isZero();
    assertThat(anonymously("/b/q")).isEqualTo(200);
    assertThat(run("setacl", "--acl-revoke=all:anon", "s3://b/q").exitCode()).isZero();
    assertThat(anonymously("/b/q")).isEqualTo(403);
    run("setacl", "--acl-grant=full_control:0123456789abcdef", "s3://b/q");
    assertThat(s3.server().head("b", "q").acl().grants())
        .contains(
            new Grant(GranteeType.CANONICAL_USER, "0123456789abcdef", Permission.FULL_CONTROL));
  }

  @Test
  void a_dry_run_changes_nothing_and_lists_what_it_would() throws Exception {
    open("p/a");
    Program.Result result =
        run("setacl", "--acl-private", "-r", "s3://b/p/", "-n", "--list", "@/list");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("would set: s3://b/p/a").contains("1 to set");
    assertThat(anonymously("/b/p/a")).isEqualTo(200);
    assertThat(sent(Operation.PUT_OBJECT_ACL)).isZero();
    assertThat(Files.readAllLines(folder.resolve("list")))
        .singleElement()
        .asString()
        .contains("\"key\":\"p/a\"")
        .contains("read:" + Grant.ALL_USERS);
  }

  @Test
  void filters_apply_to_what_stands_behind_the_prefix() {
    open("p/a", "p/b", "p/sub/c");
    run("setacl", "--acl-private", "-r", "s3://b/p/", "--exclude", "sub/*", "--exclude", "/b");
    assertThat(s3.server().head("b", "p/a").acl().isPublic()).isFalse();
    assertThat(s3.server().head("b", "p/b").acl().isPublic()).isTrue();
    assertThat(s3.server().head("b", "p/sub/c").acl().isPublic()).isTrue();
  }

  @Test
  void old_versions_have_rights_of_their_own_which_all_versions_takes_and_markers_have_none()
      throws Exception {
    s3.server().keepVersions("b");
    open("p/a");
    s3.put("b", "p/a", "newer");
    s3.server().delete("b", "p/b");
    assertThat(anonymously("/b/p/a?versionId=null")).isEqualTo(403);
    run("setacl", "--acl-private", "-r", "s3://b/p/");
    Program.Result result =
        run("setacl", "--acl-private", "-r", "--all-versions", "s3://b/p/", "-v");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("AllUsers: READ taken away: s3://b/p/a (version null)")
        .contains("Found 4 = 1 set + 3 as they are");
  }

  @Test
  void where_lists_have_no_effect_nothing_is_asked_of_any_object() {
    s3.server().enforceOwner("b");
    s3.server().requests().reset();
    Program.Result result = run("setacl", "--acl-private", "-r", "s3://b");
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).contains("BucketOwnerEnforced");
    assertThat(sent(Operation.GET_OBJECT_ACL)).isZero();
    assertThat(sent(Operation.LIST_OBJECTS_V2)).isZero();
  }

  @Test
  void nothing_is_made_public_where_the_bucket_would_refuse_it() {
    s3.server()
        .configure(
            "b",
            "publicAccessBlock",
            "<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls>"
                + "</PublicAccessBlockConfiguration>");
    Program.Result result = run("setacl", "--acl-public", "-r", "s3://b");
    assertThat(result.exitCode()).isEqualTo(64);
    assertThat(result.err()).contains("BlockPublicAcls");
    assertThat(sent(Operation.PUT_OBJECT_ACL)).isZero();
  }

  @Test
  void an_object_that_goes_away_in_the_middle_stops_nothing() {
    open("p/a", "p/b", "p/sub/c");
    s3.server()
        .faults()
        .on(Operation.GET_OBJECT_ACL)
        .key("p/b")
        .then(Fault.run(() -> s3.server().delete("b", "p/b")));
    Program.Result result = run("setacl", "--acl-private", "-r", "s3://b/p/");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("2 set + 1 left").contains("gone since they were listed: 1");
    assertThat(s3.server().head("b", "p/sub/c").acl().isPublic()).isFalse();
  }

  @Test
  void an_object_that_is_listed_and_said_not_to_be_there_has_not_gone() {
    open("p/a", "p/b");
    s3.server()
        .faults()
        .on(Operation.GET_OBJECT_ACL)
        .key("p/b")
        .then(Fault.answer(404, "NoSuchKey", "no"));
    Program.Result result = run("setacl", "--acl-private", "-r", "s3://b/p/");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("s3://b/p/b").contains("though it is listed");
    assertThat(s3.server().head("b", "p/a").acl().isPublic()).isFalse();
  }

  @Test
  void what_is_denied_is_named_and_the_rest_is_done() {
    open("p/a", "p/b");
    s3.server().faults().on(Operation.PUT_OBJECT_ACL).key("p/b").then(Fault.accessDenied());
    Program.Result result = run("setacl", "--acl-private", "-r", "s3://b/p/");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("s3://b/p/b");
    assertThat(s3.server().head("b", "p/a").acl().isPublic()).isFalse();
  }

  @Test
  void a_service_that_says_yes_and_keeps_nothing_is_found_out_at_the_first_object() {
    open("p/a", "p/b", "p/sub/c");
    s3.server()
        .faults()
        .on(Operation.PUT_OBJECT_ACL)
        .then(
            Fault.rewrite(answer -> {
              open("p/a", "p/b", "p/sub/c");
              return answer;
            }));
    Program.Result result = run("setacl", "--acl-private", "-r", "s3://b/p/", "--workers", "1");
    assertThat(result.exitCode()).isNotZero();
    assertThat(result.err()).contains("has another now");
  }

  @Test
  void a_list_by_its_name_is_one_request_an_object() throws Exception {
    s3.server().requests().reset();
    Program.Result result = run("setacl", "--acl", "public-read", "-r", "s3://b/p/");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(sent(Operation.PUT_OBJECT_ACL)).isEqualTo(3);
    assertThat(sent(Operation.GET_OBJECT_ACL)).isZero();
    assertThat(anonymously("/b/p/sub/c")).isEqualTo(200);
  }

  @Test
  void of_another_accounts_objects_the_owner_of_the_bucket_loses_nothing_unless_forced() {
    s3.server()
        .faults()
        .on(Operation.LIST_OBJECT_VERSIONS)
        .then(
            Fault.rewrite(answer ->
                answer.withText(
                    answer
                        .text()
                        .replaceAll("(?s)(<Key>p/b</Key>.*?<Owner><ID>)[0-9a-f]+", "$1another"))));
    Program.Result result = run("setacl", "--acl", "private", "-r", "s3://b/p/");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("s3://b/p/b").contains("--force");
    assertThat(sent(Operation.PUT_OBJECT_ACL)).isEqualTo(2);
    assertThat(run("setacl", "--acl", "private", "-r", "s3://b/p/", "--force").exitCode()).isZero();
    assertThat(sent(Operation.PUT_OBJECT_ACL)).isEqualTo(2 + 3);
  }

  @Test
  void only_what_is_seen_is_set_where_versions_are_listed_for_their_owners_alone() {
    s3.server().keepVersions("b");
    s3.put("b", "p/a", "newer");
    s3.server().requests().reset();
    assertThat(run("setacl", "--acl", "private", "-r", "s3://b/p/").out()).contains("Found 3 =");
    assertThat(sent(Operation.PUT_OBJECT_ACL)).isEqualTo(3);
    assertThat(run("setacl", "--acl", "private", "-r", "--all-versions", "s3://b/p/").out())
        .contains("Found 4 =");
  }

  @Test
  void a_bucket_alone_means_its_own_list() throws Exception {
    s3.server().bucketAcl("b", "public-read");
    assertThat(anonymously("/b")).isEqualTo(200);
    Program.Result result = run("setacl", "--acl-private", "s3://b");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("set: s3://b (AllUsers: READ taken away)");
    assertThat(anonymously("/b")).isEqualTo(403);
    assertThat(run("setacl", "--acl-private", "s3://b").out()).contains("as it is: s3://b");
  }

  @Test
  void what_is_no_object_is_refused_with_what_was_meant() {
    assertThat(run("setacl", "--acl-private", "s3://b/p").exitCode()).isEqualTo(64);
    assertThat(run("setacl", "--acl-private", "s3://b/p").err()).contains("s3://b/p/ --recursive");
    assertThat(run("setacl", "--acl-private", "s3://b/none").exitCode()).isEqualTo(66);
    assertThat(run("setacl", "--acl-private", "s3://none/a").exitCode()).isEqualTo(66);
    assertThat(run("setacl", "--acl-private", "@/").exitCode()).isEqualTo(64);
    assertThat(run("setacl", "--acl-private").exitCode()).isEqualTo(64);
    assertThat(run("setacl", "s3://b/q").exitCode()).isEqualTo(64);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--acl-private --acl-public",
        "--acl private --acl-private",
        "--acl secret",
        "--acl-grant=look:anon"
      })
  void flags_that_make_no_sense_are_refused(String flags) {
    String[] args = ("setacl s3://b/q " + flags).split(" ", -1);
    assertThat(run(args).exitCode()).isEqualTo(64);
    assertThat(sent(Operation.PUT_OBJECT_ACL)).isZero();
  }

  @Test
  void as_json_each_change_and_the_sum_are_events() {
    open("p/a");
    Program.Result result = run("setacl", "--acl-private", "-r", "s3://b/p/", "--json");
    assertThat(result.outLines())
        .anyMatch(line ->
            line.contains("\"type\":\"set\"")
                && line.contains("\"how\":\"AllUsers: READ taken away\""))
        .anyMatch(line ->
            line.contains("\"type\":\"summary\"")
                && line.contains("\"asTheyAre\":2")
                && line.contains("\"addsUp\":true"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET_OBJECT_ACL", "PUT_OBJECT_ACL"})
  void a_service_without_lists_says_so_once(String operation) {
    for (int i = 0; i < 2_000; i++) {
      s3.put("b", "many/" + i, "x");
    }
    open("many/0", "many/1");
    s3.server()
        .faults()
        .on(Operation.valueOf(operation))
        .then(Fault.answer(501, "NotImplemented", "no such thing"));
    Program.Result result = run("setacl", "s3://b/many/", "-r", "--acl-private");
    assertThat(result.exitCode()).isEqualTo(64);
    assertThat(result.err()).contains("keeps no access control lists of objects");
    assertThat(sent(Operation.valueOf(operation))).isLessThan(600);
  }
}
