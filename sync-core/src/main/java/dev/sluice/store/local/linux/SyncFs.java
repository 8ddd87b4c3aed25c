package dev.sluice.store.local.linux;

import dev.sluice.store.local.directory.FileIdentity;
import dev.sluice.store.local.directory.FileSystemFlush;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The file system that a directory is on, flushed by Linux's `syncfs(2)`. Covers nothing on other
/// systems, on file systems that do not promise enough, and on kernels before 5.8, whose `syncfs`
/// does not tell of failed writes.
///
/// Used by many threads; [#flush] by one.
public final class SyncFs implements FileSystemFlush {

  /// Those that write to a disk of this machine, and for which this call does all that `fsync`
  /// does.
  private static final Set<String> TYPES = Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs");

  private static final int FIRST_MAJOR = 5;
  private static final int FIRST_MINOR = 8;
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");

  private static final int OPEN_FLAGS =
      LinuxCalls.O_RDONLY | LinuxCalls.O_DIRECTORY | LinuxCalls.O_CLOEXEC;

  private final Path root;
  private boolean looked;

  /// The file system's, once [#looked]; null where it is not to be flushed so.
  private @Nullable Object device;

  private @Nullable Object identity;

  /// @param root a directory on the file system; need not exist before the first question
  public SyncFs(Path root) {
    this.root = root;
  }

  @Override
  public boolean covers(Path directory) {
    try {
      Object own = device();
      return own != null
          && own.equals(Files.getAttribute(directory, "unix:dev", LinkOption.NOFOLLOW_LINKS));
    } catch (IOException e) {
      return false; // nothing is there yet, or whoever writes there will meet it and say so
    }
  }

  private synchronized @Nullable Object device() throws IOException {
    if (!looked && isKernelFit() && TYPES.contains(Files.getFileStore(root).type())) {
      identity = Files.readAttributes(root, BasicFileAttributes.class).fileKey();
      device = Files.getAttribute(root, "unix:dev");
    }
    looked = true;
    return device;
  }

  private static boolean isKernelFit() {
    Matcher version = VERSION.matcher(System.getProperty("os.version", ""));
    if (!LinuxCalls.areAvailable() || !version.matches()) {
      return false;
    }
    int major = Integer.parseInt(version.group(1));
    int minor = Integer.parseInt(version.group(2));
    return major > FIRST_MAJOR || (major == FIRST_MAJOR && minor >= FIRST_MINOR);
  }

  /// Fails also where the root's path leads to another file system by now.
  @Override
  public boolean flush() {
    long opened = LinuxCalls.openat(LinuxCalls.AT_FDCWD, root.toString(), OPEN_FLAGS, 0);
    if (opened < 0) {
      return false;
    }
    int directory = (int) opened;
    try {
      return LinuxCalls.statx(directory, "", LinuxCalls.AT_EMPTY_PATH) == 0
          && FileIdentity.isOneDevice(LinuxCalls.facts().identity(), identity())
          && LinuxCalls.syncfs(directory) == 0;
    } finally {
      LinuxCalls.close(directory);
    }
  }

  private synchronized @Nullable Object identity() {
    return identity;
  }
}
