package dev.sluice.s3server.store;

import org.jspecify.annotations.Nullable;

/// Objects that a bucket has without anybody having put them. What is put hides the base's object
/// of its key. Thread-safe.
public interface ObjectBase {

  /// A base of nothing.
  ObjectBase NONE =
      new ObjectBase() {
        @Override
        public long count() {
          return 0;
        }

        @Override
        public @Nullable StoredObject find(byte[] key) {
          return null;
        }

        @Override
        public KeyCursor merged(StoredCursor stored) {
          return stored;
        }
      };

  long count();

  /// The object of a key; null if there is none.
  @Nullable StoredObject find(byte[] key);

  /// A cursor over these objects and stored ones, before the first.
  KeyCursor merged(StoredCursor stored);
}
