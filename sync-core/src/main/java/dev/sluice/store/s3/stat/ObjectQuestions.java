package dev.sluice.store.s3.stat;

import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import dev.sluice.model.access.Acl;
import dev.sluice.model.access.Setting;
import dev.sluice.model.stat.Retention;
import dev.sluice.model.stat.WrittenParts;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.ListPage;
import dev.sluice.store.s3.api.ObjectHead;
import dev.sluice.store.s3.api.S3Address;
import dev.sluice.store.s3.api.S3Api.ListQuery;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.api.care.CareApi.Target;
import dev.sluice.store.s3.call.S3Faults;
import dev.sluice.store.s3.call.S3Root;
import dev.sluice.store.s3.call.S3Session;
import dev.sluice.store.s3.config.S3Prefix;
import dev.sluice.store.s3.list.PageCheck;
import dev.sluice.store.s3.list.PageRequests;
import dev.sluice.store.s3.sdk.SdkAnswers;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;

/// The questions about one object, one request each.
final class ObjectQuestions {

  /// By the header alone, as in other places; the SDK has its own way with the checksums it asks
  /// for.
  private static final AwsRequestOverrideConfiguration ASKING_FOR_CHECKSUMS =
      AwsRequestOverrideConfiguration.builder().putHeader("x-amz-checksum-mode", "ENABLED").build();

  private static final AwsRequestOverrideConfiguration PLAIN =
      AwsRequestOverrideConfiguration.builder().build();

  private final S3Session session;
  private final String bucket;
  private final String key;
  private final @Nullable String version;
  private final Asking asking;

  /// @param version null for what is seen under the key
  ObjectQuestions(S3Session session, String bucket, String key, @Nullable String version) {
    this.session = session;
    this.bucket = bucket;
    this.key = key;
    this.version = version;
    this.asking = new Asking(session, new S3Address(bucket, key, version));
  }

  /// What its headers say.
  ///
  /// @param withChecksums whether for checksums too, for which more rights are needed
  /// @throws StoreException of kind [Kind#NOT_FOUND] if there is no such object
  ObjectHeaders headers(boolean withChecksums) throws StoreException, InterruptedException {
    return session
        .calls()
        .call(
            S3Operation.HEAD,
            asking.address(),
            () -> {
              HeadObjectResponse answer = head(null, withChecksums);
              ObjectHead head = SdkAnswers.head(answer).requireWhole(null);
              return ObjectHeaders.of(head, answer.sdkHttpResponse());
            });
  }

  private HeadObjectResponse head(@Nullable Integer part, boolean withChecksums)
      throws FaultException {
    return asking.said(s3 ->
        s3.headObject(b ->
            b.bucket(bucket)
                .key(key)
                .versionId(version)
                .partNumber(part)
                .overrideConfiguration(withChecksums ? ASKING_FOR_CHECKSUMS : PLAIN)));
  }

  /// Whether an object says nothing to whoever does not have its key (SSE-C): the answer to HEAD
  /// has no more than its status.
  static boolean isKeyWanted(StoreException e) {
    S3Faults.Answer answer = S3Faults.answer(e);
    return answer != null && answer.status() == 400;
  }

  /// Whether a version is none that could be read.
  static boolean isOfMarker(StoreException e) {
    S3Faults.Answer answer = S3Faults.answer(e);
    return answer != null && answer.status() == 405;
  }

  /// What a listing says of it.
  ///
  /// @return null where it has no such object, or leaves something open about it
  @Nullable Entry listed() throws StoreException, InterruptedException {
    S3Root root = new S3Root(session, S3Prefix.ofBeginning(bucket, key));
    ListQuery query = new ListQuery(bucket, key, null, null, 1);
    ListPage page = new PageRequests(root).page(query, new PageCheck(query, null));
    return page.objects().isEmpty()
            || page.isKeyUncertain(page.objects().getFirst())
            || !(page.objects().getFirst() instanceof ListPage.Whole whole)
            || !whole.key().equals(key)
        ? null
        : Entry.ofObject(
            Key.of(key),
            whole.sizeBytes(),
            whole.lastModified(),
            whole.etag(),
            whole.storageClass());
  }

  /// The parts that it was written in.
  Setting<WrittenParts> parts(Entry entry) throws StoreException, InterruptedException {
    String etag = entry.etag();
    if (entry.sizeBytes() == 0
        || etag == null
        || !(Fingerprint.ofETag(etag) instanceof Fingerprint.MultipartETag(_, int parts))) {
      return new Setting.None<>();
    }
    return asking.whether(
        S3Operation.HEAD,
        () -> {
          HeadObjectResponse first = head(1, false);
          Integer count = first.partsCount();
          Long length = first.contentLength();
          if (length == null || (count == null && parts > 1)) {
            throw FaultException.corrupt("the answer does not say how long the first part is");
          }
          return new WrittenParts(count == null ? parts : count, length);
        });
  }

  /// Its tags.
  Setting<SortedMap<String, String>> tags() throws StoreException, InterruptedException {
    return asking.whether(
        S3Operation.GET_TAGS,
        () -> {
          GetObjectTaggingResponse answer =
              asking.said(
                  s3 -> s3.getObjectTagging(b -> b.bucket(bucket).key(key).versionId(version)));
          if (!answer.hasTagSet()) {
            throw FaultException.corrupt("the answer does not say which tags there are");
          }
          SortedMap<String, String> tags = new TreeMap<>();
          answer.tagSet().forEach(tag -> tags.put(tag.key(), tag.value()));
          return tags.isEmpty() ? null : tags;
        });
  }

  /// Its access control list.
  Setting<Acl> acl() throws StoreException, InterruptedException {
    return asking.whether(
        S3Operation.GET_ACL, () -> session.care().acl(new Target(bucket, key, version)));
  }

  /// A question about a lock. That the bucket has no locks at all is said as if it were a wrong
  /// one.
  private <T> Setting<T> lock(Asking.Question<T> question)
      throws StoreException, InterruptedException {
    return asking.whether(
        S3Operation.GET_LOCK,
        () -> {
          try {
            return question.ask();
          } catch (AwsServiceException e) {
            boolean isNone =
                e.awsErrorDetails() != null
                    && "InvalidRequest".equals(e.awsErrorDetails().errorCode());
            if (isNone) {
              return null;
            }
            throw e;
          }
        });
  }

  /// Until when it may not be deleted.
  Setting<Retention> retention() throws StoreException, InterruptedException {
    return lock(() -> {
      var said =
          asking
              .said(s3 -> s3.getObjectRetention(b -> b.bucket(bucket).key(key).versionId(version)))
              .retention();
      String mode = said == null ? null : said.modeAsString();
      Instant until = said == null ? null : said.retainUntilDate();
      return mode == null ? null : new Retention(mode, until);
    });
  }

  /// Whether there is a legal hold.
  Setting<Boolean> legalHold() throws StoreException, InterruptedException {
    return lock(() -> {
      var said =
          asking
              .said(s3 -> s3.getObjectLegalHold(b -> b.bucket(bucket).key(key).versionId(version)))
              .legalHold();
      ObjectLockLegalHoldStatus status = said == null ? null : said.status();
      return status == null ? null : status == ObjectLockLegalHoldStatus.ON;
    });
  }
}
