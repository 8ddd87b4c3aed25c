package dev.sluice.s3server.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// MD5, which ETags are made of.
public final class Md5 {

  private Md5() {}

  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
