package dev.sluice.store.s3.sign;

import java.nio.charset.StandardCharsets;

/// The key that one day's requests to one region and service are signed with: four HMACs away from
/// the secret, so it is kept.
///
/// @param secretKey what it is derived from
/// @param date the day, as `20130524`
/// @param scope region and service
/// @param scopeText `date/region/service/aws4_request`
/// @param key the key
record DerivedKey(
    String secretKey, String date, SigningScope scope, String scopeText, HmacKey key) {

  static DerivedKey derive(Hashing hashing, String secretKey, String date, SigningScope scope) {
    byte[] key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
    for (String step : new String[] {date, scope.region(), scope.service(), "aws4_request"}) {
      key = hashing.hmac(HmacKey.of(key), step);
    }
    return new DerivedKey(
        secretKey,
        date,
        scope,
        date + '/' + scope.region() + '/' + scope.service() + "/aws4_request",
        HmacKey.of(key));
  }

  boolean isFor(String otherSecret, String otherDate, SigningScope otherScope) {
    return date.equals(otherDate) && secretKey.equals(otherSecret) && scope.equals(otherScope);
  }

  /// Keeps the secret out of logs.
  @Override
  public String toString() {
    return "DerivedKey[" + scopeText + "]";
  }
}
