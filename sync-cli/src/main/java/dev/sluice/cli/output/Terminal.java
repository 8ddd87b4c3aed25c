package dev.sluice.cli.output;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;

/// The terminal behind standard error, if there is one.
///
/// Java tells whether standard input and output are terminals, and nothing of standard error or of
/// its width; so the launcher says the first, and the C library the second.
public final class Terminal {

  private static final int STANDARD_ERROR = 2;
  private static final long GET_WINDOW_SIZE_LINUX = 0x5413;
  private static final long GET_WINDOW_SIZE_BSD = 0x40087468;
  private static final int COLUMNS_OFFSET = Short.BYTES;
  private static final int WINDOW_SIZE_BYTES = 4 * Short.BYTES;

  private Terminal() {}

  /// What this process's standard error leads to, as the launcher's `-Dsluice.tty=true` has it.
  public static Screen ofProcess() {
    String kind = System.getenv().getOrDefault("TERM", "dumb");
    if (!Boolean.getBoolean("sluice.tty") || kind.equals("dumb")) {
      return Screen.NONE;
    }
    Optional<MethodHandle> ioctl = ioctl();
    int fallback = columnsOfEnvironment();
    return new Screen(true, () -> ioctl.map(Terminal::columns).filter(n -> n > 0).orElse(fallback));
  }

  private static int columnsOfEnvironment() {
    try {
      return Integer.parseInt(System.getenv().getOrDefault("COLUMNS", ""));
    } catch (NumberFormatException e) {
      return Screen.DEFAULT_COLUMNS;
    }
  }

  @SuppressWarnings("restricted") // the launcher grants native access; ioctl is called as declared
  private static Optional<MethodHandle> ioctl() {
    try {
      Linker linker = Linker.nativeLinker();
      return linker
          .defaultLookup()
          .find("ioctl")
          .map(address ->
              linker.downcallHandle(
                  address,
                  FunctionDescriptor.of(
                      ValueLayout.JAVA_INT,
                      ValueLayout.JAVA_INT,
                      ValueLayout.JAVA_LONG,
                      ValueLayout.ADDRESS),
                  Linker.Option.firstVariadicArg(2)));
    } catch (UnsupportedOperationException | IllegalCallerException e) {
      return Optional.empty(); // no such library here, or no leave to call it: 80 columns then
    }
  }

  private static int columns(MethodHandle ioctl) {
    boolean linux = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment size = arena.allocate(WINDOW_SIZE_BYTES);
      long request = linux ? GET_WINDOW_SIZE_LINUX : GET_WINDOW_SIZE_BSD;
      int result = (int) ioctl.invokeExact(STANDARD_ERROR, request, size);
      return result == 0 ? size.get(ValueLayout.JAVA_SHORT, COLUMNS_OFFSET) & 0xffff : 0;
    } catch (Throwable t) { // what method handles declare; a C function throws nothing
      return 0;
    }
  }
}
