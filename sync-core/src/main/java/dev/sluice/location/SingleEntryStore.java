package dev.sluice.location;

import dev.sluice.flow.Unanswered;
import dev.sluice.model.Attributes;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Listed;
import dev.sluice.store.Confirmed;
import dev.sluice.store.ContentReader;
import dev.sluice.store.DeleteFailure;
import dev.sluice.store.EmptyDirectories;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.Leftovers;
import dev.sluice.store.PartWriter;
import dev.sluice.store.Place;
import dev.sluice.store.Prune;
import dev.sluice.store.ServerCopy;
import dev.sluice.store.ServerCopy.CopySource;
import dev.sluice.store.Store;
import dev.sluice.store.StoreActivity;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreProperties;
import dev.sluice.store.StoredContent;
import dev.sluice.store.Takeaway;
import dev.sluice.store.Versions.Deletion;
import dev.sluice.store.WriteSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Shows one entry of another store, under a key of choice, and nothing else: how a single file is
/// synced, and how it gets another name on the way. Thread-safe as the store behind it.
public final class SingleEntryStore implements Store {

  private final Store inner;
  private final Key innerKey;
  private final Key key;
  private final boolean required;

  /// @param inner the store, which this one closes
  /// @param innerKey the entry's key there
  /// @param key the key it is shown under
  public SingleEntryStore(Store inner, Key innerKey, Key key) {
    this(inner, innerKey, key, false);
  }

  private SingleEntryStore(Store inner, Key innerKey, Key key, boolean required) {
    this.inner = inner;
    this.innerKey = innerKey;
    this.key = key;
    this.required = required;
  }

  /// The same for an entry that was named as a source: its absence is a failure, for a run that
  /// found nothing there would have done nothing and called that success.
  public static SingleEntryStore source(Store inner, Key innerKey, Key key) {
    return new SingleEntryStore(inner, innerKey, key, true);
  }

  @Override
  public StoreProperties properties() {
    return inner.properties();
  }

  @Override
  public String describe(@Nullable Key shown) {
    return inner.describe(innerKey);
  }

  @Override
  public EntryCursor list(KeyRange range, Prune prune) {
    return new OneEntryCursor(range.contains(key));
  }

  @Override
  public Optional<Entry> find(Key shown) throws StoreException, InterruptedException {
    return shown.equals(key)
        ? inner.find(innerKey).map(entry -> entry.withKey(key))
        : Optional.empty();
  }

  @Override
  public boolean isAsListed(Entry shown) throws StoreException, InterruptedException {
    return shown.key().equals(key) && inner.isAsListed(shown.withKey(innerKey));
  }

  @Override
  public boolean isListed(Key shown) throws StoreException, InterruptedException {
    return shown.equals(key) && inner.isListed(innerKey);
  }

  @Override
  public void checkReadable() throws StoreException, InterruptedException {
    inner.checkReadable();
  }

  @Override
  public void requireSameRoot() throws StoreException, InterruptedException {
    inner.requireSameRoot();
  }

  @Override
  public Confirmed confirm(Entry entry) throws StoreException, InterruptedException {
    return inner.confirm(entry.withKey(innerKey));
  }

  @Override
  public ContentReader open(Entry entry) throws StoreException, InterruptedException {
    return inner.open(entry.withKey(innerKey));
  }

  @Override
  public StoredContent write(WriteSpec spec, ContentReader source)
      throws StoreException, InterruptedException {
    return inner.write(renamed(spec), source);
  }

  @Override
  public PartWriter writeParts(WriteSpec spec, ContentReader source)
      throws StoreException, InterruptedException {
    return inner.writeParts(renamed(spec), source);
  }

  @Override
  public Optional<ServerCopy> serverCopy() {
    return inner.serverCopy().map(RenamingCopy::new);
  }

  @Override
  public List<DeleteFailure> delete(List<Entry> entries)
      throws StoreException, InterruptedException {
    entries.forEach(this::requireKey);
    return inner.delete(entries.stream().map(each -> each.withKey(innerKey)).toList());
  }

