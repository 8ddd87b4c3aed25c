package dev.sluice.state;

import dev.sluice.state.BlockIndex.Block;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads a file of rows from end to end and says whether it is what was written. Used by one
/// thread.
///
/// A log whose writer was killed ends anywhere, and is sound all the same; a base has an end, since
/// it gets its name only when it is whole.
final class BlockFileCheck {

  private final FileChannel file;
  private final long sizeBytes;
  private long rows;
  private long blocks;
  private long damagedBlocks;
  private long firstDamaged;

  private BlockFileCheck(FileChannel file) throws IOException {
    this.file = file;
    this.sizeBytes = file.size();
  }

  /// What came of it.
  ///
  /// @param rows how many could be read
  /// @param damage what is wrong, as the end of a sentence; null for nothing
  record Result(long rows, long sizeBytes, @Nullable String damage) {}

  /// Reads a file.
  ///
  /// @param isWhole whether it must have an end
  /// @throws DamagedException if it is no such file at all
  static Result of(Path path, boolean isWhole) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      return new BlockFileCheck(file).check(isWhole);
    }
  }

  private Result check(boolean isWhole) throws IOException {
    int headerBytes = Frames.lengthAt(file, 0, sizeBytes);
    BlockFile.header(file, headerBytes);
    String damage;
    try {
      damage = byIndex(BlockFile.written(file, sizeBytes));
    } catch (DamagedException e) {
      damage = byFrames(headerBytes);
      damage = damage == null && isWhole ? e.reason() : damage;
    }
    return new Result(rows, sizeBytes, damage);
  }

  private @Nullable String byIndex(BlockIndex index) throws IOException {
    for (Block block : index.blocks()) {
      blocks++;
      try {
        block(Frames.read(file, block.place(), block.length()), block.firstKey());
      } catch (DamagedException e) {
        firstDamaged = damagedBlocks++ == 0 ? block.place() : firstDamaged;
      }
    }
    return damagedBlocks == 0
        ? null
        : "%d of its %d blocks are damaged, the first at byte %d"
            .formatted(damagedBlocks, blocks, firstDamaged);
  }

  /// From frame to frame, where there is no index. What a killed writer has not written whole is no
  /// damage; a frame that is there and has another checksum is.
  private @Nullable String byFrames(long from) throws IOException {
    long place = from;
    while (place < sizeBytes) {
      int length;
      try {
        length = Frames.lengthAt(file, place, sizeBytes);
      } catch (DamagedException e) {
        return null; // it was cut off
      }
      try {
        Frames.Frame frame = Frames.read(file, place, length);
        if (frame.kind() == Frames.BLOCK) {
          block(frame, null);
        }
      } catch (DamagedException e) {
        return "it is damaged from byte %d on: %s".formatted(place, e.reason());
      }
      place += length;
    }
    return null;
  }

  /// @param firstKey as the index has it; null where there is none
  private void block(Frames.Frame frame, byte @Nullable [] firstKey) throws DamagedException {
    byte[] payload = frame.payload();
    if (frame.kind() != Frames.BLOCK) {
      throw new DamagedException("it is no block");
    }
    ByteSource source = new ByteSource(payload, 0, payload.length);
    source.length();
    int count = source.length();
    Row row = new Row();
    byte[] before = null;
    for (int i = 0; i < count; i++) {
      RowCodec.read(source, payload, row);
      byte[] key = row.keyBytes();
      boolean isInOrder =
          before == null
              ? firstKey == null || Arrays.equals(firstKey, key)
              : Arrays.compareUnsigned(before, key) < 0;
      if (!isInOrder) {
        throw new DamagedException("its rows are not in order");
      }
      before = key;
    }
    rows += count;
  }
}
