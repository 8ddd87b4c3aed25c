package dev.sluice.store.s3.sign;

/// Where a signature holds.
///
/// @param region the region that the request is for
/// @param service `s3`, or what an endpoint is signed for instead
public record SigningScope(String region, String service) {}
