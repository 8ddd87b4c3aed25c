package dev.sluice.store.local;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The file system that a directory is on, flushed by Linux's `syncfs(2)`. Covers nothing on other
/// systems, on file systems that do not promise enough, and on kernels before 5.8, whose `syncfs`
/// does not tell of failed writes.
///
/// Used by many threads; [#flush] by one.
final class SyncFs implements FileSystemFlush {

  /// Those that write to a disk of this machine, and for which this call does all that `fsync`
  /// does.
  private static final Set<String> TYPES = Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs");

  private static final int FIRST_MAJOR = 5;
  private static final int FIRST_MINOR = 8;
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");

  /// `O_RDONLY | O_DIRECTORY | O_CLOEXEC`, the same on all architectures that this is tried on.
  private static final int OPEN_FLAGS = 0x10000 | 0x80000;

  private final Path root;
  private boolean looked;

  /// The file system's, once [#looked]; null where it is not to be flushed so.
  private @Nullable Object device;

  /// @param root a directory on the file system; need not exist before the first question
  SyncFs(Path root) {
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
      device = Files.getAttribute(root, "unix:dev");
    }
    looked = true;
    return device;
  }

  private static boolean isKernelFit() {
    boolean knownFlags = Set.of("amd64", "x86_64").contains(System.getProperty("os.arch"));
    Matcher version = VERSION.matcher(System.getProperty("os.version", ""));
    if (!knownFlags
        || !System.getProperty("os.name", "").toLowerCase(Locale.ROOT).equals("linux")
        || !version.matches()) {
      return false;
    }
    int major = Integer.parseInt(version.group(1));
    int minor = Integer.parseInt(version.group(2));
    return major > FIRST_MAJOR || (major == FIRST_MAJOR && minor >= FIRST_MINOR);
  }

  @Override
  public boolean flush() {
    try (Arena arena = Arena.ofConfined()) {
      int directory = (int) Calls.OPEN.invokeExact(arena.allocateFrom(root.toString()), OPEN_FLAGS);
      if (directory < 0) {
        return false;
      }
      try {
        return (int) Calls.SYNCFS.invokeExact(directory) == 0;
      } finally {
        int _ = (int) Calls.CLOSE.invokeExact(directory);
      }
    } catch (LinkageError e) {
      return false; // a C library without it, or a virtual machine that may not call it
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a call of the C library throws nothing", e);
    }
  }

  /// Linked when first used: it takes some milliseconds.
  private static final class Calls {
    static final MethodHandle OPEN =
        link(
            "open",
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
            Linker.Option.firstVariadicArg(2));
    static final MethodHandle SYNCFS =
        link("syncfs", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    static final MethodHandle CLOSE =
        link("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    @SuppressWarnings("restricted") // the launcher allows native access
    private static MethodHandle link(
        String name, FunctionDescriptor type, Linker.Option... options) {
      Linker linker = Linker.nativeLinker();
      return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type, options);
    }
  }
}
