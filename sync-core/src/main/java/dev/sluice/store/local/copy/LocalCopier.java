package dev.sluice.store.local.copy;

import dev.sluice.cache.HashMemory;
import dev.sluice.flow.BlockingIo;
import dev.sluice.model.Attributes;
import dev.sluice.model.Entry;
import dev.sluice.model.FileStamp;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Fingerprint.Remembered;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.store.ServerCopy;
import dev.sluice.store.ServerCopy.CopySource;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.StoredContent;
import dev.sluice.store.WriteSpec;
import dev.sluice.store.local.directory.FileFacts;
import dev.sluice.store.local.directory.LinkInTheWayException;
import dev.sluice.store.local.directory.LocalErrors;
import dev.sluice.store.local.directory.NotRegularException;
import dev.sluice.store.local.directory.OpenFile;
import dev.sluice.store.local.directory.PathText;
import dev.sluice.store.local.root.LocalRoot;
import dev.sluice.store.local.write.LocalWriter;
import dev.sluice.store.local.write.TemporaryFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Gives a new file the content of another one beneath the same root: by extents that both share
/// where the file system can do that, else by copying the bytes. It is written as any file is, and
/// all but the content is its own.
///
/// That the other is what it is taken for is looked at before and after, on the open file, so that
/// nothing that is put under its name or written into it meanwhile is taken for it. Thread-safe.
public final class LocalCopier implements ServerCopy {

  /// Copied at a time, so that it can be seen that something goes on.
  private static final int PIECE_BYTES = 16 << 20;

  private final LocalRoot root;
  private final HashMemory hashes;
  private final LocalWriter writer;
  private final BlockingIo io;

  /// @param hashes what is remembered of the files beneath the root
  public LocalCopier(LocalRoot root, HashMemory hashes, LocalWriter writer, BlockingIo io) {
    this.root = root;
    this.hashes = hashes;
    this.writer = writer;
    this.io = io;
  }

  /// A file that was made.
  ///
  /// @param digests what is remembered of the other one; null where that was not asked for
  private record Made(TemporaryFile file, boolean isReflink, @Nullable Remembered digests) {}

  /// By what is remembered of files.
  @Override
  public boolean knowsContents() {
    return hashes.hasAny();
  }

  @Override
  public CopySource copySource(Entry entry) {
    return new LocalCopySource(root.path(), entry);
  }

  /// Within one root: only there are keys of one kind.
  @Override
  public boolean canCopy(CopySource source) {
    return source instanceof LocalCopySource(Path other, _) && other.equals(root.path());
  }

  @Override
  public StoredContent copy(CopySource source, WriteSpec spec)
      throws StoreException, InterruptedException {
    Entry from = file(source);
    return copy(from, spec, from.modifiedTime());
  }

  /// A file has its time from `own`, and its mode as any that is written.
  @Override
  public StoredContent copyContent(CopySource source, WriteSpec spec, Attributes own)
      throws StoreException, InterruptedException {
    return copy(file(source), spec, own.modifiedTime());
  }

  private Entry file(CopySource source) {
    if (canCopy(source) && source instanceof LocalCopySource(_, Entry entry)) {
      return entry;
    }
    throw new IllegalArgumentException("not a file of this folder: " + source);
  }

  private StoredContent copy(Entry from, WriteSpec spec, @Nullable Instant modifiedTime)
      throws StoreException, InterruptedException {
    root.relative(spec.key(), "write"); // refuses before anything is read
    Made made =
        io.<Made, StoreException>call(
            () -> make(from, spec, modifiedTime), late -> late.file().discard());
    writer.publish(made.file());
    StoredContent stored = made.file().stored(made.isReflink());
    FileStamp stamp = stored.file() == null ? null : stored.file().stamp();
    if (stamp != null && made.digests() != null) {
      hashes.rememberWritten(spec.key(), stamp, root.time().now(), made.digests());
    }
    return stored;
  }

