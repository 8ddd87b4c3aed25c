package dev.sluice.store.s3.api;

import dev.sluice.model.Attributes;
import dev.sluice.model.Content;
import dev.sluice.model.ContentHeaders;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.model.Md5Value;
import dev.sluice.store.StoredContent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What the answer to HeadObject or GetObject says. One to HeadObject is whole, see
/// [#requireWhole].
///
/// @param stored what is known of the content, with its checksums where these were asked for
/// @param contentLength the object's length in bytes, or that of the part that was asked for; empty
///   where the answer does not say. That of an answer to GetObject is held against what was asked
///   for before this is made, and left out
/// @param lastModified when it was written; null where the answer does not say
/// @param headers the content's headers, `contentEncoding` as the service has it
/// @param metadata the user's metadata, without `x-amz-meta-`
/// @param redirect where a website leads who asks for it; null for nowhere
/// @param tagCount how many tags it has; empty where the answer does not say
/// @param partCount of how many parts the object is made, where it was asked for one of them; else
///   empty
/// @param storageClass in what class it is kept, see [StorageClasses]; null where the answer does
///   not say
public record ObjectHead(
    StoredContent stored,
    OptionalLong contentLength,
    @Nullable Instant lastModified,
    ContentHeaders headers,
    Map<String, String> metadata,
    @Nullable String redirect,
    OptionalInt tagCount,
    OptionalInt partCount,
    @Nullable String storageClass) {

  /// The number that a header has.
  ///
  /// @param text its value; null where the answer does not have it
  /// @return empty where it says none
  public static OptionalInt number(@Nullable String text) {
    try {
      return text == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
    } catch (NumberFormatException _) {
      return OptionalInt.empty();
    }
  }

  /// The length in bytes; of an answer that is whole.
  public long sizeBytes() {
    return contentLength.orElseThrow();
  }

  /// The time of the file that it was made of; null where the metadata has none.
  public @Nullable Instant ownTime() {
    return S3Attributes.ownTime(metadata);
  }

  /// The MD5 that whoever wrote it has left in its metadata; null where there is none.
  public @Nullable Md5Value statedMd5() {
    return S3Attributes.statedMd5(metadata);
  }

  /// The same, if the answer says all that one to HeadObject says.
  ///
  /// @param ifMatch the ETag without quotes that was asked for; null for any
  /// @throws FaultException if it leaves out the length, the ETag or the time, or has another ETag
  public ObjectHead requireWhole(@Nullable String ifMatch) throws FaultException {
    String etag = stored.etag();
    String missing =
        contentLength.isEmpty()
            ? "how long the object is"
            : etag == null
                ? "which content it has (no ETag)"
                : lastModified == null ? "when it was written" : null;
    if (missing != null) {
      throw FaultException.corrupt("the answer does not say " + missing);
    }
    if (ifMatch != null && etag != null && !ETags.same(ifMatch, etag)) {
      throw FaultException.corrupt("the answer has the ETag " + etag + " and not " + ifMatch);
    }
    return this;
  }

  /// What is known of the content; of an answer that is whole.
  public Content content() {
    return new Content(sizeBytes(), stored.fingerprint(), stored.checksums());
  }

  /// The object as a listing would show it; of an answer that is whole.
  public Entry entry(Key key) {
    return new Entry(
        key,
        content(),
        Objects.requireNonNull(lastModified, "of an answer that is whole")
            .truncatedTo(ChronoUnit.SECONDS),
        storageClass);
  }

  /// What goes with the content.
  public Attributes attributes() {
    Map<String, String> user = new HashMap<>();
    metadata.forEach((name, value) -> user.put(name.toLowerCase(Locale.ROOT), value));
    Instant own = ownTime();
    if (Mtime.parse(user.get(Mtime.METADATA_NAME)) != null) {
      user.remove(Mtime.METADATA_NAME);
    }
    ContentHeaders described =
        new ContentHeaders(
            headers.contentType(),
            S3Attributes.contentEncoding(headers.contentEncoding()),
            headers.contentLanguage(),
            headers.contentDisposition(),
            headers.cacheControl(),
            headers.expires());
    return new Attributes(own == null ? lastModified : own, described, user);
  }
}
