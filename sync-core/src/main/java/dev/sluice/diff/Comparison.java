package dev.sluice.diff;

/// By what two entries of one key are compared.
public enum Comparison {
  /// By size alone.
  SIZE,
  /// By size, then by MD5 where both sides have one or can be read for one.
  SIZE_AND_MD5
}
