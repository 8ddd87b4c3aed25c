package dev.sluice.store.s3.doctor;

import dev.sluice.checkup.CheckName;
import dev.sluice.checkup.Checkup;
import dev.sluice.checkup.Finding;
import dev.sluice.model.Encryption;
import dev.sluice.model.Key;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.StoredContent;
import dev.sluice.store.WriteCondition;
import dev.sluice.store.s3.api.ConditionHeaders;
import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.S3Api.BeginCommand;
import dev.sluice.store.s3.api.S3Api.Begun;
import dev.sluice.store.s3.api.S3Api.CopyCommand;
import dev.sluice.store.s3.api.S3Api.GetQuery;
import dev.sluice.store.s3.api.S3Api.PartCommand;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.call.S3Faults;
import dev.sluice.store.s3.call.S3Root;
import dev.sluice.store.s3.config.S3WriteOptions;
import dev.sluice.store.s3.sdk.SdkAnswers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/// Whether objects can be written, read, copied and written in parts, and whether the service keeps
/// to the conditions on which they are.
final class WriteChecks {

  private static final String OBJECT = "object";
  private static final String COPY = "copy";
  private static final String PARTS = "parts";
  private static final String SUMS = "sums";
  private static final String NO_ETAG = "00000000000000000000000000000000";

  private static final int SMALL_BYTES = 1 << 10;

  private final Scratch scratch;
  private final S3Root root;
  private final Supplier<S3Client> asUsual;
  private final byte[] content;
  private @Nullable String etag;

