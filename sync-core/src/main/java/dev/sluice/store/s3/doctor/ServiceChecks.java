package dev.sluice.store.s3.doctor;

import dev.sluice.checkup.CheckName;
import dev.sluice.checkup.Checkup;
import dev.sluice.checkup.Finding;
import dev.sluice.model.access.ObjectOwnership;
import dev.sluice.model.access.Setting;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.Versions;
import dev.sluice.store.s3.api.ListPage;
import dev.sluice.store.s3.api.S3Api.ListQuery;
import dev.sluice.store.s3.call.S3Faults;
import dev.sluice.store.s3.call.S3Root;
import dev.sluice.store.s3.care.BucketQuestions;
import dev.sluice.store.s3.care.S3Versions;
import dev.sluice.store.s3.list.PageCheck;
import dev.sluice.store.s3.list.PageRequests;
import dev.sluice.store.s3.object.S3Deletes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

/// What the service answers, and what of it can be read without writing anything.
final class ServiceChecks {

  /// More is refused by services.
  private static final Duration MOST_SKEW = Duration.ofMinutes(15);

  /// More makes times of files and of objects hard to compare.
  private static final Duration WORTH_TELLING = Duration.ofSeconds(30);

  private static final int PAGE_KEYS = 1000;

  private final ServiceWay way;
  private final S3Root root;
  private final Clock clock;
  private @Nullable ListPage page;
  private final AtomicReference<@Nullable FirstAnswer> first = new AtomicReference<>();

  ServiceChecks(ServiceWay way, S3Root root, Clock clock) {
    this.way = way;
    this.root = root;
    this.clock = clock;
  }

  /// The first page of keys; null until it is had.
  @Nullable ListPage page() {
    return page;
  }

  /// Where the bucket is, as the service has said; null where it has not.
  @Nullable String bucketRegion() {
    FirstAnswer answer = first.get();
    return answer == null ? null : answer.bucketRegion();
  }

  void run(Checkup checkup) throws InterruptedException {
    checkup.check(
        CheckName.ANSWER,
        List.of(CheckName.CREDENTIALS, CheckName.TCP, CheckName.TLS),
        () -> {
          FirstAnswer answer = FirstAnswer.ask(root, clock);
          first.set(answer);
          return answered(answer);
        });
    FirstAnswer answer = first.get();
    List<CheckName> answered = List.of(CheckName.ANSWER);
    checkup.check(CheckName.CLOCK, answered, () -> skew(seen(answer)));
    checkup.check(CheckName.REGION, answered, () -> region(seen(answer)));
    List<CheckName> there = List.of(CheckName.ANSWER, CheckName.REGION);
    checkup.check(CheckName.ACCEPTED, there, () -> accepted(seen(answer)));
    List<CheckName> accepted = List.of(CheckName.ACCEPTED);
    checkup.check(CheckName.ADDRESSING, accepted, this::addressing);
    checkup.check(CheckName.LIST, accepted, this::list);
    checkup.check(CheckName.VERSIONING, bucket(), this::versions);
    checkup.check(CheckName.ACLS, bucket(), this::acls);
  }

  /// What has to have passed for the bucket to be there. It may be there and not be listed.
  List<CheckName> bucket() {
    return List.of(isMissing(first.get()) ? CheckName.LIST : CheckName.ACCEPTED);
  }

  private static FirstAnswer seen(@Nullable FirstAnswer answer) {
    return Objects.requireNonNull(answer, "the service has answered");
  }

  private static boolean isMissing(@Nullable FirstAnswer answer) {
    StoreException failure = answer == null ? null : answer.failure();
    return failure != null && failure.kind() == Kind.NO_ROOT;
  }

  private Finding answered(FirstAnswer first) {
    StoreException failure = first.failure();
    String server = first.server() == null ? "" : "; the server calls itself " + first.server();
    S3Faults.Answer refusal = first.refusal();
    if (failure != null && refusal == null) {
      return new Finding.Failed(failure.kind(), failure.getMessage(), null);
    }
    if (refusal != null && refusal.code() == null) {
      return new Finding.Failed(
          Kind.UNREACHABLE,
          String.valueOf(failure == null ? null : failure.getMessage()) + server,
          "The answer is not in S3's words: check that the endpoint is that of an S3 service, and"
              + " its port");
    }
    return Finding.ok("the service answers as S3 does" + server);
  }

