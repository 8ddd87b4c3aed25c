package dev.sluice.care.acl;

/// How far something can be reached by those to whom nobody has given anything by name. In order
/// from the nearest to the farthest.
public enum Reach {
  /// Nobody reaches it.
  NOBODY("nobody"),
  /// A policy lets in whoever meets its conditions.
  CONDITIONAL("whoever meets the policy's conditions"),
  /// Whoever has an account at the service, whosever it is.
  ACCOUNTS("every account"),
  /// Everybody, without any credentials.
  EVERYBODY("everybody");

  private final String text;

  Reach(String text) {
    this.text = text;
  }

  /// Who reaches it, in words.
  public String text() {
    return text;
  }

  Reach or(Reach other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
