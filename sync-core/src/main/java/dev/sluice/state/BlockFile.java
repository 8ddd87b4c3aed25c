package dev.sluice.state;

import dev.sluice.state.BlockIndex.Block;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A file of rows, open to be read. One whose end is missing, because its writer was killed or is
/// still writing, is read as far as it is sound; of one that is damaged, the blocks that are not.
/// Thread-safe; its cursors are one thread's each.
public final class BlockFile implements Closeable {

  private static final int TRAILER_BYTES = Frames.PREFIX_BYTES + 8;

  private final FileChannel file;
  private final FileHeader header;
  private final BlockIndex index;
  private final long sizeBytes;
  private final AtomicInteger damagedBlocks = new AtomicInteger();

  private BlockFile(FileChannel file, FileHeader header, BlockIndex index, long sizeBytes) {
    this.file = file;
    this.header = header;
    this.index = index;
    this.sizeBytes = sizeBytes;
  }

  /// Opens a file.
  ///
  /// @throws DamagedException if it is not such a file, or one of another version
  public static BlockFile open(Path path) throws IOException {
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
    try {
      long sizeBytes = file.size();
      int headerBytes = Frames.lengthAt(file, 0, sizeBytes);
      FileHeader header = header(file, headerBytes);
      return new BlockFile(file, header, index(file, headerBytes, sizeBytes), sizeBytes);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /// What a file says of itself at its beginning.
  static FileHeader header(FileChannel file, int headerBytes) throws IOException {
    Frames.Frame first = Frames.read(file, 0, headerBytes);
    if (first.kind() != Frames.HEADER) {
      throw new DamagedException("it is none of sluice's");
    }
    return FileHeader.read(first.payload());
  }

  private static BlockIndex index(FileChannel file, int headerBytes, long sizeBytes)
      throws IOException {
    try {
      return written(file, sizeBytes);
    } catch (DamagedException e) {
      return lookedThrough(file, headerBytes, sizeBytes);
    }
  }

  /// The index as it was written.
  ///
  /// @throws DamagedException if there is none, or it is not what was written
  static BlockIndex written(FileChannel file, long sizeBytes) throws IOException {
    long place = sizeBytes - TRAILER_BYTES;
    if (place < 0) {
      throw new DamagedException("it has no end");
    }
    Frames.Frame trailer = Frames.read(file, place, TRAILER_BYTES);
    if (trailer.kind() != Frames.TRAILER) {
      throw new DamagedException("it has no end");
    }
    long indexPlace = new ByteSource(trailer.payload(), 0, 8).readLong();
    if (indexPlace < 0 || indexPlace > place) {
      throw new DamagedException("its index is nowhere");
    }
    Frames.Frame found = Frames.read(file, indexPlace, Frames.lengthAt(file, indexPlace, place));
    if (found.kind() != Frames.INDEX) {
      throw new DamagedException("its index is none");
    }
    return BlockIndex.read(found.payload());
  }

  /// From frame to frame, up to the first that is not sound: nothing tells where the one after that
  /// begins.
  private static BlockIndex lookedThrough(FileChannel file, long from, long sizeBytes)
      throws IOException {
    List<Block> blocks = new ArrayList<>();
    long place = from;
    try {
      while (place < sizeBytes) {
        int length = Frames.lengthAt(file, place, sizeBytes);
        Frames.Frame frame = Frames.read(file, place, length);
        if (frame.kind() != Frames.BLOCK) {
          break;
        }
        ByteSource source = new ByteSource(frame.payload(), 0, frame.payload().length);
        int run = source.length();
        source.length();
        Row first = new Row();
        RowCodec.read(source, frame.payload(), first);
        blocks.add(new Block(run, first.keyBytes(), place, length));
        place += length;
      }
    } catch (DamagedException e) {
      // What follows was not written whole.
    }
    return new BlockIndex(blocks);
  }

  /// What the file says of itself.
  public FileHeader header() {
    return header;
  }

  /// How long it was when it was opened.
  public long sizeBytes() {
    return sizeBytes;
  }

  /// How many runs it has.
  public int runs() {
    return index.runs();
  }

  /// How many times a block was found damaged and passed over.
  public int damagedBlocks() {
    return damagedBlocks.get();
  }

  /// The rows of one run.
  ///
  /// @param run from 0, the oldest first
  public RowCursor cursor(int run) {
    return new RunCursor(index.run(run));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private final class RunCursor implements RowCursor {
    private final List<Block> blocks;
    private final Row row = new Row();
    private int nextBlock;
    private byte[] payload = new byte[0];
    private ByteSource source = new ByteSource(payload, 0, 0);
    private int rowsLeft;

    /// A row was read by [#seek] and is not given yet.
    private boolean ahead;

    RunCursor(List<Block> blocks) {
      this.blocks = blocks;
    }

    @Override
    public Row row() {
      return row;
    }

    @Override
    public boolean next() throws IOException {
      if (ahead) {
        ahead = false;
        return true;
      }
      return step();
    }

    private boolean step() throws IOException {
      while (true) {
        if (rowsLeft == 0 && !openBlock()) {
          return false;
        }
        try {
          RowCodec.read(source, payload, row);
          rowsLeft--;
          return true;
        } catch (DamagedException e) {
          damaged();
        }
      }
    }

    private boolean openBlock() throws IOException {
      while (nextBlock < blocks.size()) {
        Block block = blocks.get(nextBlock++);
        try {
          Frames.Frame frame = Frames.read(file, block.place(), block.length());
          payload = frame.payload();
          source = new ByteSource(payload, 0, payload.length);
          if (frame.kind() != Frames.BLOCK) {
            throw new DamagedException("it is no block");
          }
          source.length();
          rowsLeft = source.length();
          row.keyLength = 0;
          row.mtimeNanos = 0;
          row.inode = 0;
          if (rowsLeft > 0) {
            return true;
          }
        } catch (DamagedException e) {
          damaged();
        }
      }
      return false;
    }

    private void damaged() {
      damagedBlocks.incrementAndGet();
      rowsLeft = 0;
    }

    @Override
    public void seek(byte[] key) throws IOException {
      if (ahead && row.compareKey(key) >= 0) {
        return;
      }
      int reached = nextBlock;
      while (reached < blocks.size()
          && Arrays.compareUnsigned(blocks.get(reached).firstKey(), key) <= 0) {
        reached++;
      }
      if (reached > nextBlock) {
        nextBlock = reached - 1;
        rowsLeft = 0;
      }
      ahead = false;
      while (step()) {
        if (row.compareKey(key) >= 0) {
          ahead = true;
          return;
        }
      }
    }
  }
}
