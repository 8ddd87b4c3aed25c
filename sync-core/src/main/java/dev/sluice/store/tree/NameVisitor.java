package dev.sluice.store.tree;

import dev.sluice.cache.HashMemory.Recall;
import dev.sluice.flow.IoReason;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Listed;
import dev.sluice.model.NotAFile;
import dev.sluice.model.Unlisted;
import dev.sluice.store.Prune;
import dev.sluice.store.StoreException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// Turns the names that a walk comes to into what a listing says of them, and enters directories.
/// What is not known for sure is said to be unlisted. Used by one thread at a time.
final class NameVisitor {

  private static final String WENT_AWAY = "it went away while it was listed";

  private final DirectoryTree tree;
  private final DirectoryReader directories;
  private final FrameStack frames;
  private final WalkRange range;
  private final Prune prune;
  private final Recall recall;

  /// Where the walk began: a directory that this lies in was read before, by whoever gave it away.
  private final @Nullable Key beginning;

  /// A directory found to be gone when the walk began in it, as the beginning of keys.
  private @Nullable String vanished;

  /// Where the walk is, for others to see while a batch is read.
  private volatile @Nullable Place place;

  /// A name of a directory.
  private record Place(Frame frame, int index) {}

  NameVisitor(
      DirectoryTree tree,
      DirectoryReader directories,
      FrameStack frames,
      WalkRange range,
      Prune prune,
      Recall recall) {
    this.tree = tree;
    this.directories = directories;
    this.frames = frames;
    this.range = range;
    this.prune = prune;
    this.recall = recall;
    this.beginning = range.keys().after();
  }

  /// Goes into the root.
  ///
  /// @throws StoreException if it cannot be read
  void begin(Queue<Listed> out) throws StoreException {
    enterRoot();
    hideWhatWentMeanwhile(out);
  }

  /// The names around the one that the walk is at. May be asked by others while it goes on.
  ///
  /// @return null where it is at none
  @Nullable KeyRange part() {
    Place at = place;
    return at == null ? null : at.frame().around(at.index());
  }

  private void enterRoot() throws StoreException {
    try {
      tree.beginRoot();
      enter("", null);
      tree.requireSameRoot(); // what is held is the same, whatever becomes of it
    } catch (IOException e) {
      tree.rootUnreadable(e);
      recall.passOver();
    }
  }

  /// Where the walk begins inside of directories that others have listed as such, they must be
  /// there. Looked at after the root's names were read.
  private void hideWhatWentMeanwhile(Queue<Listed> out) {
    if (beginning == null) {
      return;
    }
    int slash = beginning.value().indexOf('/');
    for (; slash >= 0; slash = beginning.value().indexOf('/', slash + 1)) {
      String prefix = beginning.value().substring(0, slash + 1);
      if (directories.wasParted(prefix) && !isThere(Frame.pathOf(prefix))) {
        vanished = prefix;
        addHidden(Key.of(beginning.value().substring(0, slash)), WENT_AWAY, out);
        return;
      }
    }
  }

