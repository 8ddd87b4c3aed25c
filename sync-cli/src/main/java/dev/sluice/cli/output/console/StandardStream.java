package dev.sluice.cli.output.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One of the process's standard streams, which remembers why it could not be written:
/// `PrintStream` swallows that. Once it has failed nothing more is tried.
///
/// A reader that has gone, as `head` goes, has seen what it wanted: that is no failure. Thread-safe
/// as `PrintStream` uses it, under a lock.
public final class StandardStream extends OutputStream {

  private static final int FILE_TYPE = 0170000;
  private static final int PIPE = 0010000;
  private static final int SOCKET = 0140000;

  private final OutputStream to;
  private final String name;
  private final Path descriptor;
  private volatile @Nullable IOException failure;

  StandardStream(OutputStream to, String name, Path descriptor) {
    this.to = to;
    this.name = name;
    this.descriptor = descriptor;
  }

  /// Standard output.
  public static StandardStream ofOutput() {
    return new StandardStream(
        new FileOutputStream(FileDescriptor.out), "standard output", Path.of("/dev/fd/1"));
  }

  /// Standard error.
  public static StandardStream ofErrors() {
    return new StandardStream(
        new FileOutputStream(FileDescriptor.err), "standard error", Path.of("/dev/fd/2"));
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    IOException known = failure;
    if (known != null) {
      throw known;
    }
    try {
      to.write(bytes, from, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /// The line that says why it could not be written; empty where it could, or where its reader has
  /// gone.
  public Optional<String> failure() {
    IOException known = failure;
    return known == null || isGone(known)
        ? Optional.empty()
        : Optional.of("cannot write " + name + ": " + known.getMessage());
  }

  /// Nothing but a reader that has gone makes writing to a pipe or a socket fail; the message,
  /// which says so too, is in the user's language.
  private boolean isGone(IOException e) {
    if (String.valueOf(e.getMessage()).contains("Broken pipe")) {
      return true;
    }
    try {
      int type = (int) Files.getAttribute(descriptor, "unix:mode") & FILE_TYPE;
      return type == PIPE || type == SOCKET;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
      return false;
    }
  }
}
