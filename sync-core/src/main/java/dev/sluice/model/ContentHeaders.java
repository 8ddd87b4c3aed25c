package dev.sluice.model;

import org.jspecify.annotations.Nullable;

/// The headers of HTTP that describe a content and that S3 keeps with an object. Each is null where
/// it is not set.
///
/// @param contentType the media type
/// @param contentEncoding the coding of the content itself, never the `aws-chunked` of a request
/// @param contentLanguage the language
/// @param contentDisposition how to present it
/// @param cacheControl how to cache it
/// @param expires when it is stale, as the date was written
public record ContentHeaders(
    @Nullable String contentType,
    @Nullable String contentEncoding,
    @Nullable String contentLanguage,
    @Nullable String contentDisposition,
    @Nullable String cacheControl,
    @Nullable String expires) {

  /// None set.
  public static final ContentHeaders NONE = new ContentHeaders(null, null, null, null, null, null);
}
