package dev.sluice.care;

import dev.sluice.model.Checksum;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.ListedVersion;
import dev.sluice.model.ObjectVersion;
import dev.sluice.store.RangeCursor;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoredContent;
import dev.sluice.store.Versions;
import dev.sluice.store.WriteCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Deletes what it is told to and says of each what a test wants. Lists nothing.
final class FakeVersions implements Versions {

  final List<Key> deleted = new ArrayList<>();
  final List<String> deletedVersions = new ArrayList<>();
  private final Function<Key, Deletion> answers;

  FakeVersions(Function<Key, Deletion> answers) {
    this.answers = answers;
  }

  static Deletion failed(StoreException.Kind kind) {
    return new Deletion.Failed(new StoreException(kind, "no"));
  }

  @Override
  public List<Deletion> deleteVersions(List<ObjectVersion> versions) {
    versions.forEach(version -> deletedVersions.add(version.key() + " " + version.id()));
    return versions.stream().map(version -> answers.apply(version.key())).toList();
  }

  @Override
  public List<Deletion> deleteLatest(List<Entry> entries) {
    entries.forEach(entry -> deleted.add(entry.key()));
    return entries.stream().map(entry -> answers.apply(entry.key())).toList();
  }

  @Override
  public State state() {
    return State.ENABLED;
  }

  @Override
  public boolean canList() {
    return true;
  }

  @Override
  public RangeCursor<ListedVersion> list(KeyRange range) {
    throw new UnsupportedOperationException();
  }

  @Override
  public StoredContent copy(Versions from, ObjectVersion version, WriteCondition condition) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Checksum> checksums(ObjectVersion version) {
    return List.of();
  }

  @Override
  public String describe(Key key, @Nullable String version) {
    return key + " " + version;
  }
}
