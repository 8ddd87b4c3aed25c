package dev.sluice.s3server.store;

import dev.sluice.s3server.http.ByteSink;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import org.jspecify.annotations.Nullable;

/// Walks over stored objects, with the marks of what is deleted, which [MergedCursor] wants, or
/// without.
public final class StoredCursor implements KeyCursor {

  private static final byte[] NOTHING = new byte[0];

  private final ConcurrentNavigableMap<ObjectKey, StoredObject> objects;
  private Iterator<Map.Entry<ObjectKey, StoredObject>> entries;
  private byte[] key = NOTHING;
  private @Nullable StoredObject object;
  private boolean withMarks;

  /// A cursor before the first object.
  public StoredCursor(ConcurrentNavigableMap<ObjectKey, StoredObject> objects) {
    this.objects = objects;
    this.entries = objects.entrySet().iterator();
  }

  @Override
  public void seek(byte[] bytes, boolean inclusive) {
    entries = objects.tailMap(ObjectKey.ofUtf8(bytes), inclusive).entrySet().iterator();
  }

  @Override
  public boolean advance() {
    while (entries.hasNext()) {
      Map.Entry<ObjectKey, StoredObject> entry = entries.next();
      StoredObject found = entry.getValue();
      if (withMarks || !found.isDeleteMarker()) {
        key = entry.getKey().utf8();
        object = found;
        return true;
      }
    }
    return false;
  }

  /// Stops at deleted keys too from now on.
  void keepMarks() {
    withMarks = true;
  }

  boolean isDeleted() {
    return object().isDeleteMarker();
  }

  private StoredObject object() {
    if (object == null) {
      throw new IllegalStateException("before the first object");
    }
    return object;
  }

  @Override
  public byte[] key() {
    return key;
  }

  @Override
  public boolean isPlain() {
    return false;
  }

  @Override
  public void appendDetails(ByteSink sink) {
    Content content = object().requireContent();
    ListedDetails.append(sink, object().lastModifiedSecond(), content);
  }

  @Override
  public String storageClass() {
    return object().attributes().storageClass();
  }
}
