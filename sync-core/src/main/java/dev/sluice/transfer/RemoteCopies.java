package dev.sluice.transfer;

import dev.sluice.content.Sides;
import dev.sluice.model.Attributes;
import dev.sluice.model.Entry;
import dev.sluice.model.FileStamp;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import dev.sluice.store.ServerCopy;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoredContent;
import dev.sluice.store.WriteCondition;
import dev.sluice.store.WriteSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Makes entries of contents that stand at the destination already by copies within it, by its
/// service or its file system, in place of sending them (*remote copy*, *local copy*). A copy is
/// made only of what its source was when it was seen, and what came of it is held against what was
/// to be copied; where anything is amiss the content is sent.
///
/// Of contents that are sent at the same time one is sent, and the others wait for it. Thread-safe.
final class RemoteCopies {

  /// When so many files in a row have no object under the keys that they had before, this is none
  /// of the destinations that they were sent to.
  private static final int MOST_STRAYS = 32;

  /// So many objects of a content are tried: others may have changed or removed some.
  private static final int MOST_TRIED = 3;

  private final Sides sides;
  private final ServerCopy copies;
  private final ContentIndex index;
  private final ConcurrentMap<Content, CountDownLatch> underWay = new ConcurrentHashMap<>();

  /// How many files in a row had no object under the keys that they had before.
  private final AtomicInteger strays = new AtomicInteger();

  /// The service has shown that it cannot do this, or must not.
  private volatile boolean isOff;

  RemoteCopies(Sides sides, ServerCopy copies, ContentIndex index) {
    this.sides = sides;
    this.copies = copies;
    this.index = index;
  }

  /// What came of looking for a content at the destination.
  ///
  /// @param stored what the service says of the copy; null where none was made
  /// @param from the key that was copied; null where none was
  /// @param condition what must be at the destination for the content to be sent
  record Attempt(@Nullable StoredContent stored, @Nullable Key from, WriteCondition condition) {}

  /// An object that has a content, as far as is known.
  ///
  /// @param digest of the content
  /// @param isListed whether it is known that it is there, so that a failure is one of copying
  private record Twin(Entry object, String digest, boolean isListed) {}

  /// Copies a content, if an object of it is there.
  ///
  /// @param spec what is to be written
  /// @param digests any of which its object has as its ETag
  /// @param own what goes with it
  Attempt copy(WriteSpec spec, List<String> digests, Attributes own)
      throws StoreException, InterruptedException {
    return copyAny(twins(spec, digests), spec, own);
  }

  /// What is known of a content before it is read.
  ///
  /// @param digests as ETags have them; empty where nothing is known
  /// @param formerKey of a file whose folder was renamed; null for none
  record Known(List<String> digests, @Nullable Key formerKey) {}

  /// What is known of the source's content.
  Known known(Entry entry) throws StoreException, InterruptedException {
    return switch (sides.sourceTrust().believed(entry).fingerprint()) {
      case Fingerprint.Md5 md5 -> new Known(List.of(md5.hex()), null);
      case Fingerprint.MultipartETag etag -> new Known(List.of(etag.text()), null);
      case Fingerprint.Remembered _, Fingerprint.Unread _, Fingerprint.Opaque _ ->
          sides
              .source()
              .known(entry)
              .map(found -> new Known(found.hashes().digests(), found.formerKey()))
              .orElse(new Known(List.of(), null));
    };
  }

  /// Looks at a source's entry that is not read.
  @FunctionalInterface
  interface Look {
    /// What goes with it; null where it is not what was listed any more.
    @Nullable Attributes run() throws StoreException, InterruptedException;
  }

  /// Copies a content that need not be read, if its entry still is what was listed and the
  /// destination has it: under a key that was seen, or under the one that the file had before its
  /// folder was renamed, which need not have been listed.
  Attempt copyKnown(WriteSpec spec, Known known, Look look)
      throws StoreException, InterruptedException {
    List<Twin> twins = twins(spec, known.digests());
    Key former = known.formerKey();
    if (former != null && isUsable() && strays.get() < MOST_STRAYS) {
      for (String digest : known.digests()) {
        Entry object = Entry.ofObject(former, spec.sizeBytes(), Instant.EPOCH, digest, null);
        twins.add(new Twin(object, digest, false));
      }
    }
    Attributes own = twins.isEmpty() || spec.sizeBytes() == 0 ? null : look.run();
    return own == null ? none(spec) : copyAny(twins, spec, own);
  }

  private List<Twin> twins(WriteSpec spec, List<String> digests) {
    List<Twin> twins = new ArrayList<>();
    for (String digest : digests) {
      if (isUsable()) {
        addTwins(index.find(spec.sizeBytes(), digest), digest, spec, twins);
      }
    }
    return twins;
  }

  private static void addTwins(
      List<Entry> objects, String digest, WriteSpec spec, List<Twin> twins) {
    for (Entry object : objects) {
      if (!object.key().equals(spec.key()) && twins.size() < MOST_TRIED) {
        twins.add(new Twin(object, digest, true));
      }
    }
  }

