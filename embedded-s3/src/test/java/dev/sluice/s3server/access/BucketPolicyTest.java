package dev.sluice.s3server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.s3server.access.BucketPolicy.Verdict;
import dev.sluice.s3server.error.S3Exception;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BucketPolicyTest {

  private static BucketPolicy policy(String statements) {
    return BucketPolicy.parse(
        "{'Version':'2012-10-17','Statement':[".replace('\'', '"')
            + statements.replace('\'', '"')
            + "]}",
        "b");
  }

  private static Verdict verdict(BucketPolicy policy, String action, Map<String, String> context) {
    return policy.verdict(new PolicyRequest(true, action, "arn:aws:s3:::b/dir/key", context));
  }

  @Test
  void a_statement_allows_the_actions_and_resources_that_its_patterns_fit() {
    BucketPolicy policy =
        policy(
            "{'Effect':'Allow','Principal':'*','Action':'s3:get*','Resource':'arn:aws:s3:::b/d?r/*'}");
    assertThat(verdict(policy, "s3:GetObject", Map.of())).isEqualTo(Verdict.ALLOWED);
    assertThat(verdict(policy, "s3:PutObject", Map.of())).isEqualTo(Verdict.SILENT);
    assertThat(
            policy.verdict(
                new PolicyRequest(true, "s3:GetObject", "arn:aws:s3:::b/other", Map.of())))
        .isEqualTo(Verdict.SILENT);
  }

  @Test
  void a_denial_goes_before_what_allows() {
    BucketPolicy policy =
        policy(
            "{'Effect':'Allow','Principal':{'AWS':'*'},'Action':['s3:*'],'Resource':'arn:aws:s3:::b/*'},"
                + "{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'arn:aws:s3:::b/*',"
                + "'Condition':{'StringNotLike':{'aws:Referer':['https://ok/*']}}}");
    assertThat(verdict(policy, "s3:GetObject", Map.of("aws:referer", "https://ok/1")))
        .isEqualTo(Verdict.ALLOWED);
    assertThat(verdict(policy, "s3:GetObject", Map.of("aws:referer", "https://no/1")))
        .isEqualTo(Verdict.DENIED);
    assertThat(verdict(policy, "s3:GetObject", Map.of())).isEqualTo(Verdict.DENIED);
  }

  @Test
  void the_owners_account_is_meant_by_its_number_and_anonymous_requests_are_not() {
    BucketPolicy policy =
        policy(
            "{'Effect':'Deny','Principal':{'AWS':'arn:aws:iam::123456789012:root'},"
                + "'NotAction':'s3:GetObject','Resource':'arn:aws:s3:::b/*'}");
    assertThat(verdict(policy, "s3:PutObject", Map.of())).isEqualTo(Verdict.SILENT);
    PolicyRequest signed = new PolicyRequest(false, "s3:PutObject", "arn:aws:s3:::b/k", Map.of());
    assertThat(policy.verdict(signed)).isEqualTo(Verdict.DENIED);
  }

  @ParameterizedTest
  @CsvSource({
    "StringEquals, v, v, true",
    "StringEquals, v, V, false",
    "StringEqualsIgnoreCase, v, V, true",
    "StringNotEquals, v, w, true",
    "StringLike, a*c?, abbcd, true",
    "StringLike, a*c?, abbc, false",
    "Bool, true, True, true",
    "NumericLessThanEquals, 10, 10, true",
    "NumericGreaterThan, 10, 10, false",
    "IpAddress, 10.1.0.0/16, 10.1.255.3, true",
    "IpAddress, 10.1.0.0/16, 10.2.0.3, false",
    "NotIpAddress, 10.1.2.3, 10.1.2.3, false"
  })
  void conditions_compare_as_their_operator_says(
      String operator, String value, String actual, boolean holds) {
    BucketPolicy policy =
        policy(
            "{'Effect':'Allow','Principal':'*','Action':'*','Resource':'arn:aws:s3:::b/*','Condition':{'"
                + operator
                + "':{'x:Key':'"
                + value
                + "'}}}");
    assertThat(verdict(policy, "s3:GetObject", Map.of("x:key", actual)) == Verdict.ALLOWED)
        .isEqualTo(holds);
  }

  @Test
  void a_missing_key_fails_a_condition_unless_it_is_if_exists() {
    String statement =
        "{'Effect':'Allow','Principal':'*','Action':'*','Resource':'arn:aws:s3:::b/*','Condition':{'%s':{'k':'v'}}}";
    assertThat(verdict(policy(statement.formatted("StringEquals")), "s3:X", Map.of()))
        .isEqualTo(Verdict.SILENT);
    assertThat(verdict(policy(statement.formatted("StringEqualsIfExists")), "s3:X", Map.of()))
        .isEqualTo(Verdict.ALLOWED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'Effect':'Maybe','Principal':'*','Action':'s3:*','Resource':'arn:aws:s3:::b'}",
        "{'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::b'}",
        "{'Effect':'Allow','Principal':'*','Resource':'arn:aws:s3:::b'}",
        "{'Effect':'Allow','Principal':'*','Action':'s3:*','Resource':'arn:aws:s3:::other/*'}",
        "{'Effect':'Allow','Principal':'*','Action':'s3:*','Resource':'arn:aws:s3:::b','Typo':'x'}",
        "{'Effect':'Allow','Principal':'*','Action':'s3:*','Resource':'arn:aws:s3:::b','Condition':{'Unknown':{'a':'b'}}}",
        "{'Effect':'Allow'",
        "1"
      })
  void what_is_no_policy_for_the_bucket_is_refused(String statement) {
    assertThatThrownBy(() -> policy(statement))
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.code()).isEqualTo("MalformedPolicy"));
  }

  @Test
  void only_an_unconditional_grant_to_everyone_is_public() {
    String open =
        "{'Effect':'Allow','Principal':'*','Action':'s3:*','Resource':'arn:aws:s3:::b/*'}";
    assertThat(policy(open).isPublic()).isTrue();
    assertThat(policy(open.replace("Allow", "Deny")).isPublic()).isFalse();
    String bound = open.replace("}", ",'Condition':{'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}}}");
    assertThat(policy(bound).isPublic()).isFalse();
  }
}