  private boolean isThere(String path) {
    try (TreeDirectory _ = tree.open(path, null)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void enter(String prefix, @Nullable Object listed) throws IOException {
    // Beginning inside of this directory means going on with a listing that was parted there.
    boolean goesOn = beginning != null && beginning.value().startsWith(prefix);
    frames.enter(prefix, listed, goesOn, range.after());
  }

  /// Finds out what one name is, and adds what a listing says of it; goes into a directory.
  ///
  /// @throws StoreException if the root is not there any more
  void visit(Frame frame, int index, Queue<Listed> out) throws StoreException {
    String name = frame.name(index);
    String text = frame.prefix() + name;
    Key key = Key.of(text);
    if (frame.hint(index) == NameTable.UNREADABLE) {
      recall.passOver();
      add(new Unlisted(key, "its name is not UTF-8"), out);
      return;
    }
    if (!frame.isLookedAt(index)) {
      place = new Place(frame, index);
    }
    FileStatus status = frame.status(index, range.upTo());
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
      case FileStatus.Unknown unknown -> addHidden(key, IoReason.of(unknown.cause()), out);
      case FileStatus.Gone _ -> visitGone(frame, key, name, out);
    }
  }

  /// It was removed between the reading of the directory and this look, and leaving it out says so.
  /// That is believed only while the directory itself is there: if that has gone, with a mount,
  /// say, then each of its names is, and nothing is known of what they stood for. Nor is it of what
  /// others have listed as a directory.
  private void visitGone(Frame frame, Key key, String name, Queue<Listed> out)
      throws StoreException {
    if (tree.isTemporary(name)) {
      return;
    }
    String below = key.value() + "/";
    if (directories.wasParted(below) && !below.equals(vanished)) {
      addHidden(key, WENT_AWAY, out);
    }
    if (frame.isStillThere()) {
      return;
    }
    if (frame.prefix().isEmpty()) {
      throw tree.rootGone();
    }
    String prefix = frame.prefix();
    frames.leave();
    addHidden(Key.of(prefix.substring(0, prefix.length() - 1)), WENT_AWAY, out);
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
    if (tree.isTemporary(frame.name(index))) {
      tree.metTemporary(frame.path(), frame.name(index));
    } else {
      addFile(key, file, out);
    }
  }

  private void visitDirectory(
      Frame frame, int index, Key key, FileStatus.Directory listed, Queue<Listed> out) {
    place = new Place(frame, index);
    String prefix = key.value() + "/";
    if (endsBefore(prefix) || !range.reachesInto(prefix)) {
      return;
    }
    if (prune.skips(prefix) || tree.hashes().isOwn(prefix)) {
      recall.passOver();
      return;
    }
    if (listed.byLink()) {
      tree.followed(Frame.pathOf(prefix), listed.identity());
    }
    try {
      enter(prefix, listed.identity());
    } catch (NoSuchFileException e) {
      // No proof that what it held is gone: so a disk looks that was taken away meanwhile.
      addHidden(key, "it went away after it was listed", out);
      return;
    } catch (IOException e) {
      addHidden(key, IoReason.of(e), out);
      return;
    }
    if (hasLostItsMount(listed.identity(), frames.innermost().identity(), frame.identity())) {
      frames.leave();
      addHidden(key, "it was unmounted after it was listed", out);
      return;
    }
    if (tree.followsLinks() && frames.isCircle()) {
      frames.leave();
      // Where its being a directory decided its place in the order, it stands there.
      Key place = frame.hint(index) == NameTable.DIRECTORY ? Key.of(prefix) : key;
      add(new NotAFile(place, NotAFile.Reason.BROKEN_LINK), out);
    }
  }

  /// Whether a directory that was `listed` as an entry of one in `above` was found to be on another
  /// file system when it was `opened`: something has been unmounted there. The identity itself says
  /// less, for some file systems number their directories anew whenever the kernel forgets them.
  ///
  /// Not so where something has been mounted there meanwhile, as an automounter does just because
  /// the directory is opened.
  private boolean hasLostItsMount(
      @Nullable Object listed, @Nullable Object opened, @Nullable Object above) {
    if (listed == null || opened == null || tree.areOnOneFileSystem(listed, opened)) {
      return false;
    }
    boolean mountedMeanwhile = above != null && tree.areOnOneFileSystem(listed, above);
    return !mountedMeanwhile;
  }

  private void addFile(Key key, FileStatus.File file, Queue<Listed> out) {
    if (!range.isWithinUpperBound(key)) {
      frames.leaveAll();
    } else if (range.isAfterLowerBound(key)) {
      out.add(
          Entry.ofFile(
              key, file.sizeBytes(), file.modifiedTime(), recall.fingerprint(key, file.stamp())));
    }
  }

  private void add(Listed listed, Queue<Listed> out) {
    if (!range.isWithinUpperBound(listed.key())) {
      frames.leaveAll();
    } else if (range.isAfterLowerBound(listed.key())) {
      out.add(listed);
    }
  }

  /// What is hidden stands where its first key would, and concerns every range that reaches into
  /// it. Where not even the kind is known it is taken for a directory, which hides more.
  private void addHidden(Key key, String cause, Queue<Listed> out) {
    recall.passOver();
    String prefix = key.value() + "/";
    if (!endsBefore(prefix) && range.reachesInto(prefix)) {
      out.add(new Unlisted(Key.of(prefix), cause));
    }
  }

  /// Whether the range ends before anything in the directory; if so the walk is over.
  private boolean endsBefore(String prefix) {
    boolean ends = range.endsBefore(prefix);
    if (ends) {
      frames.leaveAll();
    }
    return ends;
  }
}