  private Attempt copyAny(List<Twin> twins, WriteSpec spec, Attributes own)
      throws StoreException, InterruptedException {
    for (Twin twin : twins) {
      StoredContent stored = isUsable() ? tryToCopy(twin, spec, own) : null;
      if (!twin.isListed()) {
        strays.updateAndGet(many -> stored == null ? many + 1 : 0);
      }
      if (stored != null) {
        return judge(spec, twin, stored);
      }
    }
    return none(spec);
  }

  /// Nothing was copied, and nothing is different at the destination.
  static Attempt none(WriteSpec spec) {
    return new Attempt(null, null, spec.condition());
  }

  /// Takes a copy for what it should be, or says that it is to be overwritten. What is copied
  /// within a folder is what it should be: that was looked at on the open file.
  private Attempt judge(WriteSpec spec, Twin twin, StoredContent stored)
      throws StoreException, InterruptedException {
    if (!isToFolder() && (isAnother(twin.digest(), stored) || !isCertain(twin, stored))) {
      isOff = true; // the service heeds no condition
      return new Attempt(null, null, WriteCondition.over(written(spec, stored)));
    }
    return new Attempt(stored, twin.object().key(), spec.condition());
  }

  /// Whether copies are files: then nothing is read that is not sent.
  boolean isToFolder() {
    return sides.target().properties().fileSystem();
  }

  /// Whether contents are copied at all: the service can, and its ETags are believed.
  boolean isUsable() {
    return !isOff && !sides.targetTrust().isLost();
  }

  private static boolean isAnother(String digest, StoredContent stored) {
    return Fingerprint.ofETag(digest) instanceof Fingerprint.Md5
        && stored.fingerprint() instanceof Fingerprint.Md5 made
        && !made.hex().equals(digest);
  }

  /// Whether the answer's ETag is the digest, or the twin still is what it was after it was copied:
  /// of a content in parts, or under SSE-KMS, the answer tells nothing, and some services heed no
  /// condition.
  private boolean isCertain(Twin twin, StoredContent stored)
      throws StoreException, InterruptedException {
    Entry object = twin.object();
    return Fingerprint.areSameDigest(Fingerprint.ofETag(twin.digest()), stored.fingerprint())
        || sides
            .target()
            .find(object.key())
            .filter(now -> Objects.equals(now.etag(), object.etag()))
            .isPresent();
  }

  private static Entry written(WriteSpec spec, StoredContent stored) {
    return Entry.ofObject(spec.key(), spec.sizeBytes(), Instant.EPOCH, stored.etag(), null);
  }

  /// @return null where it was not made
  private @Nullable StoredContent tryToCopy(Twin twin, WriteSpec spec, Attributes own)
      throws StoreException, InterruptedException {
    try {
      return copies.copyContent(copies.copySource(twin.object()), spec, own);
    } catch (StoreException e) {
      switch (e.kind()) {
        case CHANGED, NOT_FOUND -> {} // it is not there any more
        case DENIED, LOCKED, MISCONFIGURED, REFUSED, CORRUPT, CONTRADICTED, OTHER ->
            // It may be that one may only write, or that the service knows no copies. Of files each
            // fails by itself.
            isOff = isOff || (twin.isListed() && !isToFolder());
        case NO_ROOT,
            BAD_CREDENTIALS,
            THROTTLED,
            TRANSIENT,
            UNREACHABLE,
            CONFLICT,
            NO_SPACE,
            READ_ONLY,
            EXHAUSTED,
            OBSTRUCTED ->
            throw e;
      }
      return null;
    }
  }

  /// Says that a content is about to be sent, after whoever is sending the same has ended.
  ///
  /// @return to be closed when it was sent or not
  Turn await(long sizeBytes, String digest) throws InterruptedException {
    Content content = new Content(sizeBytes, digest);
    Turn turn = new Turn(content, new CountDownLatch(1));
    CountDownLatch before;
    while ((before = underWay.putIfAbsent(content, turn.ended)) != null) {
      before.await();
    }
    return turn;
  }

  /// The same, if nobody is sending the content; else waits until whoever does has ended.
  ///
  /// @return to be closed when it was sent or not; null after a wait
  @Nullable Turn beginOrAwait(long sizeBytes, String digest) throws InterruptedException {
    Content content = new Content(sizeBytes, digest);
    Turn turn = new Turn(content, new CountDownLatch(1));
    CountDownLatch before = underWay.putIfAbsent(content, turn.ended);
    if (before != null) {
      before.await();
      return null;
    }
    return turn;
  }

  /// A content, as far as its length and digest tell.
  private record Content(long sizeBytes, String digest) {}

  /// A content that is being sent, or copied.
  final class Turn implements AutoCloseable {
    private final Content content;
    private final CountDownLatch ended;

    private Turn(Content content, CountDownLatch ended) {
      this.content = content;
      this.ended = ended;
    }

    @Override
    public void close() {
      underWay.remove(content, ended);
      ended.countDown();
    }
  }

  /// Says that a content was written.
  void wrote(WriteSpec spec, String digest, StoredContent stored) {
    StoredContent.File file = stored.file();
    FileStamp stamp = file == null ? null : file.stamp();
    String etag = stamp == null ? stored.etag() : stamp.text();
    if (etag != null) {
      index.wrote(spec.key(), spec.sizeBytes(), digest, etag);
    }
  }
}