  private Made make(Entry from, WriteSpec spec, @Nullable Instant modifiedTime)
      throws StoreException, InterruptedException {
    OpenFile opened = open(from);
    try {
      FileFacts before = facts(from, opened);
      Remembered digests = requireListed(from, before);
      boolean[] isReflink = new boolean[1];
      TemporaryFile file =
          writer.prepare(
              spec,
              made -> {
                isReflink[0] = fill(made, opened, from);
                requireUnchanged(from, before, facts(from, opened));
              },
              modifiedTime);
      return new Made(file, isReflink[0], digests);
    } finally {
      closeQuietly(opened);
    }
  }

  private OpenFile open(Entry from) throws StoreException {
    String relative = root.relative(from.key(), "read");
    BlockingIo.at("open", new PathText(root.path(), relative));
    try {
      return root.openFile(relative);
    } catch (IOException e) {
      throw failure(from, e);
    }
  }

  private static void closeQuietly(OpenFile opened) {
    try {
      opened.close();
    } catch (IOException e) {
      // It was only read.
    }
  }

  private FileFacts facts(Entry from, OpenFile opened) throws StoreException {
    try {
      return opened.facts();
    } catch (IOException e) {
      throw failure(from, e);
    }
  }

  /// @return whether the extents are shared
  private boolean fill(TemporaryFile made, OpenFile from, Entry entry)
      throws StoreException, InterruptedException {
    if (made.cloneFrom(from)) {
      return true;
    }
    try {
      for (long at = 0; at < entry.sizeBytes(); at += PIECE_BYTES) {
        made.copyFrom(from, at, (int) Math.min(PIECE_BYTES, entry.sizeBytes() - at));
      }
      return false;
    } catch (EOFException e) {
      throw failure(entry, e);
    } catch (IOException e) {
      throw made.failure(e);
    }
  }

  /// @return what is remembered of the file, where its digest was asked for
  private @Nullable Remembered requireListed(Entry from, FileFacts found) throws StoreException {
    if (!found.isRegular()) {
      throw changed(from, "it is no longer a file");
    }
    if (found.sizeBytes() != from.sizeBytes()) {
      throw changed(from, "its size was " + from.sizeBytes() + " and is " + found.sizeBytes());
    }
    return switch (from.fingerprint()) {
      case Fingerprint.Md5 _, Fingerprint.MultipartETag _ -> requireDigest(from, found.stamp());
      case Fingerprint.Opaque(String stamp) when stamp != null -> {
        if (!found.stamp().text().equals(stamp)) {
          throw changed(from, "it is not the file that was written");
        }
        yield null;
      }
      case Fingerprint.Opaque _, Fingerprint.Unread _, Remembered _ -> {
        if (!found.modifiedTime().equals(from.modifiedTime())) {
          throw changed(from, "it was modified at " + found.modifiedTime());
        }
        yield null;
      }
    };
  }

  /// That what is remembered of a file with this stamp is this digest.
  private Remembered requireDigest(Entry from, FileStamp stamp) throws StoreException {
    Key key = from.key();
    Remembered known = hashes.recall(new KeyRange(key.justBelow(), key)).of(key, stamp);
    Remembered digests = known == null ? null : known.withoutSentETag();
    if (digests == null || !Fingerprint.areSameDigest(digests, from.fingerprint())) {
      throw changed(from, "it is not what is remembered of it");
    }
    return digests;
  }

  private void requireUnchanged(Entry from, FileFacts before, FileFacts after)
      throws StoreException {
    if (!after.stamp().equals(before.stamp()) || after.removed() != before.removed()) {
      throw changed(from, "something of it was changed while it was copied");
    }
  }

  private StoreException changed(Entry from, String how) {
    return new StoreException(
        Kind.CHANGED, operation(from) + ": changed since it was listed: " + how);
  }

  private StoreException failure(Entry from, IOException e) {
    return switch (e) {
      case LinkInTheWayException _, NotRegularException _ ->
          changed(from, "it is no longer a file");
      case EOFException _ -> changed(from, "it became shorter");
      case NotDirectoryException _ ->
          new StoreException(Kind.NOT_FOUND, operation(from) + ": no such file", e);
      default -> LocalErrors.of(operation(from), e);
    };
  }

  private String operation(Entry from) {
    return "copy " + root.describe(from.key());
  }
}
