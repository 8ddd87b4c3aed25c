package dev.sluice.store.s3.api;

import dev.sluice.model.Attributes;
import dev.sluice.model.ContentHeaders;
import dev.sluice.store.s3.config.S3WriteOptions;
import dev.sluice.store.s3.sign.Percent;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What goes with an object that is written.
///
/// @param content the content's headers; the type is always set
/// @param metadata the user's metadata, without `x-amz-meta-`
/// @param acl null for none
/// @param storageClass null for the bucket's default
/// @param redirect where a website leads who asks for it; null for nowhere
/// @param tags values by name
public record WriteHeaders(
    ContentHeaders content,
    Map<String, String> metadata,
    S3WriteOptions.@Nullable Acl acl,
    @Nullable String storageClass,
    @Nullable String redirect,
    Map<String, String> tags) {

  /// For an object with these attributes written so.
  ///
  /// @param key the whole key, whose extension tells the type where the source does not
  public static WriteHeaders of(S3WriteOptions options, String key, Attributes attributes) {
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
        options.acl(),
        options.storageClass(),
        null,
        Map.of());
  }

  /// For a copy that is made in parts, with what CopyObject would have kept by itself.
  ///
  /// @param tags the source's
  public static WriteHeaders copyOf(
      ObjectHead source, Map<String, String> tags, S3WriteOptions options) {
    ContentHeaders content = source.headers();
    return new WriteHeaders(
        new ContentHeaders(
            content.contentType(),
            S3Attributes.contentEncoding(content.contentEncoding()),
            content.contentLanguage(),
            content.contentDisposition(),
            content.cacheControl(),
            content.expires()),
        source.metadata(),
        options.acl(),
        options.storageClass(),
        source.redirect(),
        tags);
  }

  /// The tags as a request's header has them, percent-encoded; null for none.
  public @Nullable String tagging() {
    return tags.isEmpty()
        ? null
        : tags.entrySet().stream()
            .map(tag -> Percent.query(tag.getKey()) + "=" + Percent.query(tag.getValue()))
            .collect(Collectors.joining("&"));
  }
}
