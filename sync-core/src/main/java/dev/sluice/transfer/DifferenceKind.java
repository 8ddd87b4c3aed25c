package dev.sluice.transfer;

/// How two sides differ, for a verification.
public enum DifferenceKind {
  /// Only the source has it.
  MISSING("missing at the destination"),
  /// Only the destination has it.
  EXTRA("only at the destination"),
  /// The sizes differ.
  SIZE("size differs"),
  /// The contents differ.
  CONTENT("content differs");

  private final String text;

  DifferenceKind(String text) {
    this.text = text;
  }

  /// In words.
  public String text() {
    return text;
  }
}
