package dev.sluice.store.local;

import dev.sluice.cache.HashMemory;
import dev.sluice.flow.Descriptors;
import dev.sluice.flow.RunLock;
import dev.sluice.flow.Time;
import dev.sluice.store.local.root.LocalRoot;
import java.nio.file.Path;

/// How a local directory is used.
///
/// @param followSymlinks whether symbolic links are read as what they lead to; otherwise each is
///   reported as not a file. Writing never goes through a link, whatever this says
/// @param createRoot whether the root may be absent: it then lists as empty and is made by the
///   first write. For destinations
/// @param removeStaleTemporaries whether temporary files are removed of this program that a listing
///   has met and a killed run of this machine left, or an unknown one more than a day ago. For
///   destinations
/// @param time tells what is stale
/// @param temporaryFolder where the names of directories are kept that do not fit into memory
/// @param runLock tells whose a temporary file is
/// @param descriptors by which files and directories are opened
/// @param hashes what is remembered of the files in it
public record LocalOptions(
    boolean followSymlinks,
    boolean createRoot,
    boolean removeStaleTemporaries,
    Time time,
    Path temporaryFolder,
    RunLock runLock,
    Descriptors descriptors,
    HashMemory hashes) {

  /// Those of a directory that is read and must exist; links are not followed.
  public static final LocalOptions SOURCE = new LocalOptions(false, false, false, Time.SYSTEM);

  /// Those of a directory that is written: made if absent, cleared of what a crash left.
  public static final LocalOptions DESTINATION = new LocalOptions(false, true, true, Time.SYSTEM);

  /// Makes options with the system's folder for temporary files, and a mark that nobody can look
  /// up.
  public LocalOptions(
      boolean followSymlinks, boolean createRoot, boolean removeStaleTemporaries, Time time) {
    this(
        followSymlinks,
        createRoot,
        removeStaleTemporaries,
        time,
        Path.of(System.getProperty("java.io.tmpdir")),
        RunLock.in(null),
        Descriptors.untold(time),
        HashMemory.NONE);
  }

  /// The same, with another folder for temporary files.
  public LocalOptions withTemporaryFolder(Path folder) {
    return new LocalOptions(
        followSymlinks,
        createRoot,
        removeStaleTemporaries,
        time,
        folder,
        runLock,
        descriptors,
        hashes);
  }

  /// The same with a run's own mark.
  public LocalOptions withRunLock(RunLock of) {
    return new LocalOptions(
        followSymlinks,
        createRoot,
        removeStaleTemporaries,
        time,
        temporaryFolder,
        of,
        descriptors,
        hashes);
  }

  /// The same, with links followed or not.
  public LocalOptions withFollowSymlinks(boolean follow) {
    return new LocalOptions(
        follow,
        createRoot,
        removeStaleTemporaries,
        time,
        temporaryFolder,
        runLock,
        descriptors,
        hashes);
  }

  /// The same, opening by these.
  public LocalOptions withDescriptors(Descriptors by) {
    return new LocalOptions(
        followSymlinks,
        createRoot,
        removeStaleTemporaries,
        time,
        temporaryFolder,
        runLock,
        by,
        hashes);
  }

  /// The same, with a memory of the files in it.
  public LocalOptions withHashes(HashMemory memory) {
    return new LocalOptions(
        followSymlinks,
        createRoot,
        removeStaleTemporaries,
        time,
        temporaryFolder,
        runLock,
        descriptors,
        memory);
  }

  LocalRoot.Access access() {
    return new LocalRoot.Access(followSymlinks, createRoot, time, temporaryFolder, descriptors);
  }
}
