package dev.sluice.cli.command;

import dev.sluice.care.ChangeList;
import dev.sluice.care.move.RemovalList;
import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.S3Scheme;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// The list of what a move removes from a bucket, as `rm` writes it.
///
/// @param list the file
/// @param bucket the source's
record MoveNotes(ChangeList list, String bucket) implements AutoCloseable {

  /// Opens it.
  ///
  /// @throws UsageException if the source is no bucket
  static MoveNotes open(String file, Location source) throws UsageException, StoreException {
    if (!S3Scheme.isS3(source)) {
      throw new UsageException(
          "--list is for objects, which it can bring back where versions are kept; --json names"
              + " every file that is moved");
    }
    try {
      return new MoveNotes(
          ChangeList.appendingTo(Path.of(file), source.authority()), source.authority());
    } catch (InvalidPathException e) {
      throw new UsageException("--list " + file + ": " + e.getReason());
    }
  }

  /// The same for a store of that bucket.
  RemovalList of(Store source) {
    int before = ("s3://" + bucket + "/").length();
    return new RemovalList(list, key -> source.describe(key).substring(before));
  }

  @Override
  public void close() {
    list.close();
  }
}
