package dev.sluice.store.s3.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Makes something of an answer while it arrives.
///
/// @param <T> what
@FunctionalInterface
public interface AnswerHandler<T extends @Nullable Object> {

  /// Reads as much of the answer as it wants.
  T handle(HttpAnswer answer) throws IOException;
}
