package dev.sluice.store.s3;

import dev.sluice.store.Attributes;
import dev.sluice.store.ContentHeaders;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What goes with an object that is written.
///
/// @param content the content's headers; the type is always set
/// @param metadata the user's metadata, without `x-amz-meta-`
/// @param acl null for none
/// @param storageClass null for the bucket's default
record WriteHeaders(
    ContentHeaders content,
    Map<String, String> metadata,
    S3Settings.@Nullable Acl acl,
    @Nullable String storageClass) {

  /// For an object with these attributes under this store's settings.
  ///
  /// @param key the whole key, whose extension tells the type where the source does not
  static WriteHeaders of(S3Settings settings, String key, Attributes attributes) {
    ContentHeaders source = attributes.headers();
    return new WriteHeaders(
        new ContentHeaders(
            S3Attributes.contentType(attributes, key),
            S3Attributes.contentEncoding(source.contentEncoding()),
            source.contentLanguage(),
            source.contentDisposition(),
            source.cacheControl(),
            source.expires()),
        S3Attributes.metadata(attributes),
        settings.acl(),
        settings.storageClass());
  }
}