  /// @param asUsual sends checksums as AWS tools do by themselves
  WriteChecks(Scratch scratch, Supplier<S3Client> asUsual) {
    this.scratch = scratch;
    this.asUsual = asUsual;
    this.root = scratch.root();
    this.content = new byte[SMALL_BYTES];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (i * 31);
    }
  }

  /// @param bucket what has to have passed for the bucket to be there
  void run(Checkup checkup, List<CheckName> bucket) throws InterruptedException {
    List<CheckName> written = List.of(CheckName.PUT);
    checkup.check(CheckName.PUT, bucket, this::put);
    checkup.check(CheckName.GET, written, this::get);
    checkup.check(CheckName.CHECKSUMS, List.of(CheckName.PUT, CheckName.GET), this::checksums);
    checkup.check(CheckName.CONDITIONS, written, this::conditions);
    checkup.check(CheckName.COPY, List.of(CheckName.PUT, CheckName.GET), this::copy);
    checkup.check(CheckName.MULTIPART, written, this::multipart);
  }

  private Finding put() throws StoreException, InterruptedException {
    try {
      etag = scratch.put(OBJECT, content, none()).etag();
      return Finding.ok("wrote " + root.address(Key.of(OBJECT)));
    } catch (StoreException e) {
      S3Faults.Answer answer = S3Faults.answer(e);
      if (answer != null && answer.status() < Scratch.LEAST_DOUBTFUL_STATUS) {
        scratch.wasRefused(OBJECT);
      }
      return denied(e, "s3:PutObject");
    }
  }

  private Finding denied(StoreException e, String action) throws StoreException {
    if (e.kind() == Kind.DENIED) {
      return Rights.denied(e, action, scratch.resource());
    }
    throw e;
  }

  private static ConditionHeaders none() {
    return ConditionHeaders.of(WriteCondition.ANY, true);
  }

  private Finding get() throws StoreException, InterruptedException {
    byte[] read;
    try {
      read = read(OBJECT);
    } catch (StoreException e) {
      return denied(e, "s3:GetObject");
    }
    return Arrays.equals(read, content)
        ? Finding.ok("read it back as it was written")
        : new Finding.Failed(
            Kind.CORRUPT,
            "what was read back is not what was written",
            "Something on the way, or the service, changes contents: do not use it");
  }

  private byte[] read(String name) throws StoreException, InterruptedException {
    byte[] read = new byte[content.length];
    root.call(
        S3Operation.GET,
        root.address(Key.of(name)),
        () ->
            root.api()
                .get(
                    new GetQuery(root.bucket(), scratch.key(name), null, null),
                    read,
                    0,
                    read.length));
    return read;
  }

  /// Some services refuse what comes behind a content, or take it for a part of the content.
  private Finding checksums() throws StoreException, InterruptedException {
    String why;
    try {
      scratch.wrote(SUMS, S3Operation.PUT, this::putAsUsual);
      if (Arrays.equals(read(SUMS), content)) {
        return Finding.ok("the service takes checksums as AWS tools send them");
      }
      why = "it stores something else than what was sent";
    } catch (StoreException e) {
      why =
          switch (e.kind()) {
            case CORRUPT, MISCONFIGURED, OTHER, CHANGED -> e.getMessage();
            default -> throw e;
          };
    }
    return Finding.warning(
        "the service does not take checksums as AWS tools send them by themselves: " + why,
        "Set request_checksum_calculation = when_required and response_checksum_validation ="
            + " when_required in the profile; sluice finds its way without");
  }

  private StoredContent putAsUsual() throws FaultException {
    PutObjectResponse answer =
        SdkAnswers.understood(() ->
            asUsual
                .get()
                .putObject(
                    b -> b.bucket(root.bucket()).key(scratch.key(SUMS)),
                    RequestBody.fromBytes(content)));
    return new StoredContent(answer.eTag(), answer.versionId(), List.of(), Encryption.UNSAID);
  }

  /// What became of a write that is to be refused.
  private enum Heed {
    REFUSED,
    TAKEN,
    UNKNOWN
  }

  private Finding conditions() throws StoreException, InterruptedException {
    Heed absent = heed(WriteCondition.ABSENT);
    Heed changed = heed(new WriteCondition.Matches(NO_ETAG));
    boolean takesRight = takesRight();
    List<String> wrong = new ArrayList<>();
    add(wrong, absent, "If-None-Match: *");
    add(wrong, changed, "If-Match");
    if (changed == Heed.REFUSED && !takesRight) {
      wrong.add("a write under the right If-Match is refused");
    }
    return wrong.isEmpty()
        ? Finding.ok("second writes were refused, by If-None-Match and by If-Match")
        : Finding.warning(
            String.join("; ", wrong),
            "Let only one run, and nobody else, write there at a time: what others write meanwhile"
                + " may be lost");
  }

  private static void add(List<String> wrong, Heed heed, String condition) {
    switch (heed) {
      case REFUSED -> {}
      case TAKEN -> wrong.add(condition + " is not heeded: a second write was taken");
      case UNKNOWN -> wrong.add("the service does not know " + condition);
    }
  }

  private Heed heed(WriteCondition unmet) throws StoreException, InterruptedException {
    try {
      scratch.put(OBJECT, content, ConditionHeaders.of(unmet, true));
      return Heed.TAKEN;
    } catch (StoreException e) {
      return switch (e.kind()) {
        case CHANGED, CONFLICT, NOT_FOUND -> Heed.REFUSED;
        default -> {
          if (isUnknown(e)) {
            yield Heed.UNKNOWN;
          }
          throw e;
        }
      };
    }
  }

  private static boolean isUnknown(StoreException e) {
    S3Faults.Answer answer = S3Faults.answer(e);
    return answer != null && (answer.status() == 501 || answer.status() == 400);
  }

  private boolean takesRight() throws StoreException, InterruptedException {
    String current = etag;
    if (current == null) {
      return false;
    }
    for (boolean quoted : new boolean[] {true, false}) { // Ceph compares the quotes too
      try {
        scratch.put(
            OBJECT, content, ConditionHeaders.of(new WriteCondition.Matches(current), quoted));
        return true;
      } catch (StoreException e) {
        if (e.kind() != Kind.CHANGED && !isUnknown(e)) {
          throw e;
        }
      }
    }
    return false;
  }

  private Finding copy() throws StoreException, InterruptedException {
    try {
      copy(etag);
    } catch (StoreException e) {
      return denied(e, "s3:PutObject and s3:GetObject");
    }
    try {
      copy(NO_ETAG);
      return Finding.warning(
          "the service copies, and does not heed on which ETag of the source",
          "Leave sources alone while they are copied within the service");
    } catch (StoreException e) {
      if (e.kind() != Kind.CHANGED) {
        throw e;
      }
      return Finding.ok("the service copies, and refuses a source that has changed");
    }
  }

  private void copy(@Nullable String ifMatch) throws StoreException, InterruptedException {
    CopyCommand command =
        new CopyCommand(
            root.bucket(),
            scratch.key(OBJECT),
            null,
            ifMatch,
            root.bucket(),
            scratch.key(COPY),
            S3WriteOptions.DEFAULT,
            null,
            none());
    scratch.wrote(COPY, S3Operation.COPY, () -> root.api().copy(command));
  }

  private Finding multipart() throws StoreException, InterruptedException {
    String key = scratch.key(PARTS);
    Begun begun;
    try {
      begun =
          root.call(
              S3Operation.CREATE_UPLOAD,
              root.address(Key.of(PARTS)),
              () ->
                  root.api()
                      .begin(new BeginCommand(root.bucket(), key, Scratch.headers(key), null)));
    } catch (StoreException e) {
      return denied(e, "s3:PutObject");
    }
    scratch.began(begun.id(), PARTS);
    root.call(
        S3Operation.UPLOAD_PART,
        root.address(Key.of(PARTS)),
        () ->
            root.api()
                .putPart(
                    new PartCommand(root.bucket(), key, begun.id(), 1), scratch.payload(content)));
    try {
      root.call(
          S3Operation.ABORT_UPLOAD,
          root.address(Key.of(PARTS)),
          () -> root.api().abort(root.bucket(), key, begun.id()));
      scratch.ended(begun.id());
    } catch (StoreException e) {
      return denied(e, "s3:AbortMultipartUpload");
    }
    return Finding.ok("began an upload, wrote a part and took it back");
  }
}
