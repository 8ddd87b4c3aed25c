package dev.sluice.model;

/// What decided whether two entries of one key are equal, the cheapest first.
public enum Evidence {
  /// Their sizes.
  SIZE("size"),
  /// An ETag that is an MD5, or one of parts: the other's too, or what a file has.
  ETAG("ETag"),
  /// The ETag that the destination has given to this content before.
  SENT("the ETag known from before"),
  /// An MD5 that whoever wrote the object has left in its metadata.
  METADATA("MD5 in metadata"),
  /// A checksum that a service vouches for.
  CHECKSUM("checksum"),
  /// When the source changed, and when the destination was written.
  MTIME("time"),
  /// The bytes, which were read on both sides, now or before.
  BYTES("bytes");

  private final String text;

  Evidence(String text) {
    this.text = text;
  }

  /// In words.
  public String text() {
    return text;
  }
}
