package dev.sluice.store.local;

import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Listed;
import dev.sluice.model.NotAFile;
import dev.sluice.model.Unlisted;
import dev.sluice.store.Prune;
import dev.sluice.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Walks the part of a directory tree that lies in a key range, in key order. Blocks; a
/// [LocalCursor] runs it on the pool for files. Used by one thread at a time.
final class TreeWalk {

  private final LocalRoot root;
  private final RootWatch watch;
  private final DirectoryReader directories;
  private final Prune prune;
  private final Deque<Frame> stack = new ArrayDeque<>();
  private KeyRange range;
  private byte @Nullable [] after;
  private byte @Nullable [] upTo;
  private boolean begun;

  /// Where the walk began: a directory that this lies in was read before, by whoever gave it away.
  private final @Nullable Key beginning;

  /// A directory found to be gone when the walk began in it, as the beginning of keys.
  private @Nullable String vanished;

  /// Held while a batch is read, which may go on after its caller was interrupted and has closed.
  private final ReentrantLock reading = new ReentrantLock();

  private volatile boolean closed;

  /// Where the walk is, for others to see while a batch is read.
  private volatile @Nullable Place place;

  /// A name of a directory.
  private record Place(Frame frame, int index) {}

  TreeWalk(
      LocalRoot root, RootWatch watch, DirectoryReader directories, KeyRange range, Prune prune) {
    this.root = root;
    this.watch = watch;
    this.directories = directories;
    this.range = range;
    this.beginning = range.after();
    this.after = bytes(beginning);
    this.upTo = bytes(range.upTo());
    this.prune = prune;
  }

  /// Reads on until `out` holds `wanted` things or the range has ended.
  ///
  /// @return whether there may be more
  /// @throws StoreException if the root cannot be read
  boolean read(Queue<Listed> out, int wanted) throws StoreException, InterruptedException {
    reading.lock();
    try {
      return readOn(out, wanted);
    } finally {
      reading.unlock();
      if (closed) {
        close();
      }
    }
  }

  /// Gives back what the walk holds; if a batch is still being read, at the end of that.
  void close() {
    closed = true;
    if (reading.tryLock()) {
      try {
        leaveAll();
      } finally {
        reading.unlock();
      }
    }
  }

