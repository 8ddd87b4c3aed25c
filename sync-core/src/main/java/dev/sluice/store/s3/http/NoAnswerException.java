package dev.sluice.store.s3.http;

import java.io.EOFException;
import java.io.Serial;

/// The server has closed the connection without a word.
public final class NoAnswerException extends EOFException {

  @Serial private static final long serialVersionUID = 1L;

  NoAnswerException() {
    super("the server closed the connection without an answer");
  }
}
