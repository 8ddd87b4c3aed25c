package dev.sluice.store.s3.stat;

import dev.sluice.model.ContentHeaders;
import dev.sluice.model.stat.Described;
import dev.sluice.model.stat.Retention;
import dev.sluice.store.s3.api.ObjectHead;
import dev.sluice.store.s3.api.S3Attributes;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpResponse;

/// What the answer to HeadObject says, with what nobody but a person makes use of.
///
/// @param head all that is made use of
/// @param lock until when it may not be deleted; null where the answer does not say
/// @param isHeld whether there is a legal hold; null where the answer does not say
/// @param others what else it says of the object, by the names of headers in lower case
record ObjectHeaders(
    ObjectHead head,
    @Nullable Retention lock,
    @Nullable Boolean isHeld,
    SortedMap<String, String> others) {

  private static final String AMAZON = "x-amz-";
  private static final String LOCK = AMAZON + "object-lock-";

  /// What is told in its own place, and what is about the request.
  private static final Set<String> KNOWN =
      Set.of(
          "x-amz-request-id",
          "x-amz-id-2",
          "x-amz-version-id",
          "x-amz-storage-class",
          "x-amz-tagging-count",
          "x-amz-mp-parts-count",
          "x-amz-website-redirect-location",
          "x-amz-server-side-encryption",
          "x-amz-server-side-encryption-aws-kms-key-id",
          "x-amz-server-side-encryption-customer-algorithm",
          "x-amz-server-side-encryption-customer-key-md5");

  private static final List<String> KNOWN_BEGINNINGS =
      List.of(AMAZON + "meta-", AMAZON + "checksum-", LOCK);

  static ObjectHeaders of(ObjectHead head, SdkHttpResponse answer) {
    SortedMap<String, String> others = new TreeMap<>();
    for (Map.Entry<String, List<String>> header : answer.headers().entrySet()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (name.startsWith(AMAZON)
          && !KNOWN.contains(name)
          && KNOWN_BEGINNINGS.stream().noneMatch(name::startsWith)) {
        others.put(name, String.join(", ", header.getValue()));
      }
    }
    String mode = answer.firstMatchingHeader(LOCK + "mode").orElse(null);
    String hold = answer.firstMatchingHeader(LOCK + "legal-hold").orElse(null);
    return new ObjectHeaders(
        head,
        mode == null
            ? null
            : new Retention(
                mode, time(answer.firstMatchingHeader(LOCK + "retain-until-date").orElse(null))),
        hold == null ? null : hold.equalsIgnoreCase("ON"),
        others);
  }

  private static @Nullable Instant time(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException _) {
      return null;
    }
  }

  Described described() {
    ContentHeaders said = head.headers();
    return new Described(
        head.stored().versionId(),
        new ContentHeaders(
            said.contentType(),
            S3Attributes.contentEncoding(said.contentEncoding()),
            said.contentLanguage(),
            said.contentDisposition(),
            said.cacheControl(),
            said.expires()),
        new TreeMap<>(head.metadata()),
        head.ownTime(),
        head.statedMd5(),
        head.stored().encryption(),
        head.redirect(),
        others);
  }
}
