package dev.sluice.store.s3.sdk;

import dev.sluice.model.ContentHeaders;
import dev.sluice.model.Encryption;
import dev.sluice.store.StoredContent;
import dev.sluice.store.s3.api.ChecksumHeaders;
import dev.sluice.store.s3.api.ETags;
import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.ListPage;
import dev.sluice.store.s3.api.ListPage.ListedObject;
import dev.sluice.store.s3.api.ListPage.Partial;
import dev.sluice.store.s3.api.ListPage.Spelling;
import dev.sluice.store.s3.api.ListPage.Whole;
import dev.sluice.store.s3.api.ObjectHead;
import dev.sluice.store.s3.api.StorageClasses;
import dev.sluice.store.s3.api.WriteAnswer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.S3Response;

/// What the SDK's answers say.
public final class SdkAnswers {

  private static final String CHECKSUM = "Checksum";

  /// How the SDK begins to say that an answer's fields cannot be read.
  private static final String UNREADABLE = "Unable to unmarshall";

  /// How Java begins to say that a key is not encoded as its page says.
  private static final String NOT_ENCODED = "URLDecoder:";

  private SdkAnswers() {}

  /// A page of a listing.
  static ListPage page(ListObjectsV2Response answer) throws FaultException {
    String token = answer.nextContinuationToken();
    boolean hasToken = token != null && !token.isBlank();
    if (answer.isTruncated() == null && !hasToken) {
      // Nor would a page that is no listing at all, which the SDK takes for an empty one.
      throw FaultException.corrupt("the listing does not say whether there is more");
    }
    if (!answer.commonPrefixes().isEmpty()) {
      throw FaultException.corrupt(ListPage.ROLLED_UP);
    }
    if (answer.keyCount() != null) {
      ListPage.requireAnnounced(answer.keyCount(), answer.contents().size());
    }
    List<ListedObject> objects = new ArrayList<>(answer.contents().size());
    Set<String> doubtful = new HashSet<>();
    for (S3Object object : answer.contents()) {
      objects.add(listed(object));
      if (object.key().indexOf('\ufffd') >= 0) {
        doubtful.add(object.key()); // how it was written cannot be seen any more
      }
    }
    return new ListPage(
        objects,
        hasToken || Boolean.TRUE.equals(answer.isTruncated()),
        hasToken ? token : null,
        new Spelling(answer.encodingType() == EncodingType.URL, doubtful));
  }

  private static ListedObject listed(S3Object object) throws FaultException {
    String key = object.key();
    if (key == null || key.isEmpty()) {
      throw FaultException.corrupt("the listing has an object without a key");
    }
    Long size = object.size();
    if (size != null && size < 0) {
      throw FaultException.corrupt("the listing has the size " + size);
    }
    Instant written = object.lastModified();
    String etag = ETags.bare(object.eTag());
    if (size == null || !ListedObject.isBelievable(size) || written == null || etag == null) {
      return new Partial(key, size == null ? OptionalLong.empty() : OptionalLong.of(size), etag);
    }
    return new Whole(
        key,
        size,
        written.truncatedTo(ChronoUnit.SECONDS),
        etag,
        StorageClasses.of(object.storageClassAsString()));
  }

  /// What the SDK makes of an answer. That it can make nothing of one is the answer's fault.
  public static <T> T understood(Supplier<T> request) throws FaultException {
    try {
      return request.get();
    } catch (SdkClientException | IllegalArgumentException e) {
      String said = String.valueOf(e.getMessage());
      if (said.startsWith(UNREADABLE) || said.startsWith(NOT_ENCODED)) {
        throw FaultException.corrupt("the answer makes no sense");
      }
      throw e;
    }
  }

  /// What the answer says.
  public static ObjectHead head(HeadObjectResponse head) {
    return head(
        stored(head.eTag(), head),
        head.contentLength() == null ? OptionalLong.empty() : OptionalLong.of(head.contentLength()),
        head.lastModified(),
        new ContentHeaders(
            head.contentType(),
            head.contentEncoding(),
            head.contentLanguage(),
            head.contentDisposition(),
            head.cacheControl(),
            head.expiresString()),
        head.metadata(),
        head);
  }

  /// What the answer says.
  static ObjectHead head(GetObjectResponse answer) {
    return head(
        stored(answer.eTag(), answer),
        OptionalLong.empty(),
        answer.lastModified(),
        new ContentHeaders(
            answer.contentType(),
            answer.contentEncoding(),
            answer.contentLanguage(),
            answer.contentDisposition(),
            answer.cacheControl(),
            answer.expiresString()),
        answer.metadata(),
        answer);
  }

  private static ObjectHead head(
      StoredContent stored,
      OptionalLong length,
      @Nullable Instant lastModified,
      ContentHeaders headers,
      Map<String, String> metadata,
      S3Response answer) {
    SdkHttpResponse http = answer.sdkHttpResponse();
    return new ObjectHead(
        stored,
        length,
        lastModified,
        headers,
        metadata,
        http.firstMatchingHeader("x-amz-website-redirect-location").orElse(null),
        ObjectHead.number(http.firstMatchingHeader("x-amz-tagging-count").orElse(null)),
        ObjectHead.number(http.firstMatchingHeader("x-amz-mp-parts-count").orElse(null)),
        StorageClasses.of(http.firstMatchingHeader("x-amz-storage-class").orElse(null)));
  }

  /// Whether an answer has a body, as its head says.
  public static boolean hasBody(SdkResponse answer) {
    SdkHttpResponse http = answer.sdkHttpResponse();
    return WriteAnswer.hasBody(name -> http.firstMatchingHeader(name).orElse(null));
  }

  /// What the answer says of what is stored.
  static StoredContent stored(@Nullable String etag, S3Response answer) {
    return stored(etag, answer, answer);
  }

  /// @param sums what has the checksums, as members with names such as `ChecksumCRC32C`
  static StoredContent stored(@Nullable String etag, S3Response answer, SdkPojo sums) {
    ChecksumHeaders checksums = new ChecksumHeaders();
    for (SdkField<?> field : sums.sdkFields()) {
      if (field.memberName().startsWith(CHECKSUM)
          && field.getValueOrDefault(sums) instanceof String value) {
        checksums.accept(
            field.memberName().substring(CHECKSUM.length()).toLowerCase(Locale.ROOT), value);
      }
    }
    SdkHttpResponse http = answer.sdkHttpResponse();
    return new StoredContent(
        ETags.bare(etag),
        http.firstMatchingHeader("x-amz-version-id").orElse(null),
        checksums.checksums(),
        Encryption.of(
            http.firstMatchingHeader("x-amz-server-side-encryption").orElse(null),
            http.firstMatchingHeader("x-amz-server-side-encryption-aws-kms-key-id").orElse(null),
            http.firstMatchingHeader("x-amz-server-side-encryption-customer-algorithm")
                .orElse(null)));
  }
}
