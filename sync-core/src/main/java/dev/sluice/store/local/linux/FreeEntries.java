package dev.sluice.store.local.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Optional;

/// How many entries a file system can hold (inodes), which Java has no way to ask for.
///
/// @param all in all
/// @param free how many are left
public record FreeEntries(long all, long free) {

  /// More than any system's structure has.
  private static final int STRUCTURE_BYTES = 256;

  /// The places of `f_files` and `f_favail` among the eight-byte fields of `struct statvfs`.
  private static final int FILES = 5;

  private static final int AVAILABLE = 7;

  /// Those of the file system of a path.
  ///
  /// @return empty where nobody tells: on other systems than Linux, and of file systems that make
  ///   entries as they need them
  @SuppressWarnings("restricted") // the launcher allows native access; called as declared
  public static Optional<FreeEntries> of(Path path) {
    if (!LinuxCalls.areAvailable()) {
      return Optional.empty();
    }
    try (Arena arena = Arena.ofConfined()) {
      Linker linker = Linker.nativeLinker();
      MethodHandle statvfs =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("statvfs"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
      MemorySegment answer = arena.allocate(STRUCTURE_BYTES, Long.BYTES);
      int result = (int) statvfs.invokeExact(arena.allocateFrom(path.toString()), answer);
      long all = answer.getAtIndex(ValueLayout.JAVA_LONG, FILES);
      long free = answer.getAtIndex(ValueLayout.JAVA_LONG, AVAILABLE);
      return result == 0 && all > 0 && free >= 0
          ? Optional.of(new FreeEntries(all, free))
          : Optional.empty();
    } catch (Throwable t) { // what method handles declare; a C function throws nothing
      return Optional.empty();
    }
  }
}
