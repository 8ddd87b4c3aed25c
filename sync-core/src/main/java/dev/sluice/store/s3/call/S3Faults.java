package dev.sluice.store.s3.call;

import dev.sluice.flow.Causes;
import dev.sluice.flow.Descriptors;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.S3Fault;
import dev.sluice.store.s3.api.S3Fault.Cure;
import dev.sluice.store.s3.config.MisconfiguredException;
import dev.sluice.store.s3.config.MissingCredentialsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/// Turns what a failed attempt threw into an [S3Fault]. What S3's error codes mean in general
/// stands in [S3ErrorMeaning].
public final class S3Faults {

  private static final Set<String> NO_SUCH_THING =
      Set.of(
          "NotImplemented",
          "MethodNotAllowed",
          "NotSupported",
          "UnsupportedOperation",
          "InvalidArgument",
          "InvalidRequest");

  private static final String CREDENTIALS_REMEDY =
      "Give valid credentials by AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, by --profile, or by"
          + " signing in again (aws sso login)";

  /// The JDK's words for an answer to a TLS greeting that is none.
  private static final String NO_TLS = "Unsupported or unrecognized SSL message";

  private S3Faults() {}

  /// Classifies the failure of one attempt.
  ///
  /// @throws RuntimeException the failure itself, if it is a defect of this program
  public static S3Fault classify(Exception failure) {
    // Before the answer, since it may be caused by another service's.
    MissingCredentialsException missing = Causes.find(failure, MissingCredentialsException.class);
    if (missing != null) {
      return new S3Fault(Kind.BAD_CREDENTIALS, Cure.NONE, missing.getMessage(), null);
    }
    MisconfiguredException mistake = Causes.find(failure, MisconfiguredException.class);
    if (mistake != null) {
      return new S3Fault(Kind.MISCONFIGURED, Cure.NONE, mistake.getMessage(), null);
    }
    AwsServiceException answer = Causes.find(failure, AwsServiceException.class);
    if (answer != null) {
      return ofAnswer(answer);
    }
    FaultException found = Causes.find(failure, FaultException.class);
    if (found != null) {
      return found.fault();
    }
    S3Fault network = ofNetwork(failure);
    if (network != null) {
      return network;
    }
    return switch (failure) {
      case SdkClientException e when e.retryable() ->
          new S3Fault(Kind.TRANSIENT, Cure.RETRY, text(e), null);
      case SdkClientException e -> new S3Fault(Kind.OTHER, Cure.NONE, text(e), null);
      case RuntimeException defect -> throw defect;
      default -> new S3Fault(Kind.OTHER, Cure.NONE, text(failure), null);
    };
  }

  /// What a service, or a proxy before it, answered.
  ///
  /// @param status the status number
  /// @param code S3's word for it; null where the answer has none
  public record Answer(int status, @Nullable String code) {}

  /// The answer that a failure is about; null where it is about none.
  public static @Nullable Answer answer(Exception failure) {
    AwsServiceException answer = Causes.find(failure, AwsServiceException.class);
    if (answer == null || Causes.find(failure, MissingCredentialsException.class) != null) {
      return null;
    }
    AwsErrorDetails details = answer.awsErrorDetails();
    return new Answer(answer.statusCode(), details == null ? null : details.errorCode());
  }

  /// Whether the service has refused the request as such: it has no such request, or does not
  /// understand it.
  public static boolean isUnknownRequest(StoreException e) {
    Answer answer = answer(e);
    return answer != null
        && switch (answer.status()) {
          case 405, 501 -> true;
          case 400 -> e.kind() == Kind.OTHER;
          default -> false;
        };
  }

  /// Whether a service says to a question without a body or values of its own that it has no such
  /// thing: such a question can be wrong in itself alone.
  public static boolean isNoSuchThing(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    String code = details == null ? null : details.errorCode();
    return e.statusCode() == 501
        || e.statusCode() == 405
        || (code != null && NO_SUCH_THING.contains(code));
  }

  /// The fault that one key of a batch met.
  public static S3Fault ofKey(@Nullable String code, @Nullable String message) {
    S3ErrorMeaning meaning =
        isAboutLock(message) ? S3ErrorMeaning.of(Kind.LOCKED) : S3ErrorMeaning.of(200, code, false);
    String what = message == null || message.isBlank() ? "refused" : message.strip();
    return new S3Fault(
        meaning.kind(),
        meaning.cure(),
        code == null ? what : what + " (" + code + ")",
        meaning.remedy());
  }

