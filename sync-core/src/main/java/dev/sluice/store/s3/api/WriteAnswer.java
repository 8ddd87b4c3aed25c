package dev.sluice.store.s3.api;

import dev.sluice.model.Fingerprint;
import dev.sluice.store.StoredContent;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Tells the answer of S3 to a write from what a captive portal or a proxy says in its place.
public final class WriteAnswer {

  private WriteAnswer() {}

  /// What an answer says, if it is one that S3 gives to a write: with an ETag, and without a body
  /// where nothing but the ETag says so.
  ///
  /// @param hasBody whether the answer had one
  /// @throws FaultException if it is not
  public static StoredContent require(StoredContent said, boolean hasBody) throws FaultException {
    if (said.etag() == null) {
      throw FaultException.corrupt("the answer does not say what was stored (no ETag)");
    }
    requireNoPage(hasBody && !(said.fingerprint() instanceof Fingerprint.Md5));
    return said;
  }

  /// Requires that an answer is none that a proxy has made.
  ///
  /// @throws FaultException if it is
  public static void requireNoPage(boolean isPage) throws FaultException {
    if (isPage) {
      throw FaultException.corrupt("the answer is a page and not the service's");
    }
  }

  /// Whether an answer has a body, as its head says.
  ///
  /// @param headers the first header of a name in lower case, null where there is none
  public static boolean hasBody(Function<String, @Nullable String> headers) {
    String length = headers.apply("content-length");
    return length == null ? headers.apply("transfer-encoding") != null : !length.equals("0");
  }
}
