package dev.sluice.store.s3.split;

import java.math.BigInteger;

/// A key worth remembering, with its number as long as the model that gave it is the same.
public final class Mark {

  private final String key;
  private final long upTo;
  private BigInteger position = BigInteger.ZERO;
  private long version = -1;

  /// @param key a key that was seen, or where a range begins
  /// @param upTo how many keys its stretch had given up to it
  Mark(String key, long upTo) {
    this.key = key;
    this.upTo = upTo;
  }

  String key() {
    return key;
  }

  long upTo() {
    return upTo;
  }

  BigInteger position(KeyModel model) {
    if (version != model.version()) {
      position = model.position(key);
      version = model.version();
    }
    return position;
  }
}
