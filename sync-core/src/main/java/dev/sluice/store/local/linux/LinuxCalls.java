package dev.sluice.store.local.linux;

import dev.sluice.model.FileStamp;
import dev.sluice.store.local.directory.FileFacts;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/// System calls of Linux that Java has no way to: those that begin at an open directory and refuse
/// links. All go through the C library's `syscall`, so that one function is linked, which takes
/// some milliseconds, and not a dozen.
///
/// The numbers are those of x86-64, the only processors that this was tried on. A call gives what
/// the system gives, or the negative of an [Errno].
final class LinuxCalls {

  static final int O_RDONLY = 0;
  static final int O_WRONLY = 1;
  static final int O_RDWR = 2;
  static final int O_CREAT = 0x40;
  static final int O_EXCL = 0x80;
  static final int O_NONBLOCK = 0x800;
  static final int O_DIRECT = 0x4000;
  static final int O_DIRECTORY = 0x10000;
  static final int O_NOFOLLOW = 0x20000;
  static final int O_CLOEXEC = 0x80000;
  static final int O_PATH = 0x200000;

  static final int AT_FDCWD = -100;
  static final int AT_SYMLINK_NOFOLLOW = 0x100;
  static final int AT_REMOVEDIR = 0x200;

  /// As `lstat` does, whatever would be mounted there by being looked at is not.
  static final int AT_NO_AUTOMOUNT = 0x800;

  static final int AT_EMPTY_PATH = 0x1000;

  static final long RESOLVE_NO_MAGICLINKS = 0x02;
  static final long RESOLVE_NO_SYMLINKS = 0x04;
  static final long RESOLVE_BENEATH = 0x08;

  private static final int PREAD64 = 17;
  private static final int PWRITE64 = 18;
  private static final int CLOSE = 3;
  private static final int IOCTL = 16;
  private static final int FSYNC = 74;
  private static final int FDATASYNC = 75;
  private static final int FCHMOD = 91;
  private static final int OPENAT = 257;
  private static final int MKDIRAT = 258;
  private static final int UNLINKAT = 263;
  private static final int RENAMEAT = 264;
  private static final int UTIMENSAT = 280;
  private static final int SYNCFS = 306;
  private static final int COPY_FILE_RANGE = 326;
  private static final int STATX = 332;
  private static final int OPENAT2 = 437;

  /// The request to share the extents of a whole file.
  private static final int FICLONE = 0x40049409;

  private static final int OPEN_HOW_BYTES = 24;
  private static final int STATX_BASIC_STATS = 0x7ff;
  private static final int NEW_DIRECTORY_MODE = 0777;

  /// The kernel gives up where directories are moved while it resolves `..`; it has no limit of its
  /// own.
  private static final int MAX_ATTEMPTS = 100;

  private LinuxCalls() {}

  /// Whether this is Linux on a processor that these numbers are of, and the calls are allowed.
  static boolean areAvailable() {
    return Probe.AVAILABLE;
  }

  /// Whether the kernel resolves paths under restrictions: since 5.6, unless a sandbox keeps it
  /// from that.
  static boolean hasOpenat2() {
    return Probe.OPENAT2;
  }

  /// Answers that do not change, found out when first asked for.
  private static final class Probe {
    static final boolean AVAILABLE = isLinux() && isLinked() && answersStatx();
    static final boolean OPENAT2 =
        AVAILABLE && closed(openat2(AT_FDCWD, "/", O_PATH | O_DIRECTORY | O_CLOEXEC, 0, 0));

    private static boolean isLinux() {
      return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).equals("linux")
          && Set.of("amd64", "x86_64").contains(System.getProperty("os.arch"));
    }

    private static boolean isLinked() {
      try {
        return Library.SYSCALL != null;
      } catch (LinkageError e) {
        return false; // a virtual machine that may not call the C library
      }
    }

    private static boolean answersStatx() {
      return statx(AT_FDCWD, "/", 0) == 0 && facts().isDirectory();
    }

