package dev.sluice.bench.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Buckets that programs read from, one for each number of objects.
final class SourceBuckets {

  private SourceBuckets() {}

  /// A bucket with the files of [Trees#small].
  ///
  /// @param connections with which it is filled
  /// @return its name
  static String filled(Arena arena, int files, int sizeBytes, int connections)
      throws IOException, InterruptedException {
    String bucket = "source-" + files;
    Path tree = arena.trees().small(files, sizeBytes);
    arena.remote().makeBucket(bucket);
    if (arena.remote().fingerprint(bucket, List.of("")).objects() != files) {
      arena.filler(connections).fill(bucket, tree);
    }
    return bucket;
  }
}
