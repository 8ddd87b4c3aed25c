package dev.sluice.store.s3.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.s3.api.S3Fault;
import dev.sluice.store.s3.api.S3Fault.Cure;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.config.MissingCredentialsException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// What an answer means depends on what was asked, and how.
class S3AdviceTest {

  private static S3Fault fault(
      S3Advice advice, S3Operation operation, int status, @Nullable String code, String message) {
    return advice.classify(
        operation,
        (Exception)
            S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(
                    AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
                .build());
  }

  private static S3Fault fault(S3Operation operation, int status, String code, String message) {
    return fault(S3Advice.NONE, operation, status, code, message);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, 501, NotImplemented, MISCONFIGURED",
    "CREATE_UPLOAD, 501, NotImplemented, MISCONFIGURED",
    "PUT, 400, InvalidRequest, MISCONFIGURED",
    "COPY, 400, InvalidRequest, OTHER",
    "DELETE, 501, NotImplemented, OTHER",
    "GET_TAGS, 501, NotImplemented, OTHER",
    "PUT, 400, KMS.DisabledException, BAD_CREDENTIALS",
    "PUT, 400, KMS.NotFoundException, BAD_CREDENTIALS",
    "GET, 400, KMS.DisabledException, OTHER",
    "PUT, 403, AccessDenied, DENIED",
  })
  void a_refusal_of_what_all_writes_have_in_common_concerns_the_run(
      S3Operation operation, int status, String code, Kind kind) {
    S3Fault fault = fault(operation, status, code, "No");

    assertThat(fault.kind()).isEqualTo(kind);
    assertThat(fault.cure()).isEqualTo(Cure.NONE);
  }

  @Test
  void a_key_management_that_is_not_permitted_stops_writing_and_not_reading() {
    String said = "User: me is not authorized to perform: kms:GenerateDataKey on this resource";

    S3Fault write = fault(S3Operation.PUT, 403, "AccessDenied", said);
    assertThat(write.kind()).isEqualTo(Kind.BAD_CREDENTIALS);
    assertThat(write.remedy()).contains("kms:GenerateDataKey");
    assertThat(fault(S3Operation.GET, 403, "AccessDenied", said).kind()).isEqualTo(Kind.DENIED);
  }

  @Test
  void an_access_key_that_cannot_be_one_is_a_matter_of_credentials() {
    S3Fault fault =
        fault(
            S3Operation.LIST,
            400,
            "InvalidArgument",
            "Credential access key has length 20, should be 32");

    assertThat(fault.kind()).isEqualTo(Kind.BAD_CREDENTIALS);
    assertThat(fault.remedy()).contains("AWS_ACCESS_KEY_ID");
    assertThat(fault(S3Operation.LIST, 400, "InvalidArgument", "Else").kind())
        .isEqualTo(Kind.OTHER);
  }

  @Test
  void unsigned_requests_that_are_denied_say_what_anyone_may_not() {
    S3Advice anonymous = new S3Advice(true, null);

    assertThat(fault(anonymous, S3Operation.LIST, 403, "AccessDenied", "No").remedy())
        .isEqualTo(
            "Requests go unsigned, and not anyone may list this: leave out --no-sign-request");
    assertThat(fault(anonymous, S3Operation.PUT, 403, "AccessDenied", "No").kind())
        .isEqualTo(Kind.DENIED);
  }

  @Test
  void a_proxy_is_suspected_only_of_answers_that_are_not_in_s3s_words() {
    S3Advice behind = new S3Advice(false, "http://proxy:3128");

    assertThat(fault(behind, S3Operation.LIST, 403, null, "").remedy()).contains("proxy:3128");
    assertThat(fault(behind, S3Operation.LIST, 403, "AccessDenied", "No").remedy())
        .doesNotContain("proxy:3128");
    assertThat(fault(behind, S3Operation.LIST, 407, null, "").remedy()).contains("HTTPS_PROXY");
    assertThat(fault(behind, S3Operation.LIST, 407, null, "").kind())
        .isEqualTo(Kind.BAD_CREDENTIALS);
  }

  @Test
  void what_another_service_said_about_credentials_is_not_taken_for_s3s_answer() {
    Exception fromAnotherService =
        new MissingCredentialsException(
            "the profile p gives no credentials: no",
            S3Exception.builder().statusCode(503).message("slow down").build());

    S3Fault fault = S3Advice.NONE.classify(S3Operation.LIST, fromAnotherService);

    assertThat(fault.kind()).isEqualTo(Kind.BAD_CREDENTIALS);
    assertThat(fault.cure()).isEqualTo(Cure.NONE);
  }
}
