package dev.sluice.s3server.traffic;

import dev.sluice.s3server.http.RawAnswer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/// Something that goes wrong with one request, or happens beside it.
public sealed interface Fault {

  /// Refuses the request once its body has been read; nothing is carried out.
  ///
  /// @param status HTTP status
  /// @param code S3 error code
  /// @param message for people
  /// @param headers further headers of the answer
  record Answer(int status, String code, String message, Map<String, String> headers)
      implements Fault {
    public Answer {
      headers = Map.copyOf(headers);
    }

    public Answer withHeader(String name, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(name, value);
      return new Answer(status, code, message, more);
    }
  }

  /// Answers 200 with an error in the body, as CopyObject and CompleteMultipartUpload may; nothing
  /// is carried out.
  record ErrorInBody(String code, String message) implements Fault {}

  /// Closes the connection without an answer.
  record Close(Moment moment) implements Fault {}

  /// When a connection is closed.
  enum Moment {
    /// With the request's body unread; nothing is carried out.
    BEFORE_READING,
    /// With the request's body read; nothing is carried out.
    AFTER_READING,
    /// When the request has been carried out: the client cannot know.
    AFTER_CARRYING_OUT
  }

  /// Closes the connection after so many bytes of the answer's body, which was announced in full.
  record Truncate(long afterBytes) implements Fault {}

  /// Flips the bits of one byte of the answer's body, if it is that long.
  record Corrupt(long byteOffset) implements Fault {}

  /// Flips the bits of one byte of the request's body, if it is that long, before anything is
  /// looked at.
  record CorruptRequest(long byteOffset) implements Fault {}

  /// Alters the ETag in the answer, in header and body; what is stored has the right one.
  record WrongEtag() implements Fault {}

  /// Alters the checksums in the answer, in headers and body; what is stored has the right ones.
  record WrongChecksum() implements Fault {}

  /// Puts another answer in place of the one that is about to be sent; what was carried out stays.
  record Rewrite(UnaryOperator<RawAnswer> change) implements Fault {}

  /// Stands still before the request is carried out until the latch is released. Closing the server
  /// ends it too.
  record Stall(CountDownLatch released) implements Fault {}

  /// Stands still after so many bytes of the answer's body until the latch is released.
  record StallInBody(long afterBytes, CountDownLatch released) implements Fault {}

  /// Runs something on the connection's thread before the request is carried out, which then goes
  /// on as usual.
  record RunBefore(Runnable action) implements Fault {}

  /// Waits before the request is carried out: latency for benchmarks.
  record Delay(Duration duration) implements Fault {}

  static Answer answer(int status, String code, String message) {
    return new Answer(status, code, message, Map.of());
  }

  /// 503, with which S3 throttles.
  static Answer slowDown() {
    return answer(503, "SlowDown", "Reduce your request rate");
  }

  /// 429, with which some other servers throttle.
  static Answer tooManyRequests() {
    return answer(429, "TooManyRequests", "Too many requests");
  }

  /// 500.
  static Answer internalError() {
    return answer(500, "InternalError", "An internal error occurred; try again");
  }

  /// 400, as when a body did not arrive in time.
  static Answer requestTimeout() {
    return answer(400, "RequestTimeout", "The body did not arrive in time");
  }

  /// 403.
  static Answer accessDenied() {
    return answer(403, "AccessDenied", "Access denied");
  }

  /// 400, as when temporary credentials have come to their end.
  static Answer expiredToken() {
    return answer(400, "ExpiredToken", "The session token has expired");
  }

  static Fault errorInBody(String code) {
    return new ErrorInBody(code, "The operation could not be completed; try again");
  }

  static Fault closeBeforeReading() {
    return new Close(Moment.BEFORE_READING);
  }

  static Fault closeAfterReading() {
    return new Close(Moment.AFTER_READING);
  }

  static Fault closeAfterCarryingOut() {
    return new Close(Moment.AFTER_CARRYING_OUT);
  }

  static Fault truncateAfter(long bytes) {
    return new Truncate(bytes);
  }

  static Fault corruptByte(long offset) {
    return new Corrupt(offset);
  }

  static Fault corruptRequestByte(long offset) {
    return new CorruptRequest(offset);
  }

  static Fault wrongEtag() {
    return new WrongEtag();
  }

  static Fault wrongChecksum() {
    return new WrongChecksum();
  }

  static Fault rewrite(UnaryOperator<RawAnswer> change) {
    return new Rewrite(change);
  }

  static Fault stallUntil(CountDownLatch released) {
    return new Stall(released);
  }

  static Fault stallInBody(long afterBytes, CountDownLatch released) {
    return new StallInBody(afterBytes, released);
  }

  static Fault run(Runnable action) {
    return new RunBefore(action);
  }

  static Fault delay(Duration duration) {
    return new Delay(duration);
  }
}
