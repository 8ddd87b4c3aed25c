package dev.sluice.bench.race.server;

/// The race cannot go on, or a run did not do its job; the message says what was wrong.
public final class RaceException extends Exception {

  private static final long serialVersionUID = 1;

  public RaceException(String message) {
    super(message);
  }

  public RaceException(String message, Throwable cause) {
    super(message, cause);
  }
}
