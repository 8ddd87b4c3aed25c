package dev.sluice.store.memory;

import dev.sluice.model.Attributes;
import dev.sluice.model.Encryption;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Listed;
import dev.sluice.store.Confirmed;
import dev.sluice.store.ContentReader;
import dev.sluice.store.DeleteFailure;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.PartWriter;
import dev.sluice.store.Place;
import dev.sluice.store.Prune;
import dev.sluice.store.ServerCopy;
import dev.sluice.store.ServerCopy.CopySource;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.StoreProperties;
import dev.sluice.store.StoredContent;
import dev.sluice.store.Takeaway;
import dev.sluice.store.Versions.Deletion;
import dev.sluice.store.WriteCondition;
import dev.sluice.store.WriteSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A strict store in memory that behaves as S3 does: ETags, conditional reads and copies, parts.
///
/// Strict means that it refuses what any store may refuse: a reader or writer used after it was
/// closed, a part written twice, too many keys in a batch, a cursor used by two threads at once. It
/// knows what was opened and not closed. A [MemoryHook] changes things between calls.
public final class MemoryStore implements Store, ServerCopy, Takeaway {

  /// As S3 has it.
  private static final int MAX_KEY_BYTES = 1024;

  private final ConcurrentSkipListMap<Key, Slot> slots = new ConcurrentSkipListMap<>();
  private final MemoryOptions options;
  private final OpenHandles handles = new OpenHandles();
  private final AtomicReference<MemoryHook> hook = new AtomicReference<>(MemoryHook.NONE);

  /// An empty store.
  public MemoryStore(MemoryOptions options) {
    this.options = options;
  }

  /// An empty store with small limits.
  public static MemoryStore named(String name) {
    return new MemoryStore(MemoryOptions.named(name));
  }

  /// Puts an object without any check, in place of what was there.
  public void put(String key, byte[] content) {
    put(Key.of(key), content, Hashes.md5(content), Attributes.NONE);
  }

  /// Puts an object of text.
  public void put(String key, String content) {
    put(key, content.getBytes(StandardCharsets.UTF_8));
  }

  /// Makes listings show something that is not a file, or that could not be listed.
  public void show(Listed listed) {
    slots.put(listed.key(), new Slot.Shown(listed));
  }

  /// Removes what is under `key`.
  public void remove(String key) {
    slots.remove(Key.of(key));
  }

  /// The content under `key`; empty where there is none.
  public Optional<byte[]> content(String key) {
    return Optional.ofNullable(stored(Key.of(key))).map(stored -> stored.content().clone());
  }

