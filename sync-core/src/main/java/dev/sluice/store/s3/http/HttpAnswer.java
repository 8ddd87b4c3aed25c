package dev.sluice.store.s3.http;

import java.io.InputStream;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// An answer whose head has arrived and whose body is being read. Valid only while its handler
/// runs.
public interface HttpAnswer {

  /// The status number.
  int status();

  /// The first header of this name.
  ///
  /// @param name in lower case
  /// @return null where there is none
  @Nullable String header(String name);

  /// Gives every header whose name begins so to `visitor`, the rest of the name in lower case.
  void headersUnder(String prefix, BiConsumer<String, String> visitor);

  /// Whether the head says how long the body is.
  boolean announcesLength();

  /// The body's length in bytes, where that is announced.
  ///
  /// @throws IllegalStateException where it is not
  long contentLength();

  /// The body; ends where the answer ends, and fails where it breaks off before.
  InputStream body();
}