  private static Finding skew(FirstAnswer first) {
    Duration skew = first.skew();
    if (skew == null) {
      return new Finding.Skipped("the service does not say what time it is");
    }
    Duration size = skew.abs();
    String said =
        size.isZero()
            ? "as the service's, to the second"
            : Amounts.time(size)
                + (skew.isNegative() ? " behind" : " ahead of")
                + " the service's; at most 15 minutes are borne";
    Finding finding =
        size.compareTo(MOST_SKEW) > 0
            ? Finding.warning(
                said,
                "Set this machine's clock right; sluice signs by the service's time meanwhile,"
                    + " other programs are refused")
            : size.compareTo(WORTH_TELLING) > 0
                ? Finding.warning(said, "Set this machine's clock right")
                : Finding.ok(said);
    return finding.with("skewSeconds", skew.toSeconds());
  }

  private Finding region(FirstAnswer first) {
    StoreException failure = first.failure();
    String configured = way.endpoint().region().id();
    String real = first.bucketRegion();
    if (failure != null && first.isRedirect()) {
      return new Finding.Failed(
          failure.kind(),
          failure.getMessage(),
          real == null ? null : "The bucket is in " + real + ": say --region " + real);
    }
    if (real != null && !real.equals(configured)) {
      return Finding.warning(
          "the bucket is in " + real + ", and " + configured + " is configured",
          "Set region = " + real + " in the profile, or say --region " + real);
    }
    return Finding.ok(
        configured + (real == null ? ", which the service takes" : ", where the bucket is"));
  }

  private Finding accepted(FirstAnswer first) {
    StoreException failure = first.failure();
    if (failure != null && failure.kind() != Kind.DENIED && failure.kind() != Kind.NO_ROOT) {
      return new Finding.Failed(failure.kind(), failure.getMessage(), null);
    }
    return Finding.ok(
        way.credentials() instanceof AnonymousCredentialsProvider
            ? "the service takes unsigned requests"
            : "the service takes the signature");
  }

  private Finding addressing() {
    boolean isPath = !way.path().isEmpty();
    return Finding.ok(
        (isPath ? "the bucket stands in the path: " : "the bucket stands in the host's name: ")
            + (way.origin().tls() ? "https://" : "http://")
            + way.origin().authority()
            + way.path());
  }

  private Finding list() throws StoreException, InterruptedException {
    ListQuery query = new ListQuery(root.bucket(), root.prefix(), null, null, PAGE_KEYS);
    try {
      ListPage found = new PageRequests(root).page(query, new PageCheck(query, null));
      page = found;
      int count = found.objects().size();
      return Finding.ok(
              (found.isTruncated() ? "more than " + count : "" + count)
                  + (count == 1 && !found.isTruncated() ? " object" : " objects")
                  + (root.prefix().isEmpty() ? "" : " under " + root.prefix()))
          .with("objectsListed", count);
    } catch (StoreException e) {
      return switch (e.kind()) {
        case NO_ROOT ->
            new Finding.Failed(
                e.kind(),
                e.getMessage(),
                "Make it by  sluice mb s3://" + root.bucket() + ", or check its name");
        case DENIED -> Rights.denied(e, "s3:ListBucket", "arn:aws:s3:::" + root.bucket());
        default -> throw e;
      };
    }
  }

  private Finding versions() throws StoreException, InterruptedException {
    try {
      Versions.State state = new S3Versions(root, new S3Deletes(root)).state();
      return Finding.ok(
          switch (state) {
            case OFF -> "off: what is overwritten or deleted is gone";
            case ENABLED -> "on: what is overwritten or deleted is kept, and takes room";
            case SUSPENDED -> "suspended: the versions that there are stay";
          });
    } catch (StoreException e) {
      return notTold(e, "its versioning");
    }
  }

  private Finding acls() throws StoreException, InterruptedException {
    try {
      Setting<ObjectOwnership> ownership =
          new BucketQuestions(root.session(), root.bucket()).ownership();
      return switch (ownership) {
        case Setting.Is<ObjectOwnership>(ObjectOwnership owner) ->
            Finding.ok(
                owner == ObjectOwnership.BUCKET_OWNER_ENFORCED
                    ? "off (Object Ownership is BucketOwnerEnforced): --acl-public is refused"
                    : "allowed (Object Ownership is " + owner.text() + ")");
        case Setting.None<ObjectOwnership> _ -> Finding.ok("allowed (no Object Ownership is set)");
        case Setting.Unsupported<ObjectOwnership> _ ->
            Finding.ok("not told: the service has no Object Ownership");
        case Setting.Hidden<ObjectOwnership>(String why) -> new Finding.Skipped(why);
      };
    } catch (StoreException e) {
      return notTold(e, "Object Ownership");
    }
  }

  /// What no run needs to know is no failure where it may not be asked.
  private static Finding notTold(StoreException e, String what) throws StoreException {
    if (S3Faults.isUnknownRequest(e)) {
      return new Finding.Skipped("the service does not tell " + what);
    }
    if (e.kind() == Kind.DENIED) {
      return new Finding.Skipped("the credentials may not ask for " + what);
    }
    throw e;
  }
}
