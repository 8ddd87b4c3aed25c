package dev.sluice.store.s3.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.s3.api.S3Address;
import dev.sluice.store.s3.api.S3Fault;
import dev.sluice.store.s3.api.S3Fault.Cure;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.config.Interruption;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3FaultsTest {

  private static S3Fault answered(int status, @Nullable String code) {
    return S3Faults.classify(
        (Exception)
            S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(
                    AwsErrorDetails.builder().errorCode(code).errorMessage("A message.").build())
                .build());
  }

  @Test
  void a_connection_for_which_there_is_no_descriptor_says_nothing_of_the_service() {
    SocketException failure = new SocketException("Too many open files");

    S3Fault fault = S3Faults.classify(failure);

    assertThat(fault.kind()).isEqualTo(Kind.EXHAUSTED);
    assertThat(fault.cure()).isEqualTo(Cure.RETRY);
    assertThat(fault.remedy()).contains("ulimit -n");
    assertThat(Absence.of(failure)).isEqualTo(Absence.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "503, SlowDown, THROTTLED, SLOW_DOWN",
    "503, ServiceUnavailable, THROTTLED, SLOW_DOWN",
    "503, , THROTTLED, SLOW_DOWN",
    "429, , THROTTLED, SLOW_DOWN",
    "400, RequestLimitExceeded, THROTTLED, SLOW_DOWN",
    "200, SlowDown, THROTTLED, SLOW_DOWN",
    "500, InternalError, TRANSIENT, RETRY",
    "200, InternalError, TRANSIENT, RETRY",
    "502, , TRANSIENT, RETRY",
    "504, , TRANSIENT, RETRY",
    "400, RequestTimeout, TRANSIENT, RETRY",
    "400, IncompleteBody, TRANSIENT, RETRY",
    "409, OperationAborted, TRANSIENT, RETRY",
    "400, BadDigest, CORRUPT, RETRY",
    "400, XAmzContentSHA256Mismatch, CORRUPT, RETRY",
    "403, RequestTimeTooSkewed, BAD_CREDENTIALS, RETRY",
    "403, AccessDenied, DENIED, NONE",
    "403, , DENIED, NONE",
    "400, AccessControlListNotSupported, MISCONFIGURED, NONE",
    "400, InvalidStorageClass, MISCONFIGURED, NONE",
    "400, InvalidBucketName, MISCONFIGURED, NONE",
    "409, BucketAlreadyExists, MISCONFIGURED, NONE",
    "404, XAdminUserNotFound, BAD_CREDENTIALS, NONE",
    "407, , BAD_CREDENTIALS, NONE",
    "403, InvalidObjectState, DENIED, NONE",
    "403, InvalidAccessKeyId, BAD_CREDENTIALS, NONE",
    "403, SignatureDoesNotMatch, BAD_CREDENTIALS, NONE",
    "400, ExpiredToken, BAD_CREDENTIALS, NONE",
    "400, InvalidToken, BAD_CREDENTIALS, NONE",
    "404, NoSuchBucket, NO_ROOT, NONE",
    "404, NoSuchKey, NOT_FOUND, NONE",
    "404, , NOT_FOUND, NONE",
    "404, NoSuchUpload, OTHER, NONE",
    "412, PreconditionFailed, CHANGED, NONE",
    "416, InvalidRange, CHANGED, NONE",
    "400, KeyTooLongError, REFUSED, NONE",
    "400, EntityTooLarge, REFUSED, NONE",
    "507, XMinioStorageFull, NO_SPACE, NONE",
    "301, PermanentRedirect, UNREACHABLE, NONE",
    "501, NotImplemented, OTHER, NONE",
    "400, SomethingNew, OTHER, NONE",
  })
  void an_answer_means_this(int status, @Nullable String code, Kind kind, Cure cure) {
    S3Fault fault = answered(status, code);
    assertThat(fault.kind()).isEqualTo(kind);
    assertThat(fault.cure()).isEqualTo(cure);
  }

  @Test
  void the_network_is_told_from_the_service() {
    assertThat(network(new ConnectException("Connection refused")))
        .isEqualTo(
            new S3Fault(
                Kind.UNREACHABLE,
                Cure.RETRY,
                "no connection: Connection refused",
                "Check the endpoint and the network"));
    assertThat(network(new UnknownHostException("s3.nowhere")).said())
        .isEqualTo("unknown host s3.nowhere");
    assertThat(network(new SocketTimeoutException("Read timed out")).kind())
        .isEqualTo(Kind.TRANSIENT);
    assertThat(network(new IOException("Connection reset")).cure()).isEqualTo(Cure.RETRY);
    SSLHandshakeException untrusted = new SSLHandshakeException("PKIX");
    untrusted.initCause(new CertificateException("unable to find a path"));
    S3Fault fault = network(untrusted);
    assertThat(fault.cure()).isEqualTo(Cure.NONE);
    assertThat(fault.remedy()).contains("AWS_CA_BUNDLE");
  }

  private static S3Fault network(IOException cause) {
    return S3Faults.classify(SdkClientException.create("Unable to execute HTTP request", cause));
  }

  @Test
  void a_defect_of_this_program_is_thrown_on() {
    assertThatThrownBy(() -> S3Faults.classify(new IllegalStateException("defect")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void an_interruption_is_none_of_these() {
    assertThat(Interruption.isCauseOf(AbortedException.create("aborted"))).isTrue();
    assertThat(Interruption.isCauseOf(new IOException(new InterruptedException()))).isTrue();
    assertThat(Interruption.isCauseOf(new SocketTimeoutException())).isFalse();
  }

  @Test
  void the_message_is_one_line_with_what_was_done_what_was_said_and_the_remedy() {
    assertThat(
            answered(403, "AccessDenied")
                .describe(S3Operation.PUT, new S3Address("b", "a\nb.jpg"), 1))
        .isEqualTo(
            "write s3://b/a b.jpg: A message (403 AccessDenied). The credentials in use do not"
                + " permit this: check the policies");
    assertThat(answered(500, null).describe(S3Operation.LIST, new S3Address("b", null), 9))
        .isEqualTo("list s3://b: A message (500), after 9 attempts");
  }

  @Test
  void bad_credentials_name_the_ways_to_give_good_ones() {
    assertThat(answered(400, "ExpiredToken").remedy())
        .contains("AWS_ACCESS_KEY_ID")
        .contains("--profile")
        .contains("aws sso login");
  }
}
