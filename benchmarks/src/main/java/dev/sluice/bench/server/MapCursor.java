package dev.sluice.bench.server;

import dev.sluice.s3server.http.ByteSink;
import dev.sluice.s3server.store.ObjectKey;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;

/// Walks over stored objects. With deletion marks, which [MergedCursor] needs and no one else
/// wants.
final class MapCursor implements KeyCursor {

  private static final byte[] NOTHING = new byte[0];

  private final ConcurrentNavigableMap<ObjectKey, StoredObject> objects;
  private Iterator<Map.Entry<ObjectKey, StoredObject>> entries;
  private byte[] key = NOTHING;
  private StoredObject object = StoredObject.DELETED;

  MapCursor(ConcurrentNavigableMap<ObjectKey, StoredObject> objects) {
    this.objects = objects;
    this.entries = objects.entrySet().iterator();
  }

  @Override
  public void seek(byte[] bytes, boolean inclusive) {
    entries = objects.tailMap(ObjectKey.ofUtf8(bytes), inclusive).entrySet().iterator();
  }

  @Override
  public boolean advance() {
    if (!entries.hasNext()) {
      return false;
    }
    Map.Entry<ObjectKey, StoredObject> entry = entries.next();
    key = entry.getKey().utf8();
    object = entry.getValue();
    return true;
  }

  boolean isDeleted() {
    return object.isDeleted();
  }

  @Override
  public byte[] key() {
    return key;
  }

  @Override
  public int keyLength() {
    return key.length;
  }

  @Override
  public boolean isPlain() {
    return false;
  }

  @Override
  public void appendDetails(ByteSink sink) {
    ListingDetails.append(sink, object.lastModifiedSecond(), object.etag(), object.sizeBytes());
  }
}
