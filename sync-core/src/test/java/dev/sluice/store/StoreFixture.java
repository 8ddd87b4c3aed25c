package dev.sluice.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Listed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// What a store's author answers for [StoreContract], and what its tests share.
///
/// The tests are run by two engines, Jupiter and jqwik, and only one of them knows `@BeforeEach`:
/// whatever [#newStore] needs it makes itself, or finds in a static field.
public abstract class StoreFixture {

  /// A fresh and empty store, to be closed by [#discard]. All that one class gives out are of one
  /// service, where there are services.
  protected abstract Store newStore() throws Exception;

  /// Whether what is behind the store is there at all. Where it is not, tests are skipped by
  /// assumption, and properties, which know no assumption about all of their tries, end before the
  /// first.
  protected boolean isRunning() {
    return true;
  }

  /// Closes a store and removes what it held.
  protected void discard(Store store) throws Exception {
    store.close();
  }

  /// Whether the service or file system behind the store can hold this key at all, by itself.
  protected boolean canHold(Key key) {
    return true;
  }

  /// Whether keys are paths of files behind the store, so that no key can be another's directory.
  protected boolean keysArePaths(Store store) {
    return store.properties().fileSystem();
  }

  /// Whether the service refuses a conditional copy before it has copied anything.
  protected boolean heedsCopyConditions() {
    return true;
  }

  /// Whether one store can copy what is in another one of the same service.
  protected boolean copiesBetweenStores() {
    return true;
  }

  /// Whether an answer's ETag always belongs to the content behind it, however a write falls
  /// between. Where not, a reader finds the contradiction and says so.
  protected boolean answersAreOfOneVersion() {
    return true;
  }

  /// Whether the service itself bears a key being written while a neighbour is deleted.
  protected boolean bearsDeletingBesideWriting() {
    return true;
  }

