package dev.sluice.state;

import dev.sluice.state.BlockIndex.Block;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// Writes a file of rows, which must not be there yet, and holds its lock meanwhile, by which
/// others tell that it is being written. Rows ascend within a run; runs follow each other. Used by
/// one thread at a time.
public final class BlockWriter implements Closeable {

  /// A block is written as soon as its rows take so much.
  private static final int BLOCK_BYTES = 32 * 1024;

  private final FileChannel file;
  private final ByteSink rows = new ByteSink();
  private final ByteSink frame = new ByteSink();
  private final Row last = new Row();
  private final List<Block> blocks = new ArrayList<>();
  private byte[] firstKey = new byte[0];
  private int rowCount;
  private int run;
  private long place;
  private long writtenRows;

  private BlockWriter(FileChannel file) {
    this.file = file;
  }

  /// Makes the file and writes its header.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException if it is there already
  public static BlockWriter create(Path path, FileHeader header) throws IOException {
    FileChannel file =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    BlockWriter writer = new BlockWriter(file);
    try {
      file.tryLock(); // where locks are unknown, it is taken for a dead run's: that costs its rows
      Frames.begin(writer.frame);
      header.write(writer.frame);
      writer.endFrame(Frames.HEADER);
      return writer;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /// Adds a row.
  ///
  /// @throws IllegalArgumentException if its key is not above the one before it in this run
  public void add(Row row) throws IOException {
    boolean first = rowCount == 0;
    if (!first && last.compareKey(row) >= 0) {
      throw new IllegalArgumentException(row.keyText() + " comes after " + last.keyText());
    }
    if (first) {
      firstKey = row.keyBytes();
    }
    RowCodec.write(rows, row, last, first);
    remember(row);
    rowCount++;
    writtenRows++;
    if (rows.length() >= BLOCK_BYTES) {
      endBlock();
    }
  }

  private void remember(Row row) {
    if (last.key.length < row.keyLength) {
      last.key = new byte[row.keyLength * 2];
    }
    System.arraycopy(row.key, 0, last.key, 0, row.keyLength);
    last.keyLength = row.keyLength;
    if (!row.removed) {
      last.mtimeNanos = row.mtimeNanos;
      last.inode = row.inode;
    }
  }

  private void endBlock() throws IOException {
    if (rowCount == 0) {
      return;
    }
    Frames.begin(frame);
    frame.putVarint(run);
    frame.putVarint(rowCount);
    frame.put(rows.array(), 0, rows.length());
    blocks.add(new Block(run, firstKey, place, frame.length()));
    endFrame(Frames.BLOCK);
    rows.clear();
    rowCount = 0;
    last.mtimeNanos = 0;
    last.inode = 0;
  }

  private void endFrame(int kind) throws IOException {
    Frames.end(frame, kind);
    Frames.append(file, frame);
    place += frame.length();
    frame.clear();
  }

  /// Writes what is left of a run; the next row begins another, wherever it stands.
  public void endRun() throws IOException {
    endBlock();
    run++;
  }

  /// How many rows were added.
  public long rows() {
    return writtenRows;
  }

  /// How many runs were ended.
  public int runs() {
    return run;
  }

  /// How long the file is by now.
  public long sizeBytes() {
    return place;
  }

  /// Writes the index and the trailer. A file without them is read all the same, by looking through
  /// it.
  ///
  /// @param force whether to return only when the disk has it
  public void finish(boolean force) throws IOException {
    endBlock();
    long indexPlace = place;
    Frames.begin(frame);
    new BlockIndex(blocks).write(frame);
    endFrame(Frames.INDEX);
    Frames.begin(frame);
    frame.putLong(indexPlace);
    endFrame(Frames.TRAILER);
    if (force) {
      file.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