  /// The content under `key` as text; empty where there is none.
  public Optional<String> text(String key) {
    return content(key).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /// What goes with the content under `key`; empty where there is none.
  public Optional<Attributes> attributes(String key) {
    return Optional.ofNullable(stored(Key.of(key))).map(Slot.Stored::attributes);
  }

  /// The keys there are, in order.
  public List<String> keys() {
    return slots.keySet().stream().map(Key::value).toList();
  }

  /// From now on `hook` runs before each call.
  public void setHook(MemoryHook hook) {
    this.hook.set(hook);
  }

  /// What has been opened and not closed, with the place in the code where it was opened.
  public List<Throwable> openHandles() {
    return handles.open();
  }

  @Override
  public StoreProperties properties() {
    return new StoreProperties(false, options.singleWriteBytes(), options.deleteBatch());
  }

  @Override
  public String describe(@Nullable Key key) {
    return options.service() + "://" + options.name() + "/" + (key == null ? "" : key.value());
  }

  @Override
  public EntryCursor list(KeyRange range, Prune prune) {
    return new MemoryCursor(this, slots, range);
  }

  @Override
  public Optional<Entry> find(Key key) throws StoreException, InterruptedException {
    before(MemoryHook.Operation.FIND, key);
    return Optional.ofNullable(stored(key)).map(stored -> stored.listed(key));
  }

  @Override
  public void checkReadable() throws StoreException, InterruptedException {
    before(MemoryHook.Operation.CHECK, null);
  }

  @Override
  public Confirmed confirm(Entry entry) {
    Slot.Stored stored = stored(entry.key());
    return new Confirmed(
        entry.fingerprint(), stored == null ? null : stored.attributes().modifiedTime());
  }

  @Override
  public ContentReader open(Entry entry) throws StoreException, InterruptedException {
    before(MemoryHook.Operation.OPEN, entry.key());
    Slot.Stored stored = requireUnchanged(entry.key(), entry.etag());
    if (stored.content().length != entry.sizeBytes()) { // of one without an ETag, all that tells
      throw changed(entry.key());
    }
    return new MemoryReader(this, entry, stored);
  }

  @Override
  public StoredContent write(WriteSpec spec, ContentReader source)
      throws StoreException, InterruptedException {
    requireWritable(spec, source);
    if (spec.sizeBytes() > options.singleWriteBytes()) {
      throw new IllegalArgumentException(spec.sizeBytes() + " bytes are to be written in parts");
    }
    byte[] content = new byte[(int) spec.sizeBytes()];
    source.read(0, content, 0, content.length);
    Attributes attributes = source.attributes();
    source.verifyUnchanged();
    before(MemoryHook.Operation.WRITE, spec.key());
    requireExpected(spec, content);
    return put(spec, content, Hashes.md5(content), attributes);
  }

  @Override
  public PartWriter writeParts(WriteSpec spec, ContentReader source) throws StoreException {
    requireWritable(spec, source);
    return new MemoryPartWriter(this, spec, source, options.partSizeBytes());
  }

  private void requireWritable(WriteSpec spec, ContentReader source) throws StoreException {
    if (spec.sizeBytes() != source.sizeBytes()) {
      throw new IllegalArgumentException(
          "%d bytes are to be written and the source has %d"
              .formatted(spec.sizeBytes(), source.sizeBytes()));
    }
    if (spec.key().value().getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
      throw new StoreException(
          Kind.REFUSED,
          "write " + describe(spec.key()) + ": the key is longer than " + MAX_KEY_BYTES + " bytes");
    }
  }

  void requireExpected(WriteSpec spec, byte[] content) throws StoreException {
    if (spec.expected() instanceof Fingerprint.Md5 expected
        && !expected.hex().equals(Hashes.md5(content))) {
      throw new StoreException(
          Kind.CORRUPT, "write " + describe(spec.key()) + ": the MD5 is not " + expected.hex());
    }
  }

  /// Puts an object if the condition holds, in one step.
  StoredContent put(WriteSpec spec, byte[] content, String etag, Attributes attributes)
      throws StoreException {
    Slot.Stored stored = new Slot.Stored(content.clone(), etag, options.time().now(), attributes);
    Slot after =
        slots.compute(spec.key(), (_, slot) -> holds(spec.condition(), slot) ? stored : slot);
    if (after != stored) {
      throw conflict("write", spec.key());
    }
    return new StoredContent(etag, null, List.of(), Encryption.UNSAID);
  }

  private static boolean holds(WriteCondition condition, @Nullable Slot slot) {
    return switch (condition) {
      case WriteCondition.Any _ -> true;
      case WriteCondition.Absent _ -> slot == null;
      case WriteCondition.Matches(String etag) ->
          slot instanceof Slot.Stored stored && stored.etag().equals(etag);
    };
  }

  private StoreException conflict(String verb, Key key) {
    return new StoreException(
        Kind.CONFLICT, verb + " " + describe(key) + ": it is no longer what was listed");
  }

  private StoredContent put(Key key, byte[] content, String etag, Attributes attributes) {
    slots.put(key, new Slot.Stored(content.clone(), etag, options.time().now(), attributes));
    return new StoredContent(etag, null, List.of(), Encryption.UNSAID);
  }

  private record Handle(MemoryStore store, Key key, @Nullable String etag) implements CopySource {}

  @Override
  public Optional<ServerCopy> serverCopy() {
    return Optional.of(this);
  }

  @Override
  public CopySource copySource(Entry entry) {
    return new Handle(this, entry.key(), entry.etag());
  }

  @Override
  public boolean canCopy(CopySource source) {
    return source instanceof Handle(MemoryStore store, _, _)
        && store.options.service().equals(options.service());
  }

  @Override
  public StoredContent copy(CopySource source, WriteSpec spec)
      throws StoreException, InterruptedException {
    Slot.Stored from = toCopy(source, spec);
    return put(spec, from.content(), from.etag(), from.attributes());
  }

  @Override
  public StoredContent copyContent(CopySource source, WriteSpec spec, Attributes own)
      throws StoreException, InterruptedException {
    Slot.Stored from = toCopy(source, spec);
    return put(spec, from.content(), from.etag(), own);
  }

  private Slot.Stored toCopy(CopySource source, WriteSpec spec)
      throws StoreException, InterruptedException {
    if (!canCopy(source) || !(source instanceof Handle handle)) {
      throw new IllegalArgumentException("not a source of this service: " + source);
    }
    before(MemoryHook.Operation.COPY, spec.key());
    return handle.store().requireUnchanged(handle.key(), handle.etag());
  }

  @Override
  public List<DeleteFailure> delete(List<Entry> entries) throws InterruptedException {
    if (entries.size() > options.deleteBatch()) {
      throw new IllegalArgumentException(
          entries.size() + " entries, over " + options.deleteBatch());
    }
    List<DeleteFailure> failures = new ArrayList<>();
    for (Entry entry : entries) {
      Key key = entry.key();
      try {
        before(MemoryHook.Operation.DELETE, key);
        WriteCondition condition = WriteCondition.over(entry);
        if (slots.computeIfPresent(key, (_, slot) -> holds(condition, slot) ? null : slot)
            != null) {
          throw conflict("delete", key);
        }
      } catch (StoreException e) {
        failures.add(new DeleteFailure(key, e));
      }
    }
    return failures;
  }

  @Override
  public Optional<Takeaway> takeaway() {
    return Optional.of(this);
  }

  @Override
  public Optional<Seen> look(Entry entry) {
    return entry.etag() == null ? Optional.empty() : Optional.of(new Seen(entry, null));
  }

  @Override
  public List<Deletion> remove(List<Seen> entries) throws InterruptedException {
    Map<Key, StoreException> failures = new HashMap<>();
    delete(entries.stream().map(Seen::entry).toList())
        .forEach(each -> failures.put(each.key(), each.error()));
    return entries.stream()
        .<Deletion>map(each -> {
          StoreException failure = failures.get(each.entry().key());
          return failure == null ? new Deletion.Gone(null) : new Deletion.Failed(failure);
        })
        .toList();
  }

  @Override
  public Place place() {
    return new Place(options.service(), options.name() + "/");
  }

  /// What is under `key`, if it still is what was listed.
  Slot.Stored requireUnchanged(Key key, @Nullable String etag) throws StoreException {
    Slot.Stored stored = stored(key);
    if (stored == null) {
      throw new StoreException(Kind.NOT_FOUND, "read " + describe(key) + ": there is none");
    }
    if (etag != null && !etag.equals(stored.etag())) {
      throw changed(key);
    }
    return stored;
  }

  private StoreException changed(Key key) {
    return new StoreException(
        Kind.CHANGED, "read " + describe(key) + ": changed since it was listed");
  }

  private Slot.@Nullable Stored stored(Key key) {
    return slots.get(key) instanceof Slot.Stored stored ? stored : null;
  }

  void before(MemoryHook.Operation operation, @Nullable Key key)
      throws StoreException, InterruptedException {
    hook.get().before(operation, key);
  }

  OpenHandles handles() {
    return handles;
  }

  /// Nothing to release.
  @Override
  public void close() {}
}