  @Override
  public Optional<Takeaway> takeaway() {
    return inner.takeaway().map(RenamingTakeaway::new);
  }

  @Override
  public void makeDurable() throws StoreException, InterruptedException {
    inner.makeDurable();
  }

  @Override
  public Optional<Leftovers> leftovers() {
    return inner.leftovers();
  }

  @Override
  public Optional<EmptyDirectories> emptyDirectories() {
    return inner
        .emptyDirectories()
        .map(all ->
            keys -> all.removeEmptyDirectories(keys.contains(key) ? List.of(innerKey) : List.of()));
  }

  @Override
  public Place place() throws StoreException, InterruptedException {
    return inner.place(innerKey);
  }

  @Override
  public StoreActivity activity() {
    return inner.activity();
  }

  @Override
  public Object meter() {
    return inner.meter();
  }

  @Override
  public List<Unanswered> unanswered(Duration atLeast) {
    return inner.unanswered(atLeast);
  }

  @Override
  public void close() {
    inner.close();
  }

  private WriteSpec renamed(WriteSpec spec) {
    return spec.withKey(innerKey);
  }

  private final class RenamingTakeaway implements Takeaway {
    private final Takeaway takeaway;

    RenamingTakeaway(Takeaway takeaway) {
      this.takeaway = takeaway;
    }

    @Override
    public Optional<Seen> look(Entry shown) throws StoreException, InterruptedException {
      return takeaway
          .look(shown.withKey(innerKey))
          .map(seen -> new Seen(seen.entry().withKey(key), seen.stamp()));
    }

    @Override
    public List<Deletion> remove(List<Seen> entries) throws StoreException, InterruptedException {
      for (Seen each : entries) {
        requireKey(each.entry());
      }
      return takeaway.remove(
          entries.stream()
              .map(seen -> new Seen(seen.entry().withKey(innerKey), seen.stamp()))
              .toList());
    }
  }

  private void requireKey(Entry entry) {
    if (!entry.key().equals(key)) {
      throw new IllegalArgumentException("not the one entry: " + entry.key());
    }
  }

  private final class RenamingCopy implements ServerCopy {
    private final ServerCopy copies;

    RenamingCopy(ServerCopy copies) {
      this.copies = copies;
    }

    @Override
    public boolean knowsContents() {
      return copies.knowsContents();
    }

    @Override
    public CopySource copySource(Entry entry) {
      return copies.copySource(entry.withKey(innerKey));
    }

    @Override
    public boolean canCopy(CopySource source) {
      return copies.canCopy(source);
    }

    @Override
    public StoredContent copy(CopySource source, WriteSpec spec)
        throws StoreException, InterruptedException {
      return copies.copy(source, renamed(spec));
    }

    @Override
    public StoredContent copyContent(CopySource source, WriteSpec spec, Attributes own)
        throws StoreException, InterruptedException {
      return copies.copyContent(source, renamed(spec), own);
    }
  }

  private final class OneEntryCursor implements EntryCursor {
    private boolean pending;

    OneEntryCursor(boolean pending) {
      this.pending = pending;
    }

    @Override
    public @Nullable Listed next() throws StoreException, InterruptedException {
      if (!pending) {
        return null;
      }
      pending = false;
      Entry found = find(key).orElse(null);
      if (found == null && required) {
        throw new StoreException(
            StoreException.Kind.NO_ROOT,
            "list "
                + describe(null)
                + ": it is no longer there, or no longer a file; name it again if it has moved");
      }
      return found;
    }

    @Override
    public boolean seek(@Nullable Key sought) {
      return false;
    }

    @Override
    public double keysLeft() {
      return pending ? 1 : 0;
    }

    @Override
    public List<Key> proposeSplits(int parts) {
      return List.of();
    }

    @Override
    public void truncate(Key upTo) {
      pending = pending && key.compareTo(upTo) <= 0;
    }

    @Override
    public void close() {}
  }
}