  private boolean readOn(Queue<Listed> out, int wanted)
      throws StoreException, InterruptedException {
    if (!begun) {
      begun = true;
      enterRoot();
      hideWhatWentMeanwhile(out);
    }
    while (out.size() < wanted && !stack.isEmpty()) {
      Frame frame = stack.getLast();
      if (frame.hasNext()) {
        visit(frame, frame.advance(), out);
      } else {
        leave();
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    return !stack.isEmpty();
  }

  /// The part of the range that the walk is at, where the rest can be read without it. May be asked
  /// by others while a batch is read; a guess that costs nothing but time where it is wrong.
  ///
  /// @return null where there is no such rest, or nothing is known
  @Nullable KeyRange part() {
    Place at = place;
    if (at == null) {
      return null;
    }
    KeyRange part = at.frame().around(at.index());
    Key low = part.after();
    Key high = part.upTo();
    boolean hasRest =
        (low != null && range.canSplitAt(low)) || (high != null && range.canSplitAt(high));
    return hasRest ? part : null;
  }

  /// Ends the walk at `end`; somebody else goes on from there.
  ///
  /// @param next the first key above it that was found already, null for none
  void truncate(Key end, @Nullable Key next) {
    for (int slash = end.value().indexOf('/'); slash >= 0; slash = slashAfter(end, slash)) {
      String prefix = end.value().substring(0, slash + 1);
      if ((next != null && next.value().startsWith(prefix)) || isIn(prefix)) {
        directories.part(prefix);
      }
    }
    if (range.canSplitAt(end)) {
      range = range.below(end);
      upTo = bytes(end);
    } else if (!range.isAfterLowerBound(end)) {
      leaveAll(); // nothing was returned yet and nothing is left
      begun = true;
    }
  }

  private static int slashAfter(Key key, int slash) {
    return key.value().indexOf('/', slash + 1);
  }

  private boolean isIn(String prefix) {
    return stack.stream().anyMatch(frame -> frame.prefix().equals(prefix));
  }

  /// Passes over what lies below `key`, or over all if that is null.
  ///
  /// @return whether anything was passed over
  boolean seek(@Nullable Key key) {
    if (key == null) {
      boolean anyLeft = namesLeft() > 0;
      leaveAll();
      return anyLeft;
    }
    Key below = key.justBelow();
    if (below == null || !range.canSplitAt(below)) {
      return false;
    }
    range = range.above(below);
    byte[] bound = below.value().getBytes(StandardCharsets.UTF_8);
    after = bound;
    boolean passed = false;
    for (Frame frame : stack) {
      passed |= frame.passOver(bound);
    }
    return passed;
  }

  /// How many names are left in the directories that the walk is in. How much lies in directories
  /// further down is not known yet.
  long namesLeft() {
    long sum = 0;
    for (Frame frame : stack) {
      sum += frame.namesLeft(upTo);
    }
    return sum;
  }

  /// Keys that part what is unread, found without a look at the disk: those of the topmost
  /// directory on the way that has enough left.
  List<Key> proposeSplits(int parts) {
    for (Frame frame : stack) {
      List<Key> keys = frame.proposeSplits(upTo, parts).stream().filter(range::canSplitAt).toList();
      if (!keys.isEmpty()) {
        return keys;
      }
    }
    return List.of();
  }

  private void enterRoot() throws StoreException {
    try {
      watch.begin();
      push("", null);
      watch.requireSame(
          root.identityNow(OpenDirectory.SELF)); // what is held is the same, whatever becomes of it
    } catch (IOException e) {
      watch.require();
      if (!(e instanceof NoSuchFileException && root.mayBeAbsent())) {
        throw root.unreadable(e);
      }
    }
  }

  /// Where the walk begins inside of directories that others have listed as such, they must be
  /// there. Looked at after the root's names were read.
  private void hideWhatWentMeanwhile(Queue<Listed> out) {
    if (beginning == null) {
      return;
    }
    int slash = beginning.value().indexOf('/');
    for (; slash >= 0; slash = slashAfter(beginning, slash)) {
      String prefix = beginning.value().substring(0, slash + 1);
      if (directories.wasParted(prefix) && !root.hasDirectory(Frame.pathOf(prefix))) {
        vanished = prefix;
        addHidden(
            Key.of(beginning.value().substring(0, slash)), "it went away while it was listed", out);
        return;
      }
    }
  }

  private void push(String prefix, @Nullable Object listed) throws IOException {
    // Beginning inside of this directory means going on with a listing that was parted there.
    boolean goesOn = beginning != null && beginning.value().startsWith(prefix);
    stack.addLast(
        new Frame(root, prefix, directories.read(Frame.pathOf(prefix), listed, goesOn), after));
  }

  private void leave() {
    stack.removeLast().release(directories);
  }

  private void leaveAll() {
    while (!stack.isEmpty()) {
      leave();
    }
  }

  private void visit(Frame frame, int index, Queue<Listed> out) throws StoreException {
    String name = frame.name(index);
    String text = frame.prefix() + name;
    Key key = Key.of(text);
    if (frame.hint(index) == NameTable.UNREADABLE) {
      add(new Unlisted(key, "its name is not UTF-8"), out);
      return;
    }
    if (!frame.isLookedAt(index)) {
      place = new Place(frame, index);
    }
    FileStatus status = frame.status(index, upTo);
    if (hasChanged(frame.hint(index), status)) {
      addHidden(key, "it changed between file and directory while it was listed", out);
      return;
    }
    switch (status) {
      case FileStatus.File file -> visitFile(frame, index, key, file, out);
      case FileStatus.Directory directory -> visitDirectory(frame, index, key, directory, out);
      case FileStatus.Link _ -> add(new NotAFile(key, NotAFile.Reason.SYMBOLIC_LINK), out);
      case FileStatus.BrokenLink _ -> add(new NotAFile(key, NotAFile.Reason.BROKEN_LINK), out);
      case FileStatus.Special _ -> add(new NotAFile(key, NotAFile.Reason.SPECIAL_FILE), out);
      case FileStatus.Unknown unknown -> addHidden(key, LocalErrors.reason(unknown.cause()), out);
      case FileStatus.Gone _ -> visitGone(frame, key, name, out);
    }
  }

  /// It was removed between the reading of the directory and this look, and leaving it out says so.
  /// That is believed only while the directory itself is there: if that has gone, with a mount,
  /// say, then each of its names is, and nothing is known of what they stood for. Nor is it of what
  /// others have listed as a directory.
  private void visitGone(Frame frame, Key key, String name, Queue<Listed> out)
      throws StoreException {
    if (Temporaries.isTemporary(name)) {
      return;
    }
    String below = key.value() + "/";
    if (directories.wasParted(below) && !below.equals(vanished)) {
      addHidden(key, "it went away while it was listed", out);
    }
    if (frame.isStillThere()) {
      return;
    }
    if (frame.prefix().isEmpty()) {
      watch.require();
      throw new StoreException(
          StoreException.Kind.NO_ROOT,
          "list " + root.describe(null) + ": the directory went away while it was listed");
    }
    String prefix = frame.prefix();
    leave();
    addHidden(
        Key.of(prefix.substring(0, prefix.length() - 1)), "it went away while it was listed", out);
  }

  /// Whether it is something else now than when its place in the order was decided by that. Giving
  /// it now would break the order.
  private static boolean hasChanged(byte hint, FileStatus status) {
    return switch (status) {
      case FileStatus.Directory _ -> hint == NameTable.NO_DIRECTORY;
      case FileStatus.File _, FileStatus.Link _, FileStatus.BrokenLink _, FileStatus.Special _ ->
          hint == NameTable.DIRECTORY;
      case FileStatus.Unknown _, FileStatus.Gone _ -> false;
    };
  }

  private void visitFile(Frame frame, int index, Key key, FileStatus.File file, Queue<Listed> out) {
    if (Temporaries.isTemporary(frame.name(index))) {
      root.leftovers().note(frame.path(), frame.name(index));
    } else {
      add(new Entry(key, file.sizeBytes(), file.modifiedTime(), Fingerprint.UNREAD, null), out);
    }
  }

  private void visitDirectory(
      Frame frame, int index, Key key, FileStatus.Directory listed, Queue<Listed> out) {
    place = new Place(frame, index);
    String prefix = key.value() + "/";
    if (endsBefore(prefix) || !reachesInto(prefix) || prune.skips(prefix)) {
      return;
    }
    if (listed.byLink()) {
      root.followed().note(Frame.pathOf(prefix), listed.identity());
    }
    try {
      push(prefix, listed.identity());
    } catch (NoSuchFileException e) {
      // No proof that what it held is gone: so a disk looks that was taken away meanwhile.
      addHidden(key, "it went away after it was listed", out);
      return;
    } catch (IOException e) {
      addHidden(key, LocalErrors.reason(e), out);
      return;
    }
    Object opened = stack.getLast().identity();
    if (FileIdentity.hasLostItsMount(listed.identity(), opened, frame.identity())) {
      leave();
      addHidden(key, "it was unmounted after it was listed", out);
      return;
    }
    if (root.followSymlinks() && isCircle()) {
      leave();
      // Where its being a directory decided its place in the order, it stands there.
      Key place = frame.hint(index) == NameTable.DIRECTORY ? Key.of(prefix) : key;
      add(new NotAFile(place, NotAFile.Reason.BROKEN_LINK), out);
    }
  }

  /// Whether the directory just entered is one of those above it, reached by a link.
  private boolean isCircle() {
    Iterator<Frame> upwards = stack.descendingIterator();
    Object identity = upwards.next().identity();
    while (identity != null && upwards.hasNext()) {
      if (Objects.equals(upwards.next().identity(), identity)) {
        return true;
      }
    }
    return false;
  }

  private void add(Listed listed, Queue<Listed> out) {
    if (!range.isWithinUpperBound(listed.key())) {
      leaveAll();
    } else if (range.isAfterLowerBound(listed.key())) {
      out.add(listed);
    }
  }

  /// What is hidden stands where its first key would, and concerns every range that reaches into
  /// it. Where not even the kind is known it is taken for a directory, which hides more.
  private void addHidden(Key key, String cause, Queue<Listed> out) {
    String prefix = key.value() + "/";
    if (!endsBefore(prefix) && reachesInto(prefix)) {
      out.add(new Unlisted(Key.of(prefix), cause));
    }
  }

  /// Whether the range ends before anything in the directory; if so the walk is over.
  private boolean endsBefore(String prefix) {
    Key end = range.upTo();
    boolean ends = end != null && Key.compare(end.value(), prefix) < 0;
    if (ends) {
      leaveAll();
    }
    return ends;
  }

  /// Whether the range's lower bound leaves anything of the directory.
  private boolean reachesInto(String prefix) {
    Key begin = range.after();
    return begin == null
        || Key.compare(begin.value(), prefix) <= 0
        || begin.value().startsWith(prefix);
  }

  private static byte @Nullable [] bytes(@Nullable Key key) {
    return key == null ? null : key.value().getBytes(StandardCharsets.UTF_8);
  }
}
