package dev.sluice.store.local.linux;

import static dev.sluice.store.local.linux.LinuxCalls.O_CLOEXEC;
import static dev.sluice.store.local.linux.LinuxCalls.O_CREAT;
import static dev.sluice.store.local.linux.LinuxCalls.O_DIRECT;
import static dev.sluice.store.local.linux.LinuxCalls.O_DIRECTORY;
import static dev.sluice.store.local.linux.LinuxCalls.O_EXCL;
import static dev.sluice.store.local.linux.LinuxCalls.O_NOFOLLOW;
import static dev.sluice.store.local.linux.LinuxCalls.O_NONBLOCK;
import static dev.sluice.store.local.linux.LinuxCalls.O_PATH;
import static dev.sluice.store.local.linux.LinuxCalls.O_RDONLY;
import static dev.sluice.store.local.linux.LinuxCalls.O_RDWR;
import static dev.sluice.store.local.linux.LinuxCalls.O_WRONLY;

import dev.sluice.store.local.directory.FileFacts;
import dev.sluice.store.local.directory.LinkInTheWayException;
import dev.sluice.store.local.directory.Links;
import dev.sluice.store.local.directory.NotRegularException;
import dev.sluice.store.local.directory.OpenDirectory;
import dev.sluice.store.local.directory.OpenFile;
import dev.sluice.store.local.directory.PathText;
import dev.sluice.store.local.directory.RelativePaths;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An open directory on Linux: a descriptor, from which the kernel resolves paths by `openat2`,
/// beneath it and through no link, or which is walked from, one segment at a time, where there is
/// no such call.
///
/// It is opened to be passed through only (`O_PATH`), which needs no permission to read it.
public final class LinuxDirectory implements OpenDirectory {

  private static final int ANY_FILE_MODE = 0666;
  private static final long NO_LINKS =
      LinuxCalls.RESOLVE_BENEATH
          | LinuxCalls.RESOLVE_NO_SYMLINKS
          | LinuxCalls.RESOLVE_NO_MAGICLINKS;

  private final Descriptor descriptor;
  private final boolean openat2;

  private LinuxDirectory(Descriptor descriptor, boolean openat2) {
    this.descriptor = descriptor;
    this.openat2 = openat2;
  }

  /// Whether this is a Linux whose calls are known.
  public static boolean isAvailable() {
    return LinuxCalls.areAvailable();
  }

  /// Whether the kernel resolves paths under restrictions.
  static boolean hasOpenat2() {
    return LinuxCalls.hasOpenat2();
  }

  /// Opens the directory at `path`, whose own links are followed.
  public static LinuxDirectory at(Path path) throws IOException {
    return at(path, hasOpenat2());
  }

  /// The same.
  ///
  /// @param openat2 whether the kernel is to resolve paths, or they are walked here
  public static LinuxDirectory at(Path path, boolean openat2) throws IOException {
    int flags = O_PATH | O_DIRECTORY | O_CLOEXEC;
    long opened = LinuxCalls.openat(LinuxCalls.AT_FDCWD, path.toString(), flags, 0);
    String text = path.toString();
    return new LinuxDirectory(new Descriptor(required(opened, text), text), openat2);
  }

  private static int required(long result, String path) throws IOException {
    if (result < 0) {
      throw Errno.exception((int) -result, path);
    }
    return (int) result;
  }

  @FunctionalInterface
  private interface Call {
    /// Makes it.
    ///
    /// @return not negative, or the negative of an [Errno]
    long run(int directory) throws IOException;
  }

  private int call(String name, Call call) throws IOException {
    int directory = descriptor.acquire();
    try {
      long result = call.run(directory);
      return result < 0 ? required(result, text(name)) : (int) result;
    } finally {
      descriptor.release();
    }
  }

  private String text(String relative) {
    return new PathText(this, relative).toString();
  }

  @Override
  public FileFacts facts() throws IOException {
    call(
        RelativePaths.SELF, directory -> LinuxCalls.statx(directory, "", LinuxCalls.AT_EMPTY_PATH));
    return LinuxCalls.facts();
  }

  @Override
  public OpenDirectory openDirectory(String relative, Links links) throws IOException {
    int opened = open(relative, O_PATH | O_DIRECTORY | O_CLOEXEC, links);
    return new LinuxDirectory(new Descriptor(opened, new PathText(this, relative)), openat2);
  }

  @Override
  public OpenFile openFile(String relative, Links links) throws IOException {
    int directory = descriptor.acquire();
    try {
      long opened = resolve(directory, relative, O_RDONLY | O_NONBLOCK | O_CLOEXEC, links);
      if (opened == -Errno.EAGAIN) {
        opened = openLeased(directory, relative, links);
      }
      return file(relative, opened(opened, relative, links));
    } finally {
      descriptor.release();
    }
  }

