package dev.sluice.store.s3;

import dev.sluice.flow.Unanswered;
import dev.sluice.model.Attributes;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.store.Acls;
import dev.sluice.store.Confirmed;
import dev.sluice.store.ContentReader;
import dev.sluice.store.DeleteFailure;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.Leftovers;
import dev.sluice.store.Leftovers.Removed;
import dev.sluice.store.Leftovers.Sweep;
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
import dev.sluice.store.Versions;
import dev.sluice.store.WriteSpec;
import dev.sluice.store.s3.api.S3Api.ListQuery;
import dev.sluice.store.s3.call.S3Root;
import dev.sluice.store.s3.care.S3Acls;
import dev.sluice.store.s3.care.S3Takeaway;
import dev.sluice.store.s3.care.S3Versions;
import dev.sluice.store.s3.config.S3Prefix;
import dev.sluice.store.s3.config.S3WriteOptions;
import dev.sluice.store.s3.leftovers.S3Leftovers;
import dev.sluice.store.s3.list.PageCheck;
import dev.sluice.store.s3.list.PageRequests;
import dev.sluice.store.s3.list.S3Cursor;
import dev.sluice.store.s3.list.S3Spelling;
import dev.sluice.store.s3.object.MultipartSizes;
import dev.sluice.store.s3.object.ObjectInspector;
import dev.sluice.store.s3.object.ObjectWrites;
import dev.sluice.store.s3.object.S3Copies;
import dev.sluice.store.s3.object.S3CopySource;
import dev.sluice.store.s3.object.S3Deletes;
import dev.sluice.store.s3.object.S3PartWriter;
import dev.sluice.store.s3.object.S3Puts;
import dev.sluice.store.s3.object.S3Reader;
import dev.sluice.store.s3.split.Survey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A bucket, or what lies under a prefix of it, as a store. Does not own its connection: two stores
/// on the same service share one, and whoever opened it closes it.
public final class S3Store implements Store, Leftovers, ServerCopy {

  private final S3Connection connection;
  private final S3Root root;
  private final ObjectWrites writes;
  private final PageRequests pages;
  private final S3Leftovers leftovers;
  private final Survey survey;
  private final S3Puts puts;
  private final S3Copies copies;
  private final S3Deletes deletes;
  private final ObjectInspector inspector;

  /// @param connection the way to the service
  /// @param at the bucket and prefix
  /// @param options how objects are written
  public S3Store(S3Connection connection, S3Prefix at, S3WriteOptions options) {
    this(connection, at, options, MultipartSizes.DEFAULT);
  }

  /// Makes a store with other sizes, for tests of what else takes gigabytes.
  S3Store(S3Connection connection, S3Prefix at, S3WriteOptions options, MultipartSizes sizes) {
    this.root = new S3Root(connection.session(), at);
    this.writes = new ObjectWrites(root, options, sizes);
    this.pages = new PageRequests(root);
    this.leftovers = new S3Leftovers(root);
    this.survey = new Survey();
    this.puts = new S3Puts(writes);
    this.copies = new S3Copies(writes);
    this.deletes = new S3Deletes(root);
    this.inspector = new ObjectInspector(root);
    this.connection = connection;
  }

  @Override
  public StoreProperties properties() {
    return new StoreProperties(false, writes.sizes().singleWriteBytes(), S3Deletes.MAX_BATCH);
  }

  @Override
  public String describe(@Nullable Key key) {
    return key == null
        ? "s3://" + root.bucket() + "/" + root.prefix()
        : root.address(key).toString();
  }

  @Override
  public EntryCursor list(KeyRange range, Prune prune) {
    return new S3Cursor(root, pages, survey, range);
  }

  @Override
  public Optional<Entry> find(Key key) throws StoreException, InterruptedException {
    return Optional.ofNullable(root.find(root.address(key))).map(head -> head.entry(key));
  }

  @Override
  public boolean isListed(Key key) throws StoreException, InterruptedException {
    return new S3Spelling(root, pages).isListed(key);
  }

  @Override
  public void checkReadable() throws StoreException, InterruptedException {
    ListQuery query = new ListQuery(root.bucket(), root.prefix(), null, null, 1);
    pages.page(query, new PageCheck(query, null));
  }

  @Override
  public Confirmed confirm(Entry entry) throws StoreException, InterruptedException {
    return inspector.confirm(entry);
  }

  @Override
  public ContentReader open(Entry entry) {
    return new S3Reader(root, entry);
  }

  @Override
  public StoredContent write(WriteSpec spec, ContentReader source)
      throws StoreException, InterruptedException {
    if (spec.sizeBytes() > writes.sizes().singleWriteBytes()) {
      throw new IllegalArgumentException(spec.sizeBytes() + " bytes in one go: " + spec.key());
    }
    return puts.put(spec, source);
  }

  @Override
  public PartWriter writeParts(WriteSpec spec, ContentReader source)
      throws StoreException, InterruptedException {
    return S3PartWriter.begin(writes, spec, source);
  }

  @Override
  public Optional<ServerCopy> serverCopy() {
    return Optional.of(this);
  }

  @Override
  public Optional<Leftovers> leftovers() {
    return Optional.of(this);
  }

  @Override
  public Optional<Versions> versions() {
    return Optional.of(new S3Versions(root, deletes, copies));
  }

  @Override
  public Optional<Takeaway> takeaway() {
    return Optional.of(new S3Takeaway(deletes));
  }

  @Override
  public Optional<Acls> acls() {
    return Optional.of(new S3Acls(root));
  }

  @Override
  public CopySource copySource(Entry entry) {
    return new S3CopySource(root, entry);
  }

  @Override
  public boolean canCopy(CopySource source) {
    return source instanceof S3CopySource(S3Root other, _, _)
        && other.session().identity().equals(root.session().identity());
  }

  @Override
  public StoredContent copy(CopySource source, WriteSpec spec)
      throws StoreException, InterruptedException {
    return copies.copy(object(source), spec);
  }

  @Override
  public StoredContent copyContent(CopySource source, WriteSpec spec, Attributes own)
      throws StoreException, InterruptedException {
    return copies.copyContent(object(source), spec, own);
  }

  private static S3CopySource object(CopySource source) {
    if (source instanceof S3CopySource object) {
      return object;
    }
    throw new IllegalArgumentException("not an S3 object: " + source);
  }

  @Override
  public List<DeleteFailure> delete(List<Entry> entries)
      throws StoreException, InterruptedException {
    return deletes.delete(entries);
  }

  @Override
  public Place place() {
    return new Place(root.session().serviceName() + "/" + root.bucket(), root.prefix());
  }

  @Override
  public StoreActivity activity() {
    return connection.figures().activity();
  }

  @Override
  public Object meter() {
    return connection;
  }

  @Override
  public List<Unanswered> unanswered(Duration atLeast) {
    return connection.unanswered(atLeast);
  }

  @Override
  public List<String> leftBehind() {
    return writes.unfinished().leftBehind();
  }

  @Override
  public void removeLeftovers() throws InterruptedException {
    leftovers.removeNoted();
  }

  @Override
  public Removed removed() {
    return new Removed(leftovers.removed(), 0);
  }

  /// Takes unfinished uploads under the prefix that killed runs of this machine have begun; with an
  /// age given, all that are older, whoever has begun them: the service does not tell.
  @Override
  public Removed remove(Sweep order) throws StoreException, InterruptedException {
    return leftovers.run(order);
  }

  /// Nothing: the connection is its opener's.
  @Override
  public void close() {}
}
