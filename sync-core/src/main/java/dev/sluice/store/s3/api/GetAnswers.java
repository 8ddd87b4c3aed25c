package dev.sluice.store.s3.api;

import dev.sluice.store.s3.api.S3Api.GetQuery;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Tells an object from whatever else may come with a status that says yes: a proxy's page, another
/// object, other bytes than those asked for. Looked at before the body is read.
public final class GetAnswers {

  private static final int PARTIAL_CONTENT = 206;

  private GetAnswers() {}

  /// What is known of an answer to GetObject when its head is there.
  ///
  /// @param status 200, or 206 where it has a range
  /// @param etag as it was sent; null where there is none
  /// @param contentRange which bytes it says that it has; null where it does not say
  public record Head(int status, @Nullable String etag, @Nullable String contentRange) {}

  /// Requires that an answer is the one to its query.
  ///
  /// @throws FaultException if it is no answer to `query`, so that it is worth asking again
  /// @throws OtherContentException if it is of something else than what was listed
  public static void require(GetQuery query, Head head) throws IOException {
    String etag = ETags.bare(head.etag());
    if (etag == null) {
      throw FaultException.corrupt("the answer has no ETag, so it is not the object");
    }
    String listed = query.ifMatch();
    if (listed != null && !ETags.same(listed, etag)) {
      throw new OtherContentException("its ETag is " + etag + " and not " + listed, etag);
    }
    if (query.range() != null) {
      requireRange(query.range(), head);
    }
  }

  /// Requires that an answer which announces how long it is has what was asked for.
  ///
  /// @param announced how many bytes it announces
  /// @param length how many were asked for
  /// @throws IOException if it is another content, or was cut or swollen
  public static void requireLength(GetQuery query, long announced, int length) throws IOException {
    if (announced != length) {
      throw otherLength(query, Long.toString(announced), length);
    }
  }

  private static void requireRange(String range, Head head) throws FaultException {
    String asked = "bytes " + range.substring("bytes=".length()) + "/";
    String given = head.contentRange();
    if (head.status() != PARTIAL_CONTENT || given == null || !given.strip().startsWith(asked)) {
      throw FaultException.corrupt(
          "the answer has "
              + (given == null ? "no range" : "the range " + given)
              + " where "
              + range
              + " was asked for");
    }
  }

  /// Of a body that is not as long as was asked for: another content where nothing is known that it
  /// should be; else it was cut or swollen on its way.
  public static IOException otherLength(GetQuery query, String howMany, int length) {
    String said = "the answer has " + howMany + " bytes where " + length + " were expected";
    return query.ifMatch() == null
        ? new OtherContentException(said, said)
        : FaultException.corrupt(said);
  }
}
