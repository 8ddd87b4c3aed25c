package dev.sluice.store.local;

import dev.sluice.flow.Descriptors;
import dev.sluice.flow.RunMark;
import dev.sluice.flow.Time;
import dev.sluice.model.Key;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.local.OpenDirectory.Links;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// The directory that a store is rooted at: opened once and held, so that all that is done beneath
/// it is done in this very directory; refuses keys that cannot be files in it, and words what goes
/// wrong. Thread-safe.
final class LocalRoot implements AutoCloseable {

  /// What `NAME_MAX` is on Linux and macOS.
  private static final int MAX_SEGMENT_BYTES = 255;

  /// `PATH_MAX` on Linux, less the NUL. macOS has less and says so itself.
  private static final int MAX_PATH_BYTES = 4095;

  private final Path path;
  private final LocalOptions options;
  private final HeldRoot held;
  private final FollowedLinks followed = new FollowedLinks();
  private final Leftovers leftovers = new Leftovers(this);
  private final Unremoved unremoved;

  LocalRoot(Path path, LocalOptions options) {
    this(path, options, OpenDirectory::at);
  }

  /// @param opener opens the root to work in
  LocalRoot(Path path, LocalOptions options, HeldRoot.Opener opener) {
    this.path = absolute(path);
    this.options = options;
    this.unremoved = new Unremoved(this.path);
    this.held = new HeldRoot(this.path, opener);
  }

  /// Absolute, and tidied where that cannot change its meaning: `link/..` is not where `link` is.
  private static Path absolute(Path path) {
    Path absolute = path.toAbsolutePath();
    for (Path name : absolute) {
      if (name.toString().equals("..")) {
        return absolute;
      }
    }
    return absolute.normalize();
  }

  Path path() {
    return path;
  }

  /// The root to work in: the same directory from the first call on, whatever is put under its
  /// path. Not to be closed by the caller. Blocks.
  ///
  /// @throws NoSuchFileException if there is none
  OpenDirectory directory() throws IOException {
    // What is open already is no sign that there are descriptors left.
    return held.isWorkedIn() ? held.toWorkIn() : descriptors().open(held::toWorkIn);
  }

  /// The same root to be listed.
  ListedDirectory listed() throws IOException {
    return held.isListed() ? held.toList() : descriptors().open(held::toList);
  }

  /// Opens a directory to list it. By its path, which takes one call however deep it lies, if that
  /// still leads to the directory that was listed; else, as when something is mounted there or was
  /// put in its place, segment by segment through no link but those that were followed before.
  ///
  /// @param relative its path from the root
  /// @param identity its identity as it was listed; null where not known
  ListedDirectory openToList(String relative, @Nullable Object identity) throws IOException {
    return descriptors().open(() -> openToListNow(relative, identity));
  }

  private ListedDirectory openToListNow(String relative, @Nullable Object identity)
      throws IOException {
    ListedDirectory top = listed();
    Object expected = relative.equals(OpenDirectory.SELF) ? top.identity() : identity;
    if (expected != null) {
      ListedDirectory found = ListedDirectory.at(path.resolve(relative));
      if (expected.equals(found.identity())) {
        return found;
      }
      found.close();
    }
    return top.descend(relative, followed);
  }

  /// The links that a listing has followed; none where links are not followed.
  FollowedLinks followed() {
    return followed;
  }

  /// Opens a directory that was listed, or that listed files are in.
  ///
  /// @param relative its path from the root
  /// @throws LinkInTheWayException if a link is in its way that was not listed as followed
  OpenDirectory openDirectory(String relative) throws IOException {
    OpenDirectory top = directory();
    return descriptors().open(() -> followed.open(top, relative));
  }

  /// Opens a file that was listed, to read it. Where links are followed it may itself be one.
  ///
  /// @param relative its path from the root
  /// @throws LinkInTheWayException if another link is in its way
  OpenFile openFile(String relative) throws IOException {
    OpenDirectory top = directory();
    return descriptors()
        .open(() ->
            followSymlinks()
                ? openFileFollowing(top, relative)
                : top.openFile(relative, Links.REFUSED));
  }

  private OpenFile openFileFollowing(OpenDirectory top, String relative) throws IOException {
    try (OpenDirectory within = followed.open(top, ParentDirectories.parent(relative))) {
      return within.openFile(ParentDirectories.name(relative), Links.FOLLOWED);
    }
  }

