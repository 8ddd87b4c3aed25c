package dev.sluice.s3server.access;

import java.util.Map;

/// A request as policies see it.
///
/// @param anonymous whether it carries no credentials
/// @param action such as `s3:GetObject`
/// @param resource such as `arn:aws:s3:::bucket/key`
/// @param context values of condition keys by lower-case name, such as `aws:referer`; absent keys
///   have no entry
public record PolicyRequest(
    boolean anonymous, String action, String resource, Map<String, String> context) {}
