package dev.sluice.s3server.auth;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.Mac;

/// The key that a secret gives for one day, region and service. Thread-safe: each use works on a
/// copy of the prepared HMAC, which saves setting the key up again.
final class SigningKey {

  private final Mac prepared;

  private SigningKey(Mac prepared) {
    this.prepared = prepared;
  }

  static SigningKey derive(String secretKey, Scope scope) {
    byte[] key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
    for (String step :
        new String[] {scope.date(), scope.region(), scope.service(), "aws4_request"}) {
      key = Sha256.hmac(key).doFinal(step.getBytes(StandardCharsets.UTF_8));
    }
    return new SigningKey(Sha256.hmac(key));
  }

  /// The signature of a string to sign, in lower-case hexadecimal.
  String sign(byte[] stringToSign, int length) {
    Mac mac;
    try {
      mac = (Mac) prepared.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's HMAC can be copied", e);
    }
    mac.update(stringToSign, 0, length);
    return HexFormat.of().formatHex(mac.doFinal());
  }
}
