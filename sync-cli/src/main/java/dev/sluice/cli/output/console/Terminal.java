package dev.sluice.cli.output.console;

import dev.sluice.cli.output.console.Screen.Size;
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
/// Java tells whether standard input and output are terminals both, and nothing of standard error
/// or of its width; so the launcher says which are, and the C library the width.
public final class Terminal {

  private static final int STANDARD_ERROR = 2;
  private static final long GET_WINDOW_SIZE_LINUX = 0x5413;
  private static final long GET_WINDOW_SIZE_BSD = 0x40087468;
  private static final int ROWS_OFFSET = 0;
  private static final int COLUMNS_OFFSET = Short.BYTES;
  private static final int WINDOW_SIZE_BYTES = 4 * Short.BYTES;

  private Terminal() {}

  /// What this process's standard error leads to, as the launcher's `-Dsluice.tty=true` has it, and
  /// whether standard output does too (`-Dsluice.out.tty=true`).
  public static Screen ofProcess() {
    String kind = System.getenv().getOrDefault("TERM", "dumb");
    if (!Boolean.getBoolean("sluice.tty") || kind.equals("dumb")) {
      return Screen.NONE;
    }
    Optional<MethodHandle> ioctl = ioctl();
    Size fallback =
        new Size(
            ofEnvironment("COLUMNS", Size.DEFAULT.columns()),
            ofEnvironment("LINES", Size.DEFAULT.rows()));
    return new Screen(
        true,
        () -> ioctl.flatMap(Terminal::size).orElse(fallback),
        Boolean.getBoolean("sluice.out.tty"));
  }

  private static int ofEnvironment(String variable, int otherwise) {
    try {
      return Integer.parseInt(System.getenv().getOrDefault(variable, ""));
    } catch (NumberFormatException e) {
      return otherwise;
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
      return Optional.empty(); // no such library here, or no leave to call it
    }
  }

  /// @return empty where the terminal does not know, as some serial lines do not
  private static Optional<Size> size(MethodHandle ioctl) {
    boolean linux = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment window = arena.allocate(WINDOW_SIZE_BYTES);
      long request = linux ? GET_WINDOW_SIZE_LINUX : GET_WINDOW_SIZE_BSD;
      int result = (int) ioctl.invokeExact(STANDARD_ERROR, request, window);
      int columns = window.get(ValueLayout.JAVA_SHORT, COLUMNS_OFFSET) & 0xffff;
      int rows = window.get(ValueLayout.JAVA_SHORT, ROWS_OFFSET) & 0xffff;
      return result == 0 && columns > 0 && rows > 0
          ? Optional.of(new Size(columns, rows))
          : Optional.empty();
    } catch (Throwable t) { // what method handles declare; a C function throws nothing
      return Optional.empty();
    }
  }
}
