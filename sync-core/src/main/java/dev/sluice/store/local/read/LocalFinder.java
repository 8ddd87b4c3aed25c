package dev.sluice.store.local.read;

import dev.sluice.cache.HashMemory;
import dev.sluice.model.Entry;
import dev.sluice.model.FileStamp;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Fingerprint.Remembered;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.store.Store.KnownContent;
import dev.sluice.store.StoreException;
import dev.sluice.store.local.directory.LocalErrors;
import dev.sluice.store.local.directory.OpenDirectory;
import dev.sluice.store.local.directory.RelativePaths;
import dev.sluice.store.local.root.ExistingDirectories;
import dev.sluice.store.local.root.LocalRoot;
import dev.sluice.store.tree.FileStatus;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Looks up one file. Thread-safe; all calls block.
public final class LocalFinder {

  private final LocalRoot root;
  private final HashMemory hashes;
  private final ExistingDirectories directories;

  /// @param hashes what is remembered of files
  public LocalFinder(LocalRoot root, HashMemory hashes) {
    this.root = root;
    this.hashes = hashes;
    this.directories = new ExistingDirectories(root);
  }

  /// The file under `key`, as a listing would give it; empty where there is none.
  ///
  /// @throws StoreException of kind `REFUSED` if no file can have this key, or one of the
  ///   directories above it is a link that is not followed
  public Optional<Entry> find(Key key) throws StoreException {
    return status(key)
        .map(file ->
            Entry.ofFile(key, file.sizeBytes(), file.modifiedTime(), remembered(key, file)));
  }

  /// Whether a file has the size and the time that were listed.
  ///
  /// @throws StoreException as [#find]
  public boolean isAsListed(Entry entry) throws StoreException {
    return asListed(entry).isPresent();
  }

  /// What is known of a file that still is as it was listed, which may be one whose folder was
  /// renamed.
  ///
  /// @throws StoreException as [#find]
  public Optional<KnownContent> known(Entry listed) throws StoreException {
    FileStamp stamp = asListed(listed).map(FileStatus.File::stamp).orElse(null);
    Remembered known =
        stamp == null
            ? null
            : listed.fingerprint() instanceof Remembered remembered
                ? remembered
                : hashes.recallMoved(listed.key(), stamp);
    return stamp == null || known == null
        ? Optional.empty()
        : Optional.of(new KnownContent(known, hashes.formerKey(stamp)));
  }

  private Optional<FileStatus.File> asListed(Entry entry) throws StoreException {
    return status(entry.key())
        .filter(file ->
            file.sizeBytes() == entry.sizeBytes()
                && file.modifiedTime().equals(entry.modifiedTime()));
  }

  private Optional<FileStatus.File> status(Key key) throws StoreException {
    String relative = root.relative(key, "find");
    try (OpenDirectory within = openParent(relative)) {
      return within == null ? Optional.empty() : findIn(within, key);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw LocalErrors.of("look at " + root.describe(key), e);
    }
  }

  private Fingerprint remembered(Key key, FileStatus.File file) {
    // Not counted: a listing has counted it, or will.
    return hashes.isOn()
        ? hashes.recall(new KeyRange(key.justBelow(), key)).fingerprint(key, file.stamp())
        : Fingerprint.UNREAD;
  }

  private @Nullable OpenDirectory openParent(String relative) throws IOException, StoreException {
    String parent = RelativePaths.parent(relative);
    return root.followSymlinks() ? root.openDirectory(parent) : directories.find(parent);
  }

  private Optional<FileStatus.File> findIn(OpenDirectory within, Key key) throws StoreException {
    return switch (StatusLookup.of(within, RelativePaths.name(key.value()), root.links())) {
      case FileStatus.File file -> Optional.of(file);
      case FileStatus.Unknown unknown ->
          throw LocalErrors.of("look at " + root.describe(key), unknown.cause());
      case FileStatus.Directory _,
          FileStatus.Link _,
          FileStatus.BrokenLink _,
          FileStatus.Special _,
          FileStatus.Gone _ ->
          Optional.empty();
    };
  }
}
