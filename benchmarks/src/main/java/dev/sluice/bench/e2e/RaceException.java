package dev.sluice.bench.e2e;

/// The race cannot go on, or a run did not do its job; the message says what was wrong.
final class RaceException extends Exception {

  private static final long serialVersionUID = 1;

  RaceException(String message) {
    super(message);
  }

  RaceException(String message, Throwable cause) {
    super(message, cause);
  }
}
