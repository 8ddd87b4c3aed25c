package dev.sluice.store;

import dev.sluice.flow.Unanswered;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Another store as it is, for tests that change one thing about it.
public class ForwardingStore implements Store {

  private final Store inner;

  public ForwardingStore(Store inner) {
    this.inner = inner;
  }

  @Override
  public StoreProperties properties() {
    return inner.properties();
  }

  @Override
  public String describe(@Nullable Key key) {
    return inner.describe(key);
  }

  @Override
  public EntryCursor list(KeyRange range, Prune prune) {
    return inner.list(range, prune);
  }

  @Override
  public Optional<Entry> find(Key key) throws StoreException, InterruptedException {
    return inner.find(key);
  }

  @Override
  public boolean isAsListed(Entry entry) throws StoreException, InterruptedException {
    return inner.isAsListed(entry);
  }

  @Override
  public Optional<KnownContent> known(Entry listed) throws StoreException, InterruptedException {
    return inner.known(listed);
  }

  @Override
  public boolean isListed(Key key) throws StoreException, InterruptedException {
    return inner.isListed(key);
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
    return inner.confirm(entry);
  }

  @Override
  public ContentReader open(Entry entry) throws StoreException, InterruptedException {
    return inner.open(entry);
  }

  @Override
  public StoredContent write(WriteSpec spec, ContentReader source)
      throws StoreException, InterruptedException {
    return inner.write(spec, source);
  }

  @Override
  public PartWriter writeParts(WriteSpec spec, ContentReader source)
      throws StoreException, InterruptedException {
    return inner.writeParts(spec, source);
  }

  @Override
  public List<DeleteFailure> delete(List<Entry> entries)
      throws StoreException, InterruptedException {
    return inner.delete(entries);
  }

  @Override
  public Optional<ServerCopy> serverCopy() {
    return inner.serverCopy();
  }

  @Override
  public Optional<Leftovers> leftovers() {
    return inner.leftovers();
  }

  @Override
  public Optional<EmptyDirectories> emptyDirectories() {
    return inner.emptyDirectories();
  }

  @Override
  public Place place() throws StoreException, InterruptedException {
    return inner.place();
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
}
