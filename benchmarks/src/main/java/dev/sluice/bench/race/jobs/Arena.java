package dev.sluice.bench.race.jobs;

import dev.sluice.bench.data.Trees;
import dev.sluice.bench.race.peers.Site;
import dev.sluice.bench.race.server.Filler;
import dev.sluice.bench.race.server.Remote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where one job is run: the server's address, the race's own hand on it, the trees, and how much
/// smaller than its true size everything is to be.
///
/// @param site as programs are told
/// @param remote the race's own hand on the server
/// @param trees files to send
/// @param folder the race's own, on one disk
/// @param scale above 0 and at most 1
public record Arena(Site site, Remote remote, Trees trees, Path folder, double scale) {

  private static final String ASIDE = "aside";

  /// `full` as small as the scale has it, at least 1.
  public int scaled(long full) {
    return (int) Math.max(1, Math.round(full * scale));
  }

  /// A folder that is there and empty.
  public Path emptied(String name) throws IOException {
    Path empty = folder.resolve(name);
    Trees.remove(empty);
    return Files.createDirectories(empty);
  }

  /// Puts what is under `name` out of the way until the job is over. To delete many files now would
  /// make the next program pay: ext4 passes over inodes that were in use in the last minutes, one
  /// by one.
  public void setAside(String name) throws IOException {
    Path folderOfAll = Files.createDirectories(folder.resolve(ASIDE));
    Files.move(folder.resolve(name), Files.createTempDirectory(folderOfAll, name).resolve(name));
  }

  /// Deletes what was set aside.
  public static void clear(Path folder) throws IOException {
    Trees.remove(folder.resolve(ASIDE));
  }

  /// Puts every file of a tree into a bucket.
  ///
  /// @param connections how many at once; many where the server answers late
  void fill(String bucket, Path tree, int connections) throws IOException, InterruptedException {
    new Filler(site.endpoint(), connections).fill(bucket, tree);
  }
}
