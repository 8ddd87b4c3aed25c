package dev.sluice.store.s3.stat;

import dev.sluice.model.access.Setting;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.S3Address;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.call.S3Faults;
import dev.sluice.store.s3.call.S3Session;
import dev.sluice.store.s3.sdk.SdkAnswers;
import java.io.IOException;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.S3Client;

/// Asks single questions about an object, such that an answer that cannot be had is one, too: it is
/// no reason not to tell the others.
///
/// @param address what it is about
record Asking(S3Session session, S3Address address) {

  /// Of a missing object, rather than of a thing that it has not.
  private static final Set<String> NO_SUCH_OBJECT =
      Set.of("NoSuchKey", "NoSuchVersion", "NoSuchBucket", "NotFound");

  /// One question.
  ///
  /// @param <T> what is asked
  @FunctionalInterface
  interface Question<T> {
    /// Asks once.
    ///
    /// @return null where there is no such thing
    @Nullable T ask() throws IOException;
  }

  /// Asks.
  ///
  /// @throws StoreException if the object is gone, or nothing at all can be asked
  <T> Setting<T> whether(S3Operation operation, Question<T> question)
      throws StoreException, InterruptedException {
    try {
      return session.calls().call(operation, address, () -> answer(question));
    } catch (StoreException e) {
      return hidden(e);
    }
  }

  /// That an answer cannot be had.
  ///
  /// @throws StoreException if no other can either
  static <T> Setting<T> hidden(StoreException why) throws StoreException {
    if (why.kind() == Kind.NOT_FOUND || why.kind().concernsWholeRun()) {
      throw why;
    }
    return new Setting.Hidden<>(why.getMessage());
  }

  private static <T> Setting<T> answer(Question<T> question) throws IOException {
    try {
      T said = question.ask();
      return said == null ? new Setting.None<>() : new Setting.Is<>(said);
    } catch (AwsServiceException e) {
      String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
      int status = e.statusCode();
      if (S3Faults.isNoSuchThing(e)) {
        return new Setting.Unsupported<>();
      }
      if (status == 404 && code != null && !NO_SUCH_OBJECT.contains(code)) {
        return new Setting.None<>();
      }
      throw e;
    }
  }

  /// Sends a request by the SDK.
  <T> T said(Function<S3Client, T> request) throws FaultException {
    return SdkAnswers.understood(() -> request.apply(session.sdk().get()));
  }
}
