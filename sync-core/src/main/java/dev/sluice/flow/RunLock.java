package dev.sluice.flow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The lock file of a run, by which its leftovers are told from everybody else's after it was
/// killed. The run's mark is a random number that its temporary files carry in their names.
///
/// Each process that writes something has a lock file in a folder of this machine's user, named by
/// its mark, and keeps it locked while it lives; the kernel lets go of the lock however the process
/// ends. In the file stands what is to be put in order if it is killed. So a mark whose file can be
/// locked is a dead run's, one that cannot is a living one's, and of one without a file nothing is
/// known: it may be another machine's. Thread-safe.
public final class RunLock implements AutoCloseable {

  /// How many hexadecimal digits a mark has.
  public static final int DIGITS = 8;

  private static final Pattern FILE = Pattern.compile("([0-9a-f]{8})-(\\d+)\\.run");
  private static final SecureRandom RANDOM = new SecureRandom();

  /// A dead run's file tells whose its temporary files are; after this time their age does.
  private static final Duration KEPT = Duration.ofDays(3);

  /// Whose a mark is.
  public enum Owner {
    /// A run that is under way, this one included.
    LIVING,
    /// A run that was killed on this machine.
    DEAD,
    /// Nobody knows.
    UNKNOWN
  }

  /// Puts in order what a dead run has left.
  @FunctionalInterface
  public interface Settling {
    /// Puts one thing in order.
    ///
    /// @param note what the run had noted
    /// @return whether it is done; otherwise it stays noted, for a later run
    boolean settle(String note) throws InterruptedException;
  }

  private final @Nullable Path folder;
  private final String name = HexFormat.of().toHexDigits(RANDOM.nextInt());
  private final Map<String, String> open = new LinkedHashMap<>();
  private @Nullable Map<String, Path> others;
  private @Nullable Path path;
  private @Nullable FileChannel file;
  private boolean begun;

  private RunLock(@Nullable Path folder) {
    this.folder = folder;
  }

  /// A mark that this machine can tell from others.
  ///
  /// @param folder where marks are kept, made when first needed; null to keep none, so that nobody
  ///   can know later whose the leftovers are
  public static RunLock in(@Nullable Path folder) {
    return new RunLock(folder);
  }

  /// The mark: [#DIGITS] hexadecimal digits. From now on this run counts as living.
  public String name() {
    begin();
    return name;
  }

  private synchronized void begin() {
    Path home = folder;
    if (begun || home == null) {
      return;
    }
    begun = true;
    try {
      Files.createDirectories(home);
      long pid = ProcessHandle.current().pid();
      Path making = home.resolve(name + "-" + pid + ".new");
      FileChannel made =
          FileChannel.open(making, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
      file = made;
      made.lock(); // before it has the name by which others look for it
      path = Files.move(making, home.resolve(name + "-" + pid + ".run"));
    } catch (IOException | UnsupportedOperationException e) {
      // Nothing is kept, and a later run finds out by age what was left.
    }
  }

  /// Notes what is to be put in order if this run is killed.
  ///
  /// @param key by which [#forget] takes it back
  /// @param note one line
  public synchronized void note(String key, String note) {
    begin();
    open.put(key, note);
    write("+" + key + " " + note);
  }

  /// What was noted has been put in order.
  public synchronized void forget(String key) {
    if (open.remove(key) != null) {
      write("-" + key);
    }
  }

  private void write(String line) {
    FileChannel channel = file;
    if (channel == null) {
      return;
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      // A full disk: what is left after a kill is then nobody's to remove by itself.
    }
  }

  /// Whose a mark is. What came into being after the first such question is nobody's known.
  public synchronized Owner owner(String mark) {
    if (mark.equals(name)) {
      return Owner.LIVING;
    }
    Path known = others().get(mark);
    if (known == null) {
      return Owner.UNKNOWN;
    }
    try (FileChannel channel = locked(known)) {
      return channel == null ? Owner.LIVING : Owner.DEAD;
    } catch (IOException e) {
      return Owner.UNKNOWN;
    }
  }

  /// Puts in order what dead runs have noted. A run that is looking after the same leaves it to
  /// this one.
  public void settleDead(Settling settling) throws InterruptedException {
    for (Path each : List.copyOf(others().values())) {
      try (FileChannel channel = locked(each)) {
        if (channel != null) {
          settle(each, channel, settling);
        }
      } catch (IOException e) {
        // It stays for a later run.
      }
    }
  }

  private static void settle(Path each, FileChannel channel, Settling settling)
      throws IOException, InterruptedException {
    Map<String, String> notes = notes(Files.readAllLines(each));
    boolean changed = false;
    for (String key : List.copyOf(notes.keySet())) {
      String note = notes.get(key);
      if (note != null && settling.settle(note)) {
        notes.remove(key);
        changed = true;
      }
    }
    if (notes.isEmpty() && isOld(each)) {
      Files.deleteIfExists(each);
    } else if (changed) {
      StringBuilder left = new StringBuilder();
      notes.forEach(
          (key, note) -> left.append('+').append(key).append(' ').append(note).append('\n'));
      FileTime written = Files.getLastModifiedTime(each);
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(left.toString().getBytes(StandardCharsets.UTF_8)), 0);
      Files.setLastModifiedTime(each, written);
    }
  }

  private static Map<String, String> notes(List<String> lines) {
    Map<String, String> notes = new LinkedHashMap<>();
    for (String line : lines) {
      int space = line.indexOf(' ');
      if (line.startsWith("+") && space > 0) {
        notes.put(line.substring(1, space), line.substring(space + 1));
      } else if (line.startsWith("-")) {
        notes.remove(line.substring(1));
      }
    }
    return notes;
  }

  private static boolean isOld(Path each) throws IOException {
    return Files.getLastModifiedTime(each).toInstant().isBefore(Instant.now().minus(KEPT));
  }

  /// Opened and locked; null while its run lives.
  private static @Nullable FileChannel locked(Path each) throws IOException {
    Matcher matcher = FILE.matcher(String.valueOf(each.getFileName()));
    // A file of this process's own must not even be opened: closing it would give up its lock.
    if (!matcher.matches()
        || matcher.group(2).equals(Long.toString(ProcessHandle.current().pid()))) {
      return null;
    }
    FileChannel channel = FileChannel.open(each, StandardOpenOption.READ, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null; // somebody in this process is looking after it
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    return lock == null ? null : channel;
  }

  private synchronized Map<String, Path> others() {
    Map<String, Path> known = others;
    if (known == null) {
      known = new LinkedHashMap<>();
      for (Path each : list()) {
        Matcher matcher = FILE.matcher(String.valueOf(each.getFileName()));
        if (matcher.matches()) {
          known.put(matcher.group(1), each);
        }
      }
      others = known;
    }
    return known;
  }

  private List<Path> list() {
    List<Path> found = new ArrayList<>();
    if (folder != null && Files.isDirectory(folder)) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, "*.run")) {
        stream.forEach(found::add);
      } catch (IOException e) {
        return List.of();
      }
    }
    return found;
  }

  /// Removes the file, unless something is still to be put in order: then a later run finds it.
  @Override
  public synchronized void close() {
    FileChannel channel = file;
    Path made = path;
    file = null;
    begun = true;
    if (channel == null) {
      return;
    }
    try (channel) {
      if (open.isEmpty() && made != null) {
        Files.deleteIfExists(made);
      }
    } catch (IOException e) {
      // A later run finds it, with nothing to do.
    }
  }
}