  /// The identity of the directory that a path leads to by now, links in it or not: good for
  /// comparing with one that is known.
  ///
  /// @param relative the path from the root
  @Nullable Object identityNow(String relative) throws IOException {
    BasicFileAttributes found =
        Files.readAttributes(path.resolve(relative), BasicFileAttributes.class);
    return found.isDirectory() ? found.fileKey() : null;
  }

  @Override
  public void close() {
    held.close();
  }

  /// By which files and directories are opened.
  Descriptors descriptors() {
    return options.descriptors();
  }

  boolean followSymlinks() {
    return options.followSymlinks();
  }

  /// What becomes of links in what is listed and read.
  Links links() {
    return options.followSymlinks() ? Links.FOLLOWED : Links.REFUSED;
  }

  Time time() {
    return options.time();
  }

  /// Where the names of huge directories go.
  Path temporaryFolder() {
    return options.temporaryFolder();
  }

  boolean mayBeAbsent() {
    return options.createRoot();
  }

  String describe(@Nullable Key key) {
    String base = path.toString();
    String slash = base.endsWith("/") ? "" : "/";
    return base + slash + (key == null ? "" : key.value());
  }

  /// The path from the root of the file under `key`.
  ///
  /// @param operation what is to be done with it, for the message: `write`
  /// @throws StoreException of kind `REFUSED` if no file can have this key
  String relative(Key key, String operation) throws StoreException {
    String text = describe(key);
    String refusal = refusal(key.value(), text);
    if (refusal != null) {
      throw new StoreException(Kind.REFUSED, operation + " " + text + ": refused, " + refusal);
    }
    return key.value();
  }

  private static @Nullable String refusal(String key, String wholePath) {
    if (key.startsWith("/")) {
      return "the key is absolute";
    }
    if (key.endsWith("/")) {
      return "the key ends in a slash, as only a directory's may";
    }
    if (key.indexOf('\0') >= 0) {
      return "the key holds a NUL";
    }
    if (hasUnpairedSurrogate(key)) {
      return "no file can have this name";
    }
    int from = 0;
    int end;
    do {
      end = key.indexOf('/', from);
      String reason = segmentRefusal(end < 0 ? key.substring(from) : key.substring(from, end));
      if (reason != null) {
        return reason;
      }
      from = end + 1;
    } while (end >= 0);
    return isLongerThan(MAX_PATH_BYTES, wholePath)
        ? "the path is longer than " + MAX_PATH_BYTES + " bytes"
        : null;
  }

  private static boolean hasUnpairedSurrogate(String key) {
    for (int i = 0; i < key.length(); i++) {
      if (Character.isSurrogate(key.charAt(i))) {
        int point = key.codePointAt(i);
        if (!Character.isSupplementaryCodePoint(point)) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  private static @Nullable String segmentRefusal(String segment) {
    if (segment.isEmpty()) {
      return "the key has an empty segment";
    }
    if (segment.equals(".") || segment.equals("..")) {
      return "the key has the segment '" + segment + "'";
    }
    if (isLongerThan(MAX_SEGMENT_BYTES, segment)) {
      return "a segment of the key is longer than " + MAX_SEGMENT_BYTES + " bytes";
    }
    return Temporaries.isTemporary(segment)
        ? "the name is kept for this program's temporary files"
        : null;
  }

  /// Looks at the bytes only where a text is long enough to matter: no `char` takes more than
  /// three.
  private static boolean isLongerThan(int maxBytes, String text) {
    return text.length() > maxBytes / 3 && text.getBytes(StandardCharsets.UTF_8).length > maxBytes;
  }

  /// What to say of a root that cannot be listed.
  StoreException unreadable(IOException e) {
    String list = "list " + describe(null);
    return switch (e) {
      case NoSuchFileException _ ->
          new StoreException(Kind.NO_ROOT, list + ": no such directory", e);
      case NotDirectoryException _ ->
          new StoreException(Kind.OTHER, list + ": it is not a directory", e);
      default -> LocalErrors.of(list, e);
    };
  }

  /// A name for a file that is being written.
  String newTemporaryName() {
    return Temporaries.newName(options.mark().name());
  }

  /// Whether temporary files are removed that killed runs have left.
  boolean removesLeftovers() {
    return options.removeStaleTemporaries();
  }

  /// What killed runs have left here.
  Leftovers leftovers() {
    return leftovers;
  }

  /// The temporary files that could not be removed.
  Unremoved unremoved() {
    return unremoved;
  }

  /// Tells whose temporary files are.
  RunMark mark() {
    return options.mark();
  }
}
