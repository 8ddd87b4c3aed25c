package dev.sluice.store.s3.stat;

import dev.sluice.model.Checksum;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.model.ObjectVersion;
import dev.sluice.model.access.Setting;
import dev.sluice.model.stat.Described;
import dev.sluice.model.stat.KeyVersions;
import dev.sluice.model.stat.ObjectStat;
import dev.sluice.model.stat.Retention;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.s3.call.S3Session;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Asks all questions about one object, one after another.
public final class ObjectStats {

  private final S3Session session;
  private final String bucket;

  public ObjectStats(S3Session session, String bucket) {
    this.session = session;
    this.bucket = bucket;
  }

  /// What the first question gave.
  ///
  /// @param headers null where they cannot be had
  private record Looked(
      Entry entry,
      @Nullable ObjectHeaders headers,
      Setting<Described> described,
      Setting<List<Checksum>> checksums) {}

  /// Asks.
  ///
  /// @param key the whole key
  /// @param version null for what is seen under the key
  /// @throws StoreException of kind [Kind#NOT_FOUND] if there is no such object
  public ObjectStat of(String key, @Nullable String version)
      throws StoreException, InterruptedException {
    ObjectQuestions questions = new ObjectQuestions(session, bucket, key, version);
    Looked looked = look(questions, key, version != null);
    Setting<KeyVersions> versions = VersionsOfKey.of(session, bucket, key);
    ObjectHeaders headers = looked.headers();
    Retention lock = headers == null ? null : headers.lock();
    Boolean isHeld = headers == null ? null : headers.isHeld();
    return new ObjectStat(
        withClass(looked.entry(), version, versions),
        looked.described(),
        looked.checksums(),
        questions.parts(looked.entry()),
        questions.tags(),
        questions.acl(),
        lock == null ? questions.retention() : new Setting.Is<>(lock),
        isHeld == null ? questions.legalHold() : new Setting.Is<>(isHeld),
        versions);
  }

  /// The versions of a key, also where there is no object.
  public Setting<KeyVersions> versions(String key) throws StoreException, InterruptedException {
    return VersionsOfKey.of(session, bucket, key);
  }

  private static Looked look(ObjectQuestions questions, String key, boolean isOfVersion)
      throws StoreException, InterruptedException {
    try {
      return looked(questions.headers(true), key, null);
    } catch (StoreException e) {
      if (e.kind() == Kind.DENIED) {
        try {
          return looked(questions.headers(false), key, e); // its key may not be used
        } catch (StoreException second) {
          return listed(questions, second, isOfVersion);
        }
      }
      return listed(questions, e, isOfVersion);
    }
  }

  private static Looked looked(
      ObjectHeaders headers, String key, @Nullable StoreException withoutChecksums) {
    List<Checksum> sums = headers.head().stored().checksums();
    return new Looked(
        headers.head().entry(Key.of(key)),
        headers,
        new Setting.Is<>(headers.described()),
        withoutChecksums != null
            ? new Setting.Hidden<>(withoutChecksums.getMessage())
            : sums.isEmpty() ? new Setting.None<>() : new Setting.Is<>(sums));
  }

  /// What a listing says, where the object says nothing.
  private static Looked listed(ObjectQuestions questions, StoreException why, boolean isOfVersion)
      throws StoreException, InterruptedException {
    if (isOfVersion && ObjectQuestions.isOfMarker(why)) {
      throw new StoreException(
          Kind.NO_ROOT, why.getMessage() + ": it is a delete marker, which has no content", why);
    }
    boolean isKeyWanted = ObjectQuestions.isKeyWanted(why);
    if (isOfVersion || (why.kind() != Kind.DENIED && !isKeyWanted)) {
      throw why;
    }
    Entry entry;
    try {
      entry = questions.listed();
    } catch (StoreException _) {
      throw why;
    }
    if (entry == null) {
      throw why;
    }
    String line =
        isKeyWanted
            ? why.getMessage() + "; it may be encrypted with a key that must be sent along (SSE-C)"
            : why.getMessage();
    return new Looked(entry, null, new Setting.Hidden<>(line), new Setting.Hidden<>(line));
  }

  /// What HeadObject leaves out a listing says.
  private static Entry withClass(
      Entry entry, @Nullable String version, Setting<KeyVersions> versions) {
    if (entry.storageClass() != null
        || !(versions instanceof Setting.Is<KeyVersions>(KeyVersions known))) {
      return entry;
    }
    for (ObjectVersion each : known.latest()) {
      boolean isMeant = version == null ? each.isLatest() : each.id().equals(version);
      if (isMeant && Objects.equals(each.etag(), entry.etag())) {
        return new Entry(entry.key(), entry.content(), entry.modifiedTime(), each.storageClass());
      }
    }
    return entry;
  }
}
