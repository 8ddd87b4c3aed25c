package dev.sluice.diff;

/// How two entries of one key are told apart.
public enum Comparison {
  /// By size alone.
  SIZE,
  /// By size, then by MD5 where both sides have one or can be read for one.
  SIZE_AND_MD5
}