    private static boolean closed(long descriptor) {
      return descriptor >= 0 && close((int) descriptor) == 0;
    }
  }

  private static final class Library {
    static final MethodHandle SYSCALL = link();

    @SuppressWarnings("restricted") // the launcher allows native access
    private static MethodHandle link() {
      Linker linker = Linker.nativeLinker();
      ValueLayout word = ValueLayout.JAVA_LONG;
      return linker.downcallHandle(
          linker.defaultLookup().findOrThrow("syscall"),
          FunctionDescriptor.of(word, word, word, word, word, word, word),
          Linker.Option.firstVariadicArg(1),
          Linker.Option.captureCallState("errno"));
    }
  }

  /// With one argument more, which few calls have: linked when it is first needed.
  private static final class WideLibrary {
    static final MethodHandle SYSCALL = link();

    @SuppressWarnings("restricted") // as above
    private static MethodHandle link() {
      Linker linker = Linker.nativeLinker();
      ValueLayout word = ValueLayout.JAVA_LONG;
      return linker.downcallHandle(
          linker.defaultLookup().findOrThrow("syscall"),
          FunctionDescriptor.of(word, word, word, word, word, word, word, word),
          Linker.Option.firstVariadicArg(1),
          Linker.Option.captureCallState("errno"));
    }
  }

  private static long call(long number, long a, long b, long c, long d, long e) {
    return call(CallBuffers.own(), number, a, b, c, d, e);
  }

  private static long call(CallBuffers own, long number, long a, long b, long c, long d, long e) {
    while (true) {
      long result;
      try {
        result = (long) Library.SYSCALL.invokeExact(own.state, number, a, b, c, d, e);
      } catch (RuntimeException | Error unchecked) {
        throw unchecked;
      } catch (Throwable impossible) {
        throw new IllegalStateException("a call of the C library throws nothing", impossible);
      }
      if (result >= 0) {
        return result;
      }
      int error = own.error();
      if (error != Errno.EINTR || number == CLOSE) {
        return -error;
      }
    }
  }

  static long openat(int directory, String path, int flags, int mode) {
    return pathCall(OPENAT, directory, path, flags, mode);
  }

  /// Opens what a path leads to.
  ///
  /// @param resolve which links are refused, `RESOLVE_*`
  static long openat2(int directory, String path, int flags, int mode, long resolve) {
    CallBuffers own = CallBuffers.own();
    long name = own.path(path);
    own.struct.putLong(0, flags).putLong(8, mode).putLong(16, resolve);
    long result = -Errno.EAGAIN;
    for (int attempt = 0; attempt < MAX_ATTEMPTS && result == -Errno.EAGAIN; attempt++) {
      result = call(own, OPENAT2, directory, name, own.structAddress, OPEN_HOW_BYTES, 0);
    }
    return result;
  }

  /// Closes a descriptor.
  ///
  /// @return 0, or the number of what went wrong
  static int close(int descriptor) {
    return (int) -call(CLOSE, descriptor, 0, 0, 0, 0);
  }

  /// Looks at what is there; [#facts] tells what it was.
  ///
  /// @param path empty for the open file itself, with `AT_EMPTY_PATH`
  static long statx(int directory, String path, int flags) {
    CallBuffers own = CallBuffers.own();
    long name = own.path(path);
    return call(own, STATX, directory, name, flags, STATX_BASIC_STATS, own.structAddress);
  }

  /// What the last [#statx] of this thread found.
  static FileFacts facts() {
    ByteBuffer found = CallBuffers.own().struct;
    int mode = Short.toUnsignedInt(found.getShort(28));
    FileFacts.Type type =
        switch (mode >> 12) {
          case 8 -> FileFacts.Type.REGULAR;
          case 4 -> FileFacts.Type.DIRECTORY;
          case 10 -> FileFacts.Type.LINK;
          default -> FileFacts.Type.SPECIAL;
        };
    return new FileFacts(
        type,
        found.getLong(40),
        time(found, 112),
        mode & 0777,
        new Identity(device(found), found.getLong(32)),
        found.getInt(16) == 0,
        FileStamp.nanos(changedTime()),
        found.getLong(32));
  }

  /// As the C library makes one number of two.
  private static long device(ByteBuffer found) {
    long major = Integer.toUnsignedLong(found.getInt(136));
    long minor = Integer.toUnsignedLong(found.getInt(140));
    return (major & ~0xfffL) << 32 | (major & 0xfff) << 8 | (minor & ~0xffL) << 12 | (minor & 0xff);
  }

  /// When anything about what the last [#statx] of this thread found had last changed.
  static Instant changedTime() {
    return time(CallBuffers.own().struct, 96);
  }

  private static Instant time(ByteBuffer found, int at) {
    return Instant.ofEpochSecond(found.getLong(at), found.getInt(at + 8));
  }

  /// One file of one file system.
  private record Identity(long device, long inode) {
    /// As the JDK writes it, for [dev.sluice.store.local.directory.FileIdentity].
    @Override
    public String toString() {
      return "(dev=" + Long.toHexString(device) + ",ino=" + inode + ")";
    }
  }

  static long pread(int file, long address, long bytes, long offset) {
    return call(PREAD64, file, address, bytes, offset, 0);
  }

  static long pwrite(int file, long address, long bytes, long offset) {
    return call(PWRITE64, file, address, bytes, offset, 0);
  }

  /// Gives an empty file the content of another, by extents that both share.
  ///
  /// @param from open for reading
  /// @param to open for writing, on the same file system
  static long clone(int from, int to) {
    return call(IOCTL, to, FICLONE, from, 0, 0);
  }

  /// Copies from file to file without the bytes passing through this process.
  ///
  /// @param offset in both
  /// @return how many bytes; 0 where the file ends before
  static long copyFileRange(int from, int to, long offset, long bytes) {
    CallBuffers own = CallBuffers.own();
    own.struct.putLong(0, offset).putLong(Long.BYTES, offset);
    long offsets = own.structAddress;
    while (true) {
      long result;
      try {
        result =
            (long)
                WideLibrary.SYSCALL.invokeExact(
                    own.state,
                    (long) COPY_FILE_RANGE,
                    (long) from,
                    offsets,
                    (long) to,
                    offsets + Long.BYTES,
                    bytes,
                    0L);
      } catch (RuntimeException | Error unchecked) {
        throw unchecked;
      } catch (Throwable impossible) {
        throw new IllegalStateException("a call of the C library throws nothing", impossible);
      }
      if (result >= 0) {
        return result;
      }
      int error = own.error();
      if (error != Errno.EINTR) {
        return -error;
      }
    }
  }

  /// Waits until a file is on the medium.
  ///
  /// @param contentOnly not what else is known of the file, but for what is needed to read it
  static long fsync(int file, boolean contentOnly) {
    return call(contentOnly ? FDATASYNC : FSYNC, file, 0, 0, 0, 0);
  }

  static long fchmod(int file, int mode) {
    return call(FCHMOD, file, mode, 0, 0, 0);
  }

  static long setTimes(int file, Instant accessed, Instant modified) {
    CallBuffers own = CallBuffers.own();
    own.struct.putLong(0, accessed.getEpochSecond()).putLong(8, accessed.getNano());
    own.struct.putLong(16, modified.getEpochSecond()).putLong(24, modified.getNano());
    return call(own, UTIMENSAT, file, 0, own.structAddress, 0, 0);
  }

  static long mkdirat(int directory, String name) {
    return pathCall(MKDIRAT, directory, name, NEW_DIRECTORY_MODE, 0);
  }

  static long unlinkat(int directory, String name, int flags) {
    return pathCall(UNLINKAT, directory, name, flags, 0);
  }

  private static long pathCall(int number, int directory, String path, long c, long d) {
    CallBuffers own = CallBuffers.own();
    return call(own, number, directory, own.path(path), c, d, 0);
  }

  /// Writes out the whole file system that an open directory is on.
  static long syncfs(int directory) {
    return call(SYNCFS, directory, 0, 0, 0, 0);
  }

  /// Within one directory.
  static long renameat(int directory, String from, String to) {
    CallBuffers own = CallBuffers.own();
    return call(own, RENAMEAT, directory, own.path(from), directory, own.secondPath(to), 0);
  }
}
