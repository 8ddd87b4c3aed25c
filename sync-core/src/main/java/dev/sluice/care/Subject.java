package dev.sluice.care;

import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.model.ObjectVersion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What something is done to: what is seen under a key, or one version of it.
public sealed interface Subject {

  /// What is seen under a key.
  record Current(Entry entry) implements Subject {

    @Override
    public Key key() {
      return entry.key();
    }

    @Override
    public @Nullable String version() {
      return null;
    }

    @Override
    public long sizeBytes() {
      return entry.sizeBytes();
    }

    @Override
    public Instant modifiedTime() {
      return entry.modifiedTime();
    }

    @Override
    public @Nullable String etag() {
      return entry.etag();
    }

    @Override
    public @Nullable String storageClass() {
      return entry.storageClass();
    }

    @Override
    public boolean isDeleteMarker() {
      return false;
    }
  }

  /// A version, or a delete marker.
  record Version(ObjectVersion found) implements Subject {

    @Override
    public Key key() {
      return found.key();
    }

    @Override
    public String version() {
      return found.id();
    }

    @Override
    public long sizeBytes() {
      return found.sizeBytes();
    }

    @Override
    public Instant modifiedTime() {
      return found.modifiedTime();
    }

    @Override
    public @Nullable String etag() {
      return found.etag();
    }

    @Override
    public @Nullable String storageClass() {
      return found.storageClass();
    }

    @Override
    public boolean isDeleteMarker() {
      return found.isDeleteMarker();
    }
  }

  /// Its key, relative to the location.
  Key key();

  /// The version's id; null for what is seen under the key.
  @Nullable String version();

  /// Its length in bytes; 0 of a delete marker.
  long sizeBytes();

  /// When it was written.
  Instant modifiedTime();

  /// Without quotes; null where there is none.
  @Nullable String etag();

  /// In the service's words; null where it does not say.
  @Nullable String storageClass();

  /// Whether it is a delete marker, which has no content.
  boolean isDeleteMarker();
}
