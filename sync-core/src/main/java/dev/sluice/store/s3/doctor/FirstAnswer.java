package dev.sluice.store.s3.doctor;

import dev.sluice.store.StoreException;
import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.HttpDates;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.call.S3Faults;
import dev.sluice.store.s3.call.S3Root;
import dev.sluice.store.s3.sdk.SdkAnswers;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Response;

/// What the service answers to the first signed request, yes or no: more can be read from its head
/// than from what it answers.
///
/// @param failure why it said no; null for a yes
/// @param skew how far this machine's clock is ahead of the service's; null where it does not say
/// @param bucketRegion where the bucket is; null where it does not say
/// @param server what it calls itself; null where it does not say
record FirstAnswer(
    @Nullable StoreException failure,
    @Nullable Duration skew,
    @Nullable String bucketRegion,
    @Nullable String server) {

  /// How services end the refusal of a signature for another region.
  private static final Pattern EXPECTED_REGION = Pattern.compile("expecting '([A-Za-z0-9-]+)'");

  /// The head of an answer, and when it came.
  private record Head(SdkHttpResponse http, Instant sent, Instant received) {}

  /// Asks for the first key.
  static FirstAnswer ask(S3Root root, Clock clock) throws InterruptedException {
    AtomicReference<@Nullable Head> first = new AtomicReference<>();
    StoreException failure = null;
    try {
      root.call(
          S3Operation.LIST,
          root.address(),
          () ->
              noting(
                  first,
                  clock,
                  () ->
                      root.sdk()
                          .listObjectsV2(
                              // a key may have what no XML can
                              b ->
                                  b.bucket(root.bucket())
                                      .prefix(root.prefix())
                                      .maxKeys(1)
                                      .encodingType(EncodingType.URL)),
                  FirstAnswer::isListing));
    } catch (StoreException e) {
      failure = e;
    }
    Head head = first.get();
    return new FirstAnswer(
        failure,
        head == null ? null : skew(head),
        region(head, failure),
        head == null ? null : header(head, "server"));
  }

  private static @Nullable String region(@Nullable Head head, @Nullable StoreException failure) {
    String said = head == null ? null : header(head, "x-amz-bucket-region");
    if (said != null || failure == null) {
      return said;
    }
    Matcher expected = EXPECTED_REGION.matcher(failure.getMessage());
    return expected.find() ? expected.group(1) : null;
  }

  private static <T extends S3Response> T noting(
      AtomicReference<@Nullable Head> first,
      Clock clock,
      Supplier<T> request,
      Predicate<T> isAnswer)
      throws IOException {
    Instant sent = clock.instant();
    try {
      T answer = SdkAnswers.understood(request);
      if (!isAnswer.test(answer)) {
        throw FaultException.corrupt("the answer is a page of something else than S3");
      }
      note(first, answer.sdkHttpResponse(), sent, clock);
      return answer;
    } catch (AwsServiceException e) {
      if (e.awsErrorDetails() != null) {
        note(first, e.awsErrorDetails().sdkHttpResponse(), sent, clock);
      }
      throw e;
    }
  }

  /// Of any other document the SDK makes an answer that says nothing.
  private static boolean isListing(ListObjectsV2Response answer) {
    return answer.isTruncated() != null || answer.name() != null || answer.keyCount() != null;
  }

  private static void note(
      AtomicReference<@Nullable Head> first,
      @Nullable SdkHttpResponse http,
      Instant sent,
      Clock clock) {
    if (http != null) {
      first.compareAndSet(null, new Head(http, sent, clock.instant()));
    }
  }

  private static @Nullable String header(Head head, String name) {
    return head.http().firstMatchingHeader(name).filter(each -> !each.isBlank()).orElse(null);
  }

  /// Dates have whole seconds, which the time between sending and receiving adds to: what that
  /// explains is no skew.
  private static @Nullable Duration skew(Head head) {
    String date = header(head, "date");
    Instant said = date == null ? null : HttpDates.parse(date);
    if (said == null) {
      return null;
    }
    Instant end = said.plusSeconds(1);
    if (head.received().isBefore(said)) {
      return Duration.between(said, head.received());
    }
    return head.sent().isAfter(end) ? Duration.between(end, head.sent()) : Duration.ZERO;
  }

  /// What the service said no with; null where it said yes, or nothing.
  S3Faults.@Nullable Answer refusal() {
    return failure == null ? null : S3Faults.answer(failure);
  }

  /// Whether it said that the bucket is elsewhere.
  boolean isRedirect() {
    S3Faults.Answer answer = refusal();
    return answer != null
        && (answer.status() == 301
            || answer.status() == 307
            || "AuthorizationHeaderMalformed".equals(answer.code())
            || "IllegalLocationConstraintException".equals(answer.code()));
  }
}
