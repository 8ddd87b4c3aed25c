package dev.sluice.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Where the blocks of a file lie: for each its run, its first key, its place and its length.
/// Immutable.
///
/// A *run* is a sequence of blocks whose rows ascend from the first to the last. A file that was
/// written in one go has one; a log has one for each time that it was written to.
final class BlockIndex {

  /// A block: the number of its run, the first key in UTF-8, where its frame begins and how long
  /// that is.
  static final class Block {
    private final int run;
    private final byte[] firstKey;
    private final long place;
    private final int length;

    Block(int run, byte[] firstKey, long place, int length) {
      this.run = run;
      this.firstKey = firstKey;
      this.place = place;
      this.length = length;
    }

    int run() {
      return run;
    }

    byte[] firstKey() {
      return firstKey;
    }

    long place() {
      return place;
    }

    int length() {
      return length;
    }
  }

  private static final Comparator<Block> ORDER =
      Comparator.comparingInt(Block::run)
          .thenComparing(Block::firstKey, Arrays::compareUnsigned)
          .thenComparingLong(Block::place);

  private final List<Block> blocks;
  private final int[] runStarts;

  /// @param blocks in any order
  BlockIndex(List<Block> blocks) {
    this.blocks = blocks.stream().sorted(ORDER).toList();
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i < this.blocks.size(); i++) {
      if (i == 0 || this.blocks.get(i).run() != this.blocks.get(i - 1).run()) {
        starts.add(i);
      }
    }
    this.runStarts = starts.stream().mapToInt(Integer::intValue).toArray();
  }

  /// All blocks, by runs.
  List<Block> blocks() {
    return blocks;
  }

  /// How many runs there are.
  int runs() {
    return runStarts.length;
  }

  /// The blocks of one run, in key order.
  ///
  /// @param run from 0, the oldest first
  List<Block> run(int run) {
    int end = run + 1 < runStarts.length ? runStarts[run + 1] : blocks.size();
    return blocks.subList(runStarts[run], end);
  }

  void write(ByteSink sink) {
    sink.putVarint(blocks.size());
    for (Block block : blocks) {
      sink.putVarint(block.run());
      sink.putVarint(block.firstKey().length);
      sink.put(block.firstKey(), 0, block.firstKey().length);
      sink.putVarint(block.place());
      sink.putVarint(block.length());
    }
  }

  static BlockIndex read(byte[] payload) throws DamagedException {
    ByteSource source = new ByteSource(payload, 0, payload.length);
    int count = source.length();
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int run = source.length();
      int keyLength = source.length();
      int from = source.skip(keyLength);
      byte[] key = Arrays.copyOfRange(payload, from, from + keyLength);
      blocks.add(new Block(run, key, source.varint(), source.length()));
    }
    return new BlockIndex(blocks);
  }
}