  /// Whether all of `keys` can be there together: in a file system no file is another's directory.
  protected final boolean canHoldTogether(Store store, Iterable<Key> keys) {
    Set<String> names = new HashSet<>();
    keys.forEach(key -> names.add(key.value()));
    for (Key key : keys) {
      if (!canHold(key) || (keysArePaths(store) && hasParentIn(names, key))) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasParentIn(Set<String> names, Key key) {
    String value = key.value();
    for (int i = value.indexOf('/'); i >= 0; i = value.indexOf('/', i + 1)) {
      if (names.contains(value.substring(0, i))) {
        return true;
      }
    }
    return false;
  }

  /// Runs `test` on a fresh store.
  protected final void with(StoreTest test) throws Exception {
    Store store = newStore();
    try {
      test.run(store);
    } finally {
      discard(store);
    }
  }

  /// What is done with a store.
  @FunctionalInterface
  protected interface StoreTest {
    /// Runs it.
    void run(Store store) throws Exception;
  }

  /// Writes a text in one go.
  protected static StoredContent write(Store store, String key, String text) throws Exception {
    return write(store, Key.of(key), BytesSource.of(text));
  }

  /// Writes in one go or in parts, as the size demands.
  protected static StoredContent write(Store store, Key key, BytesSource source) throws Exception {
    WriteSpec spec = new WriteSpec(key, source.sizeBytes(), Fingerprint.UNREAD);
    if (source.sizeBytes() <= store.properties().singleWriteBytes()) {
      return store.write(spec, source);
    }
    try (PartWriter writer = store.writeParts(spec, source)) {
      for (int number = 1; number <= partCount(writer, source.sizeBytes()); number++) {
        writer.writePart(number);
      }
      return writer.commit();
    }
  }

  /// Of how many parts a content consists.
  protected static int partCount(PartWriter writer, long sizeBytes) {
    long part = writer.partSizeBytes();
    return (int) Math.max(1, (sizeBytes + part - 1) / part);
  }

  /// The entry under `key`, which must be there.
  protected static Entry entry(Store store, String key) throws Exception {
    return store.find(Key.of(key)).orElseThrow(() -> new AssertionError("no entry " + key));
  }

  /// All of an entry's content, read in one go.
  protected static byte[] content(Store store, Entry entry) throws Exception {
    try (ContentReader reader = store.open(entry)) {
      byte[] bytes = new byte[(int) reader.sizeBytes()];
      reader.read(0, bytes, 0, bytes.length);
      reader.verifyUnchanged();
      return bytes;
    }
  }

  /// The content under `key` as text.
  protected static String text(Store store, String key) throws Exception {
    return new String(content(store, entry(store, key)), StandardCharsets.UTF_8);
  }

  /// Everything in a range.
  protected static List<Listed> list(Store store, KeyRange range) throws Exception {
    try (EntryCursor cursor = store.list(range, Prune.NOTHING)) {
      return rest(cursor);
    }
  }

  /// What a cursor still has.
  protected static List<Listed> rest(EntryCursor cursor) throws Exception {
    List<Listed> all = new ArrayList<>();
    for (Listed next = cursor.next(); next != null; next = cursor.next()) {
      all.add(next);
    }
    return all;
  }

  /// The keys in a range.
  protected static List<Key> keys(Store store, KeyRange range) throws Exception {
    return list(store, range).stream().map(Listed::key).toList();
  }

  /// All keys, as text.
  protected static List<String> keys(Store store) throws Exception {
    return keys(store, KeyRange.all()).stream().map(Key::value).toList();
  }

  /// Reads everything, parting ranges at random moments.
  ///
  /// @param expected how many keys there are; no key may come twice
  protected static List<Key> listBySplitting(Store store, Random random, int expected)
      throws Exception {
    List<Key> found = new ArrayList<>();
    Deque<KeyRange> ranges = new ArrayDeque<>(List.of(KeyRange.all()));
    while (!ranges.isEmpty()) {
      KeyRange range = ranges.removeFirst();
      try (EntryCursor cursor = store.list(range, Prune.NOTHING)) {
        Key last = null;
        while (true) {
          assertThat(cursor.keysLeft()).isNotNegative();
          List<Key> splits =
              random.nextInt(3) == 0
                  ? cursor.proposeSplits(2 + random.nextInt(3)).reversed()
                  : List.of();
          for (Key at : splits) {
            assertThat(range.canSplitAt(at)).as("%s parts %s", at, range).isTrue();
            assertThat(last == null || at.compareTo(last) >= 0)
                .as("%s after %s", at, last)
                .isTrue();
            ranges.addLast(range.above(at));
            cursor.truncate(at);
            range = range.below(at);
          }
          Listed next = cursor.next();
          if (next == null) {
            break;
          }
          assertThat(range.contains(next.key())).as("%s in %s", next, range).isTrue();
          assertThat(last == null || next.key().compareTo(last) > 0).isTrue();
          last = next.key();
          found.add(last);
        }
      }
    }
    assertThat(found).hasSize(expected);
    return found;
  }

  /// Expects a failure of one of these kinds, worded for a user in one line.
  protected static StoreException failure(ThrowingCallable call, StoreException.Kind... kinds) {
    Throwable thrown = catchThrowable(call);
    assertThat(thrown).isInstanceOf(StoreException.class);
    StoreException failure = (StoreException) thrown;
    assertThat(failure.kind()).as(failure.getMessage()).isIn((Object[]) kinds);
    assertThat(failure.getMessage()).isNotBlank();
    return failure;
  }

  /// Whether a write that is to be new is refused where something is.
  protected boolean heedsAbsence(Store store) {
    return !store.properties().fileSystem();
  }

  /// Whether a write over what was listed is refused where something else is.
  protected boolean heedsMatches(Store store) {
    return heedsAbsence(store);
  }

  /// Whether a deletion of what was listed is refused where something else is.
  protected boolean heedsMatchesOfDeletions(Store store) {
    return heedsAbsence(store);
  }

  /// Whether a copy within the service heeds what is at its destination.
  protected boolean heedsConditionsOfCopies(Store store) {
    return heedsAbsence(store);
  }
}
