package dev.sluice.store.s3.doctor;

import dev.sluice.checkup.Finding;
import dev.sluice.model.Attributes;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.ListedVersion;
import dev.sluice.model.ObjectVersion;
import dev.sluice.store.RangeCursor;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoredContent;
import dev.sluice.store.Versions.Deletion;
import dev.sluice.store.s3.api.ConditionHeaders;
import dev.sluice.store.s3.api.Md5;
import dev.sluice.store.s3.api.Payload;
import dev.sluice.store.s3.api.S3Api.Doomed;
import dev.sluice.store.s3.api.S3Api.ObjectName;
import dev.sluice.store.s3.api.S3Api.PutCommand;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.api.WriteHeaders;
import dev.sluice.store.s3.call.S3Calls;
import dev.sluice.store.s3.call.S3Faults;
import dev.sluice.store.s3.call.S3Root;
import dev.sluice.store.s3.care.S3Versions;
import dev.sluice.store.s3.config.S3Prefix;
import dev.sluice.store.s3.config.S3WriteOptions;
import dev.sluice.store.s3.object.S3Deletes;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A prefix of its own in which objects are written to see whether that can be done, and from which
/// all of them are removed at the end. Thread-safe but for the removal.
final class Scratch {

  /// What its name begins with, so that whoever finds one knows whose it is.
  static final String BEGINNING = ".sluice-doctor-";

  private static final String ALL_GONE = "all that was written is gone again";

  /// A server that fails may have written what it says it has not.
  static final int LEAST_DOUBTFUL_STATUS = 500;

  private static final int MOST_NAMED = 5;

  private final S3Root root;
  private final Set<String> written = new ConcurrentSkipListSet<>();

  /// What is known to be kept of them, by the answers to the requests that wrote and deleted.
  private final Queue<Doomed> versions = new ConcurrentLinkedQueue<>();

  /// Whether there may be versions of which no answer has told.
  private volatile boolean mayHaveMore;

  /// Uploads that have begun and are not taken back, by their ids: each with its key.
  private final Map<String, String> uploads = new LinkedHashMap<>();

  /// @param in the bucket and the prefix under which it is
  /// @param random makes a name that nobody else has
  Scratch(S3Root in, RandomGenerator random) {
    String prefix = in.prefix() + BEGINNING + HexFormat.of().toHexDigits(random.nextLong()) + "/";
    this.root = new S3Root(in.session(), new S3Prefix(in.bucket(), prefix));
  }

  S3Root root() {
    return root;
  }

  /// The whole key of one of its objects.
  String key(String name) {
    return root.objectKey(Key.of(name));
  }

  /// What policies call its objects.
  String resource() {
    return "arn:aws:s3:::" + root.bucket() + "/" + root.prefix() + "*";
  }

  /// Writes an object by one request.
  StoredContent put(String name, byte[] content, ConditionHeaders condition)
      throws StoreException, InterruptedException {
    String key = key(name);
    Payload payload = payload(content);
    return wrote(
        name,
        S3Operation.PUT,
        () -> root.api().put(new PutCommand(root.bucket(), key, headers(key), condition), payload));
  }

  /// Carries out a request that writes an object.
  ///
  /// @throws StoreException if it failed, such that there may be an object all the same
  StoredContent wrote(String name, S3Operation operation, S3Calls.Attempt<StoredContent> request)
      throws StoreException, InterruptedException {
    written.add(name); // before: it may be there though the answer got lost
    try {
      StoredContent stored = root.call(operation, root.address(Key.of(name)), request);
      note(name, stored.versionId());
      return stored;
    } catch (StoreException e) {
      S3Faults.Answer answer = S3Faults.answer(e);
      mayHaveMore |= answer == null || answer.status() >= LEAST_DOUBTFUL_STATUS;
      throw e;
    }
  }

  private void note(String name, @Nullable String version) {
    if (version != null) {
      versions.add(new Doomed(new ObjectName(key(name), version), null));
    }
  }

  Payload payload(byte[] content) throws InterruptedException {
    Md5 md5 = Md5.of(content, 0, content.length, root.session().runtime().cpu());
    return new Payload.InMemory(content, md5, null, root.session().runtime().cpu());
  }

  static WriteHeaders headers(String key) {
    return WriteHeaders.of(S3WriteOptions.DEFAULT, key, Attributes.NONE);
  }

  /// What was to be written was refused.
  void wasRefused(String name) {
    written.remove(name);
  }