  /// Waits until whoever has a lease on the file (a server of shares) has given it up. That a file
  /// is opened, and no pipe, is made sure of by a descriptor that opens nothing.
  private long openLeased(int directory, String relative, Links links) {
    long held = resolve(directory, relative, O_PATH | O_CLOEXEC, links);
    if (held < 0) {
      return held;
    }
    try {
      boolean regular =
          LinuxCalls.statx((int) held, "", LinuxCalls.AT_EMPTY_PATH) == 0
              && LinuxCalls.facts().isRegular();
      return regular
          ? LinuxCalls.openat(LinuxCalls.AT_FDCWD, "/proc/self/fd/" + held, O_RDONLY | O_CLOEXEC, 0)
          : -Errno.ENXIO;
    } finally {
      LinuxCalls.close((int) held);
    }
  }

  private int open(String relative, int flags, Links links) throws IOException {
    int directory = descriptor.acquire();
    try {
      return opened(resolve(directory, relative, flags, links), relative, links);
    } finally {
      descriptor.release();
    }
  }

  private int opened(long result, String relative, Links links) throws IOException {
    if (result == -Errno.ELOOP && links == Links.REFUSED) {
      throw new LinkInTheWayException(text(relative));
    }
    if (result == -Errno.ENXIO) { // what opening a socket says
      throw new NotRegularException(text(relative));
    }
    return result < 0 ? required(result, text(relative)) : (int) result;
  }

  private long resolve(int directory, String relative, int flags, Links links) {
    if (openat2) {
      long refused = links == Links.REFUSED ? NO_LINKS : LinuxCalls.RESOLVE_NO_MAGICLINKS;
      return LinuxCalls.openat2(directory, relative, flags, 0, refused);
    }
    return links == Links.REFUSED
        ? walk(directory, relative, flags)
        : LinuxCalls.openat(directory, relative, flags, 0);
  }

  /// Opens segment after segment, each in the directory opened before it.
  private static long walk(int from, String relative, int flags) {
    long at = from;
    int begin = 0;
    while (true) {
      int slash = relative.indexOf('/', begin);
      String name = slash < 0 ? relative.substring(begin) : relative.substring(begin, slash);
      int own = slash < 0 ? flags : O_PATH | O_DIRECTORY | O_CLOEXEC;
      long next = LinuxCalls.openat((int) at, name, own | O_NOFOLLOW, 0);
      // With O_DIRECTORY a link is said to be no directory.
      if (next == -Errno.ENOTDIR && isLink((int) at, name)) {
        next = -Errno.ELOOP;
      }
      if (at != from) {
        LinuxCalls.close((int) at);
      }
      if (slash < 0 || next < 0) {
        return next;
      }
      at = next;
      begin = slash + 1;
    }
  }

  private static boolean isLink(int directory, String name) {
    return LinuxCalls.statx(directory, name, LinuxCalls.AT_SYMLINK_NOFOLLOW) == 0
        && LinuxCalls.facts().isLink();
  }

  @Override
  public @Nullable FileFacts look(String name, Links links) throws IOException {
    int flags =
        LinuxCalls.AT_NO_AUTOMOUNT | (links == Links.REFUSED ? LinuxCalls.AT_SYMLINK_NOFOLLOW : 0);
    int directory = descriptor.acquire();
    try {
      long result = LinuxCalls.statx(directory, name, flags);
      if (result == -Errno.ENOENT) {
        return null; // as usual for what is to be written, and without the cost of an exception
      }
      if (result < 0) {
        throw Errno.exception((int) -result, text(name));
      }
      return LinuxCalls.facts();
    } finally {
      descriptor.release();
    }
  }

  @Override
  public Instant changedTime(String name) throws IOException {
    call(name, directory -> LinuxCalls.statx(directory, name, LinuxCalls.AT_SYMLINK_NOFOLLOW));
    return LinuxCalls.changedTime();
  }

  @Override
  public OpenFile createFile(String name, @Nullable Integer permissions) throws IOException {
    int mode = permissions == null ? ANY_FILE_MODE : permissions;
    int flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    return file(name, call(name, directory -> LinuxCalls.openat(directory, name, flags, mode)));
  }

  @Override
  public @Nullable OpenFile openDirect(String name) throws IOException {
    int flags = O_WRONLY | O_DIRECT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
    return file(name, call(name, directory -> LinuxCalls.openat(directory, name, flags, 0)));
  }

  private LinuxFile file(String name, int opened) {
    return new LinuxFile(new Descriptor(opened, new PathText(this, name)));
  }

  @Override
  public void makeDirectory(String name) throws IOException {
    call(name, directory -> LinuxCalls.mkdirat(directory, name));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    call(to, directory -> LinuxCalls.renameat(directory, from, to));
  }

  @Override
  public void deleteFile(String name) throws IOException {
    call(name, directory -> LinuxCalls.unlinkat(directory, name, 0));
  }

  @Override
  public void deleteDirectory(String name) throws IOException {
    call(name, directory -> LinuxCalls.unlinkat(directory, name, LinuxCalls.AT_REMOVEDIR));
  }

  @Override
  public void close() {
    try {
      descriptor.close();
    } catch (IOException e) {
      // Nothing is written through it, so nothing can be lost.
    }
  }

  /// Its path, as it was opened.
  @Override
  public String toString() {
    return descriptor.path();
  }
}
