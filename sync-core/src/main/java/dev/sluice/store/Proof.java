package dev.sluice.store;

/// Whether what was read of an entry is what its store says that it holds.
public sealed interface Proof {

  /// Nothing speaks against it, and either a sum of the whole content agrees or none is needed: a
  /// file system knows no more of a content than what is read.
  Proof PROVEN = new Proven();

  /// Nothing was known that it could be held against, or not all of it was read.
  Proof UNPROVEN = new Unproven();

  /// See [#PROVEN].
  record Proven() implements Proof {}

  /// See [#UNPROVEN].
  record Unproven() implements Proof {}

  /// It is something else than the store says, though it came whole and on condition of its ETag.
  ///
  /// @param found what the content came to, the same for the same content
  /// @param claimed what the store says of it
  /// @param byETag whether that is an ETag, which some services make of something else than the
  ///   content, or a checksum, which is nothing but the content's
  /// @param isCertain whether what the store says was understood for certain; where it was only
  ///   guessed how to (the length of parts), content that is read twice alike is the store's own
  /// @param readTwice whether it has been read twice, alike
  record Contradicted(
      String found, String claimed, boolean byETag, boolean isCertain, boolean readTwice)
      implements Proof {}
}
