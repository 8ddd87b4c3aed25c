package dev.sluice.store.s3.call;

import dev.sluice.flow.Causes;
import dev.sluice.flow.Descriptors;
import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.config.MissingCredentialsException;
import dev.sluice.store.s3.http.NoAnswerException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// What a failed attempt says of the service as a whole: whether it was there.
public enum Absence {
  /// It answered, if with a refusal.
  DISPROVED,
  /// Nothing: the fault lies elsewhere, or in what it answered.
  UNKNOWN,
  /// The connection broke, or a gateway answered for a service that it could not reach. A single
  /// request may meet that at a service that is well.
  DOUBTFUL,
  /// No connection, or no answer for as long as is waited for one.
  CERTAIN;

  /// @param failure what the attempt threw
  static Absence of(Exception failure) {
    if (has(failure, MissingCredentialsException.class)) {
      return UNKNOWN; // another service's matter
    }
    AwsServiceException answer = Causes.find(failure, AwsServiceException.class);
    if (answer != null) {
      return isGateways(answer) ? DOUBTFUL : DISPROVED;
    }
    if (has(failure, FaultException.class) || Descriptors.areExhausted(failure)) {
      return UNKNOWN;
    }
    if (has(failure, UnknownHostException.class)
        || has(failure, ConnectException.class)
        || has(failure, NoRouteToHostException.class)
        || has(failure, ConnectTimeoutException.class)
        || has(failure, SocketTimeoutException.class)) {
      return CERTAIN;
    }
    boolean isBroken =
        has(failure, SocketException.class)
            || has(failure, NoAnswerException.class)
            || has(failure, NoHttpResponseException.class)
            || has(failure, SSLException.class);
    return isBroken ? DOUBTFUL : UNKNOWN;
  }

  /// A gateway's own answer has none of S3's error codes; so has one to HEAD, which has no body.
  private static boolean isGateways(AwsServiceException answer) {
    boolean hasCode =
        answer.awsErrorDetails() != null && answer.awsErrorDetails().errorCode() != null;
    return switch (answer.statusCode()) {
      case 502, 504 -> !hasCode;
      case 503 ->
          hasCode && answer.awsErrorDetails().errorCode().equals("XMinioServerNotInitialized");
      default -> false;
    };
  }

  private static boolean has(Exception failure, Class<? extends Throwable> type) {
    return Causes.find(failure, type) != null;
  }
}
