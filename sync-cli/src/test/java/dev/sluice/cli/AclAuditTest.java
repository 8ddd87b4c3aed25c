package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.s3server.traffic.Fault;
import dev.sluice.s3server.traffic.Operation;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `sluice acl audit`, whose conclusions are held against what the server answers anybody.
final class AclAuditTest extends Bench {

  private static final String POLICY =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":%s,
       "Action":"s3:GetObject","Resource":["arn:aws:s3:::b/img/*"]%s}]}\
      """;

  @BeforeEach
  void fill() {
    for (String key : List.of("img/a", "img/b", "doc/c", "d")) {
      s3.put("b", key, key);
    }
  }

  private Program.Result audit(String... options) {
    List<String> all = new java.util.ArrayList<>(List.of("acl", "audit", "s3://b"));
    all.addAll(List.of(options));
    return run(all.toArray(String[]::new));
  }

  private void block(String... on) {
    StringBuilder document = new StringBuilder("<PublicAccessBlockConfiguration>");
    for (String each : on) {
      document.append('<').append(each).append(">true</").append(each).append('>');
    }
    s3.server().configure("b", "publicAccessBlock", document + "</PublicAccessBlockConfiguration>");
  }

  @Test
  void where_nothing_is_public_it_leaves_with_0_and_anybody_is_given_nothing() {
    Program.Result result = audit("--probe=all");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("public access block: none")
        .contains("policy: none")
        .contains("Found 4 = 0 public + 4 as they are + 0 failed")
        .contains("asked for without credentials: 4");
  }

  @Test
  void names_what_is_public_and_leaves_with_1() {
    s3.server().acl("b", "doc/c", "public-read");
    s3.server().acl("b", "d", "authenticated-read");
    Program.Result result = audit("--probe=all");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out())
        .contains("by its access control list: AllUsers: READ: s3://b/doc/c")
        .contains("AuthenticatedUsers: READ: s3://b/d")
        .contains("everybody can reach: 1")
        .contains("every account of the service can reach: 1");
    assertThat(result.err()).doesNotContain("CONTRADICTION");
  }

  @Test
  void what_is_expected_to_be_public_may_be() {
    s3.server().acl("b", "img/a", "public-read");
    assertThat(audit("--expect", "img/*").exitCode()).isZero();
    assertThat(audit("--expect", "doc/*").exitCode()).isEqualTo(1);
    assertThat(audit("--exclude", "img/*").exitCode()).isZero();
  }

  @Test
  void a_policy_makes_public_what_it_names_and_nothing_else() {
    s3.server().policy("b", POLICY.formatted("\"*\"", ""));
    Program.Result result = audit("--probe=all");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out())
        .contains("policy: 1 statement, public as the service says")
        .contains("by the bucket's policy: everybody: s3://b/img/a")
        .contains("everybody can reach: 2")
        .contains("asked for without credentials: 4");
    assertThat(result.err()).doesNotContain("CONTRADICTION");
    assertThat(audit("--expect", "img/*").exitCode()).isZero();
  }

  @Test
  void a_policy_with_conditions_is_told_apart_and_not_probed() {
    s3.server()
        .policy(
            "b",
            POLICY.formatted(
                "{\"AWS\":\"*\"}",
                ",\"Condition\":{\"StringLike\":{\"aws:Referer\":\"https://example.com/*\"}}"));
    s3.server()
        .faults()
        .on(Operation.GET_BUCKET_POLICY_STATUS)
        .then(Fault.rewrite(answer -> answer.withText(answer.text().replace("false", "true"))));
    Program.Result result = audit("--probe=all");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out())
        .contains("whoever meets the policy's conditions can reach: 2")
        .contains("not asked for, since what is set does not tell: 2");
  }

  @Test
  void what_the_public_access_block_takes_back_is_not_public() {
    s3.server().acl("b", "d", "public-read");
    s3.server().policy("b", POLICY.formatted("\"*\"", ""));
    block("IgnorePublicAcls", "RestrictPublicBuckets");
    Program.Result result = audit("--probe=all");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("have public grants without effect: 1");
    block("BlockPublicAcls", "BlockPublicPolicy");
    Program.Result old = audit("--probe=all");
    assertThat(old.out()).contains("everybody can reach: 3");
    assertThat(old.err()).doesNotContain("CONTRADICTION");
  }

  @Test
  void where_lists_have_no_effect_none_is_read() {
    s3.server().enforceOwner("b");
    s3.server().requests().reset();
    assertThat(audit().exitCode()).isZero();
    assertThat(s3.server().requests().count(Operation.GET_OBJECT_ACL)).isZero();
  }

  @Test
  void one_request_an_object_tells_all_of_it() {
    s3.server().requests().reset();
    audit();
    assertThat(s3.server().requests().count(Operation.GET_OBJECT_ACL)).isEqualTo(4);
    assertThat(s3.server().requests().count(Operation.HEAD_OBJECT)).isZero();
  }

  @Test
  void what_anybody_can_do_with_the_bucket_counts_too() {
    s3.server().bucketAcl("b", "public-read");
    Program.Result result = audit();
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out())
        .contains("PUBLIC: everybody can list what is in it, by its access control list");
    assertThat(audit("--expect", "s3://b").exitCode()).isZero();
  }

  @Test
  void fixing_makes_private_what_is_not_expected_and_nothing_else() {
    for (String key : List.of("img/a", "doc/c")) {
      s3.server().acl("b", key, "public-read");
    }
    Program.Result rehearsal = audit("--fix", "--expect", "img/*", "-n");
    assertThat(rehearsal.out()).contains("would close: s3://b/doc/c");
    assertThat(s3.server().head("b", "doc/c").acl().isPublic()).isTrue();
    Program.Result result = audit("--fix", "--expect", "img/*", "--list", folder + "/list");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("AllUsers: READ taken away: s3://b/doc/c");
    assertThat(s3.server().head("b", "doc/c").acl().isPublic()).isFalse();
    assertThat(s3.server().head("b", "img/a").acl().isPublic()).isTrue();
    assertThat(folder.resolve("list")).content().contains("\"key\":\"doc/c\"");
  }

  @Test
  void what_a_policy_makes_public_no_fix_closes() {
    s3.server().policy("b", POLICY.formatted("\"*\"", ""));
    Program.Result result = audit("--fix");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("s3://b/img/a").contains("which no list changes");
    assertThat(s3.server().requests().count(Operation.PUT_OBJECT_ACL)).isZero();
  }

  @Test
  void old_versions_are_found_that_are_public_by_themselves() {
    s3.server().keepVersions("b");
    s3.server().acl("b", "d", "public-read");
    s3.put("b", "d", "newer");
    s3.server().delete("b", "doc/c");
    assertThat(audit("--probe=all").exitCode()).isZero();
    Program.Result result = audit("--all-versions");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).contains("s3://b/d (version null)").contains("Found 5 =");
  }

  @Test
  void a_service_that_gives_what_it_should_not_is_found_out() {
    s3.server()
        .faults()
        .on(Operation.GET_OBJECT_ACL)
        .key("d")
        .then(
            Fault.rewrite(
                answer -> answer.withText(answer.text().replace("AllUsers", "SomebodyElse"))));
    s3.server().acl("b", "d", "public-read");
    assertThat(audit().exitCode()).isZero();
    Program.Result result = audit("--probe", "4");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("CONTRADICTION: s3://b/d: the service gives it to anybody");
    assertThat(result.out()).contains("answered otherwise than by what is set: 1");
  }

  @Test
  void a_service_that_does_not_give_what_it_should_is_found_out_too() {
    s3.server().acl("b", "d", "public-read");
    s3.server().faults().on(Operation.HEAD_OBJECT).key("d").then(Fault.accessDenied());
    Program.Result result = audit("--expect", "d", "--probe");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("the service does not give it");
  }

  @Test
  void what_may_not_be_read_is_no_proof_that_nothing_is_public() {
    s3.server().faults().on(Operation.GET_BUCKET_POLICY).then(Fault.accessDenied());
    Program.Result result = audit();
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).contains("policy: not known, since it may not be read");
  }

  @Test
  void a_service_without_such_settings_is_believed_to_have_none() {
    s3.server()
        .faults()
        .on(
            Operation.GET_BUCKET_CONFIGURATION,
            Operation.GET_BUCKET_POLICY,
            Operation.GET_BUCKET_POLICY_STATUS)
        .then(Fault.answer(501, "NotImplemented", "no such thing"));
    Program.Result result = audit();
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("public access block: the service has no such thing");
  }

  @Test
  void an_object_that_has_gone_meanwhile_is_left() {
    s3.server()
        .faults()
        .on(Operation.GET_OBJECT_ACL)
        .key("d")
        .then(Fault.run(() -> s3.server().delete("b", "d")));
    Program.Result result = audit();
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).contains("gone since it was listed");
  }

  @Test
  void the_table_has_a_row_for_each_object() throws Exception {
    s3.server().acl("b", "d", "public-read");
    audit("--csv", folder + "/table.csv");
    List<String> rows = Files.readAllLines(folder.resolve("table.csv"));
    assertThat(rows).hasSize(5);
    assertThat(rows.getFirst()).startsWith("key,version,bytes,reach");
    assertThat(rows)
        .anyMatch(row -> row.startsWith("d,,1,everybody,everybody,nobody,false,,"))
        .anyMatch(row -> row.startsWith("doc/c,,5,nobody,nobody,nobody,false,,"));
  }

  @Test
  void as_json_the_bucket_what_is_public_and_the_sum_are_events() {
    s3.server().acl("b", "d", "public-read");
    assertThat(audit("--json").outLines())
        .anyMatch(line ->
            line.contains("\"type\":\"bucket-access\"")
                && line.contains("\"policy\":\"none\"")
                && line.contains("\"public\":[]"))
        .anyMatch(line -> line.contains("\"type\":\"public\"") && line.contains("\"key\":\"d\""))
        .anyMatch(line ->
            line.contains("\"type\":\"summary\"")
                && line.contains("\"everybody\":1")
                && line.contains("\"exitCode\":1"));
  }

  @Test
  void what_makes_no_sense_is_refused() {
    assertThat(audit("-n").exitCode()).isEqualTo(64);
    assertThat(audit("--probe=0").exitCode()).isEqualTo(64);
    assertThat(run("acl").exitCode()).isEqualTo(64);
    assertThat(run("acl", "audit", "@/").exitCode()).isEqualTo(64);
    assertThat(run("acl", "audit", "s3://none").exitCode()).isEqualTo(66);
  }
}
