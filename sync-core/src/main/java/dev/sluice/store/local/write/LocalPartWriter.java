package dev.sluice.store.local.write;

import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.SpareBuffers;
import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.PartPlan;
import dev.sluice.store.ContentReader;
import dev.sluice.store.PartWriter;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoredContent;
import dev.sluice.store.WriteSpec;
import dev.sluice.store.local.directory.BestEffortCleanUp;
import dev.sluice.store.local.root.LocalRoot;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Writes a large file in parts, each at its place in one temporary file.
public final class LocalPartWriter implements PartWriter {

  /// Also the longest file that is written in one go.
  public static final int PART_BYTES = (int) PartPlan.WRITTEN.leastPartBytes();

  /// As many parts as can be numbered: 16 PiB, more than file systems hold.
  public static final long MAX_BYTES = (long) Integer.MAX_VALUE * PART_BYTES;

  /// Of what is read again, at a time.
  private static final int PIECE_BYTES = 1 << 20;

  private final LocalRoot root;
  private final WriteSpec spec;
  private final ContentReader source;
  private final SpareBuffers buffers;
  private final BlockingIo io;
  private final BlockingIo cpu;
  private final BitSet begun = new BitSet();
  private final BitSet written = new BitSet();
  private final TemporaryFile file;
  private final PartSink sink;
  private boolean committing;
  private boolean closed;

  public LocalPartWriter(
      LocalRoot root,
      WriteSpec spec,
      TemporaryFile file,
      PartSink sink,
      ContentReader source,
      SpareBuffers buffers,
      BlockingIo io,
      BlockingIo cpu) {
    this.root = root;
    this.spec = spec;
    this.file = file;
    this.sink = sink;
    this.source = source;
    this.buffers = buffers;
    this.io = io;
    this.cpu = cpu;
  }

  @Override
  public long partSizeBytes() {
    return PART_BYTES;
  }

  @Override
  public void writePart(int number) throws StoreException, InterruptedException {
    begin(number);
    boolean done = false;
    try {
      long offset = (number - 1L) * PART_BYTES;
      int length = (int) Math.min(PART_BYTES, spec.sizeBytes() - offset);
      byte[] part = buffers.take(length);
      if (length > 0) {
        source.read(offset, part, 0, length);
      }
      sink.write(part, length, offset);
      buffers.give(part); // not where that threw: the pool may be using it still
      done = true;
    } finally {
      end(number, done);
    }
  }

  private synchronized void end(int number, boolean done) {
    written.set(number, done);
    begun.set(number, done); // one that failed may be written again
  }

  private synchronized void begin(int number) {
    if (number < 1 || number > partCount()) {
      throw new IllegalArgumentException("part " + number + " of " + partCount());
    }
    requireOpen();
    if (begun.get(number)) {
      throw new IllegalStateException("part " + number + " is written twice");
    }
    begun.set(number);
  }

  private long partCount() {
    return Math.max(1, (spec.sizeBytes() + PART_BYTES - 1) / PART_BYTES);
  }

  @Override
  public StoredContent commit() throws StoreException, InterruptedException {
    TemporaryFile whole;
    synchronized (this) {
      whole = requireOpen();
      if (committing) {
        throw new IllegalStateException(spec.key() + " is committed twice");
      }
      if (written.cardinality() != partCount()) {
        throw new IllegalStateException(
            written.cardinality() + " of " + partCount() + " parts were written");
      }
      committing = true;
    }
    if (spec.expected() instanceof Fingerprint.Md5 md5) {
      requireMd5(whole, md5.hex());
    }
    Instant modifiedTime = source.attributes().modifiedTime();
    source.verifyUnchanged();
    io.<@Nullable Void, StoreException>call(() -> {
      whole.commit(modifiedTime);
      return null;
    });
    return whole.stored(false);
  }

  /// Reads the file again: its parts came in any order, and what counts is what is in it. Each
  /// piece is read on the pool for files and hashed on that for hashing, which no disk may keep
  /// waiting.
  private void requireMd5(TemporaryFile whole, String expected)
      throws StoreException, InterruptedException {
    MessageDigest md5 = ChecksumAlgorithm.MD5.newDigest();
    byte[] piece = new byte[(int) Math.min(PIECE_BYTES, spec.sizeBytes())];
    for (long at = 0; at < spec.sizeBytes(); at += piece.length) {
      long offset = at;
      int length = (int) Math.min(piece.length, spec.sizeBytes() - at);
      io.<@Nullable Void, StoreException>call(() -> {
        whole.read(piece, length, offset);
        return null;
      });
      cpu.call(() -> {
        md5.update(piece, 0, length);
        return length;
      });
    }
    LocalWriter.requireMd5(root, spec, expected, md5);
  }

  private synchronized TemporaryFile requireOpen() {
    if (closed) {
      throw new IllegalStateException("the part writer of " + spec.key() + " is closed");
    }
    return file;
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    BestEffortCleanUp.run(io, file::close);
  }
}