  private static S3Fault ofAnswer(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    @Nullable String code = details == null ? null : details.errorCode();
    @Nullable String message = details == null ? null : details.errorMessage();
    S3ErrorMeaning meaning =
        isAboutKey(code, message)
            ? S3ErrorMeaning.of(Kind.BAD_CREDENTIALS)
            : isAboutLock(message)
                ? S3ErrorMeaning.of(Kind.LOCKED)
                : S3ErrorMeaning.of(e.statusCode(), code, e.isThrottlingException());
    if (e.isClockSkewException()) {
      // The SDK has set its clock by the answer's date; the next attempt is signed with it.
      meaning =
          new S3ErrorMeaning(Kind.BAD_CREDENTIALS, Cure.RETRY, "Set this machine's clock right");
    }
    return new S3Fault(
        meaning.kind(),
        meaning.cure(),
        said(e.statusCode(), code, message),
        meaning.kind() == Kind.BAD_CREDENTIALS && meaning.remedy() == null
            ? CREDENTIALS_REMEDY
            : meaning.remedy());
  }

  /// Some services have no code of its own for an access key that cannot be one.
  private static boolean isAboutKey(@Nullable String code, @Nullable String message) {
    return "InvalidArgument".equals(code)
        && message != null
        && message.toLowerCase(Locale.ROOT).contains("access key");
  }

  /// Services refuse to delete what is locked with the codes of other refusals; the message tells:
  /// AWS and Ceph say that an object lock protects it, MinIO and versitygw that it is WORM
  /// protected.
  private static boolean isAboutLock(@Nullable String message) {
    if (message == null) {
      return false;
    }
    String said = message.toLowerCase(Locale.ROOT);
    return said.contains("protected by object lock")
        || said.contains("forbidden by object lock")
        || said.contains("worm protected");
  }

  /// `Access Denied (403 AccessDenied)`.
  public static String said(int status, @Nullable String code, @Nullable String message) {
    boolean hasCode = code != null && !code.isBlank();
    String what =
        message != null && !message.isBlank() ? message.strip() : S3ErrorMeaning.inWords(status);
    if (what.endsWith(".")) {
      what = what.substring(0, what.length() - 1);
    }
    return what + " (" + status + (hasCode ? " " + code : "") + ")";
  }

  private static @Nullable S3Fault ofNetwork(Exception failure) {
    if (Descriptors.areExhausted(failure)) {
      return new S3Fault(
          Kind.EXHAUSTED,
          Cure.RETRY,
          "no connection can be opened: too many open files",
          Descriptors.REMEDY);
    }
    if (Causes.find(failure, UnknownHostException.class) != null) {
      return new S3Fault(
          Kind.UNREACHABLE,
          Cure.RETRY,
          "unknown host " + lastText(failure),
          "Check the endpoint, the region, the bucket's name and the network");
    }
    if (Causes.find(failure, CertificateException.class) != null
        || Causes.find(failure, SSLPeerUnverifiedException.class) != null) {
      return new S3Fault(
          Kind.UNREACHABLE,
          Cure.NONE,
          "the server's certificate is not trusted: " + lastText(failure),
          "If it is signed by an authority of your own, name its PEM file in AWS_CA_BUNDLE");
    }
    SSLException tls = Causes.find(failure, SSLException.class);
    if (tls != null && text(tls).contains(NO_TLS)) {
      return new S3Fault(
          Kind.UNREACHABLE, Cure.NONE, "the server there speaks plain HTTP; write http://", null);
    }
    if (tls != null) {
      Kind kind = tls instanceof SSLHandshakeException ? Kind.UNREACHABLE : Kind.TRANSIENT;
      return new S3Fault(kind, Cure.RETRY, "TLS failed: " + text(tls), null);
    }
    if (Causes.find(failure, ConnectException.class) != null
        || Causes.find(failure, NoRouteToHostException.class) != null
        || Causes.find(failure, org.apache.hc.client5.http.ConnectTimeoutException.class) != null) {
      return new S3Fault(
          Kind.UNREACHABLE,
          Cure.RETRY,
          "no connection: " + lastText(failure),
          "Check the endpoint and the network");
    }
    boolean onTheWay =
        Causes.find(failure, IOException.class) != null
            || Causes.find(failure, UncheckedIOException.class) != null
            || Causes.find(failure, XMLStreamException.class) != null;
    return onTheWay ? new S3Fault(Kind.TRANSIENT, Cure.RETRY, lastText(failure), null) : null;
  }

  private static String text(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
  }

  /// What the innermost cause says, which is the one that names the host or the certificate.
  private static String lastText(Throwable failure) {
    return text(Causes.innermost(failure));
  }
}