  /// An upload has begun.
  void began(String uploadId, String name) {
    uploads.put(uploadId, name);
  }

  /// It is no more.
  void ended(String uploadId) {
    uploads.remove(uploadId);
  }

  /// Removes all that was written, versions too.
  Finding remove() throws InterruptedException {
    if (written.isEmpty() && uploads.isEmpty()) {
      return new Finding.Skipped("nothing was written");
    }
    List<String> left = new ArrayList<>();
    StoreException why = abortUploads(left);
    S3Deletes deletes = new S3Deletes(root);
    for (String name : written) {
      try {
        Doomed object = new Doomed(new ObjectName(key(name), null), null);
        switch (deletes.deleteEach(List.of(object)).getFirst()) {
          case Deletion.Gone(var marker) -> note(name, marker);
          case Deletion.Failed(var error) -> throw error;
        }
      } catch (StoreException e) {
        why = e;
        left.add(root.address(Key.of(name)).toString());
      }
    }
    if (why != null) {
      return new Finding.Failed(
          why.kind(),
          "remain there: " + named(left) + ": " + why.getMessage(),
          "It takes s3:DeleteObject on " + resource() + "; whoever may has to remove them");
    }
    return versions.isEmpty() ? Finding.ok(ALL_GONE) : withoutVersions(deletes);
  }

  /// Removes what the bucket has kept of what was deleted.
  private Finding withoutVersions(S3Deletes deletes) throws InterruptedException {
    try {
      List<Doomed> known = List.copyOf(versions);
      for (int from = 0; from < known.size(); from += S3Deletes.MAX_BATCH) {
        requireGone(
            deletes.deleteEach(
                known.subList(from, Math.min(known.size(), from + S3Deletes.MAX_BATCH))));
      }
      return Finding.ok(
          ALL_GONE
              + (withoutUntold(deletes)
                  ? ", with all versions"
                  : ", with all versions that the service has told of"));
    } catch (StoreException e) {
      String place = "s3://" + root.bucket() + "/" + root.prefix();
      return Finding.warning(
          "the bucket keeps versions of what was written under " + place + ": " + e.getMessage(),
          "It takes s3:DeleteObjectVersion; whoever has it removes them by  sluice rm --recursive"
              + " --all-versions "
              + place);
    }
  }

  /// Removes versions of which no answer has told: Ceph says nothing of those that it copies.
  ///
  /// @return whether it is certain that there are none
  private boolean withoutUntold(S3Deletes deletes) throws StoreException, InterruptedException {
    S3Versions untold = new S3Versions(root, deletes);
    List<ObjectVersion> listed;
    try {
      listed = listed(untold);
    } catch (StoreException e) {
      if (mayHaveMore) {
        throw e;
      }
      return false;
    }
    if (!listed.isEmpty()) {
      requireGone(untold.deleteVersions(listed));
    }
    return true;
  }

  private static void requireGone(List<Deletion> deletions) throws StoreException {
    for (Deletion deletion : deletions) {
      if (deletion instanceof Deletion.Failed(var error)) {
        throw error;
      }
    }
  }

  private static List<ObjectVersion> listed(S3Versions versions)
      throws StoreException, InterruptedException {
    List<ObjectVersion> found = new ArrayList<>();
    try (RangeCursor<ListedVersion> cursor = versions.list(KeyRange.all())) {
      ListedVersion next;
      while (found.size() < S3Deletes.MAX_BATCH && (next = cursor.next()) != null) {
        if (next instanceof ObjectVersion version) {
          found.add(version);
        }
      }
    }
    return found;
  }

  private static String named(List<String> left) {
    return String.join(", ", left.subList(0, Math.min(MOST_NAMED, left.size())))
        + (left.size() > MOST_NAMED ? " and " + (left.size() - MOST_NAMED) + " more" : "");
  }

  /// @return why one of them is still there; null where none is
  private @Nullable StoreException abortUploads(List<String> left) throws InterruptedException {
    StoreException why = null;
    for (Map.Entry<String, String> upload : uploads.entrySet()) {
      Key key = Key.of(upload.getValue());
      try {
        root.call(
            S3Operation.ABORT_UPLOAD,
            root.address(key),
            () -> root.api().abort(root.bucket(), root.objectKey(key), upload.getKey()));
      } catch (StoreException e) {
        why = e;
        left.add("an unfinished upload of " + root.address(key));
      }
    }
    uploads.clear();
    return why;
  }
}
