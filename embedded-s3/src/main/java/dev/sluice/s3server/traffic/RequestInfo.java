package dev.sluice.s3server.traffic;

import org.jspecify.annotations.Nullable;

/// What a request asks for, known before anything of it is carried out.
///
/// @param operation what is asked for
/// @param bucket null when the request names no bucket
/// @param key null when the request names no object
/// @param query the raw query string, percent-encoded, or empty
/// @param ifMatch the header `If-Match` as it was sent; null where there is none
public record RequestInfo(
    Operation operation,
    @Nullable String bucket,
    @Nullable String key,
    String query,
    @Nullable String ifMatch) {}
