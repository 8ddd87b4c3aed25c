package dev.sluice.store.s3.light;

import dev.sluice.store.s3.http.Origin;
import dev.sluice.store.s3.sign.SigningScope;

/// How requests for one bucket are sent.
///
/// @param origin the server
/// @param path what the path begins with, percent-encoded: `/bucket` in path style, empty where the
///   host names the bucket; never ends in a slash
/// @param scope what signatures are for
/// @param isLight whether the light path can sign for it at all (multi-region access points need
///   another algorithm)
public record S3Route(Origin origin, String path, SigningScope scope, boolean isLight) {}
