package dev.sluice.s3server.auth;

/// What a signing key is good for.
///
/// @param accessKey whose key it is
/// @param date the day, as `yyyyMMdd`
record Scope(String accessKey, String date, String region, String service) {

  /// The scope as the string to sign has it, without the access key.
  String text() {
    return date + '/' + region + '/' + service + "/aws4_request";
  }
}
