package dev.sluice.store.local.root;

import dev.sluice.flow.Descriptors;
import dev.sluice.flow.Time;
import dev.sluice.model.Key;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.local.directory.Links;
import dev.sluice.store.local.directory.LocalErrors;
import dev.sluice.store.local.directory.OpenDirectory;
import dev.sluice.store.local.directory.OpenFile;
import dev.sluice.store.local.directory.RelativePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// The directory that a store is rooted at: opened once and held, so that all that is done beneath
/// it is done in this very directory; refuses keys that cannot be files in it, and words what goes
/// wrong. Thread-safe.
public final class LocalRoot implements AutoCloseable {

  private final Path path;
  private final Access access;
  private final HeldRoot held;
  private final FollowedLinks followed = new FollowedLinks();

  /// How a root is used.
  ///
  /// @param followSymlinks whether links are followed in what is listed and read
  /// @param mayBeAbsent whether it lists as empty where it is not there
  /// @param time the clock
  /// @param temporaryFolder where the names of huge directories go
  /// @param descriptors by which files and directories are opened
  public record Access(
      boolean followSymlinks,
      boolean mayBeAbsent,
      Time time,
      Path temporaryFolder,
      Descriptors descriptors) {}

  public LocalRoot(Path path, Access access) {
    this(path, access, RootOpener.SYSTEM);
  }

  /// @param opener opens the root to work in
  public LocalRoot(Path path, Access access, RootOpener opener) {
    this.path = absolute(path);
    this.access = access;
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

  public Path path() {
    return path;
  }

  /// The root to work in: the same directory from the first call on, whatever is put under its
  /// path. Not to be closed by the caller. Blocks.
  ///
  /// @throws NoSuchFileException if there is none
  public OpenDirectory directory() throws IOException {
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
  public ListedDirectory openToList(String relative, @Nullable Object identity) throws IOException {
    return descriptors().open(() -> openToListNow(relative, identity));
  }

  private ListedDirectory openToListNow(String relative, @Nullable Object identity)
      throws IOException {
    ListedDirectory top = listed();
    Object expected = relative.equals(RelativePaths.SELF) ? top.identity() : identity;
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
  public FollowedLinks followed() {
    return followed;
  }

  /// Opens a directory that was listed, or that listed files are in.
  ///
  /// @param relative its path from the root
  /// @throws LinkInTheWayException if a link is in its way that was not listed as followed
  public OpenDirectory openDirectory(String relative) throws IOException {
    OpenDirectory top = directory();
    return descriptors().open(() -> followed.open(top, relative));
  }

  /// Opens a file that was listed, to read it. Where links are followed it may itself be one.
  ///
  /// @param relative its path from the root
  /// @throws LinkInTheWayException if another link is in its way
  public OpenFile openFile(String relative) throws IOException {
    OpenDirectory top = directory();
    return descriptors()
        .open(() ->
            followSymlinks()
                ? openFileFollowing(top, relative)
                : top.openFile(relative, Links.REFUSED));
  }

  private OpenFile openFileFollowing(OpenDirectory top, String relative) throws IOException {
    try (OpenDirectory within = followed.open(top, RelativePaths.parent(relative))) {
      return within.openFile(RelativePaths.name(relative), Links.FOLLOWED);
    }
  }

  /// The identity of the directory that a path leads to by now, links in it or not: good for
  /// comparing with one that is known.
  ///
  /// @param relative the path from the root
  public @Nullable Object identityNow(String relative) throws IOException {
    BasicFileAttributes found =
        Files.readAttributes(path.resolve(relative), BasicFileAttributes.class);
    return found.isDirectory() ? found.fileKey() : null;
  }

  @Override
  public void close() {
    held.close();
  }

  /// By which files and directories are opened.
  public Descriptors descriptors() {
    return access.descriptors();
  }

  public boolean followSymlinks() {
    return access.followSymlinks();
  }

  /// What becomes of links in what is listed and read.
  public Links links() {
    return access.followSymlinks() ? Links.FOLLOWED : Links.REFUSED;
  }

  public Time time() {
    return access.time();
  }

  /// Where the names of huge directories go.
  public Path temporaryFolder() {
    return access.temporaryFolder();
  }

  public boolean mayBeAbsent() {
    return access.mayBeAbsent();
  }

  public String describe(@Nullable Key key) {
    String base = path.toString();
    String slash = base.endsWith("/") ? "" : "/";
    return base + slash + (key == null ? "" : key.value());
  }

  /// The path from the root of the file under `key`.
  ///
  /// @param operation what is to be done with it, for the message: `write`
  /// @throws StoreException of kind `REFUSED` if no file can have this key
  public String relative(Key key, String operation) throws StoreException {
    String text = describe(key);
    String refusal = KeyNames.refusal(key.value(), text);
    if (refusal != null) {
      throw new StoreException(Kind.REFUSED, operation + " " + text + ": refused, " + refusal);
    }
    return key.value();
  }

  /// What to say of a root that cannot be listed.
  public StoreException unreadable(IOException e) {
    String list = "list " + describe(null);
    return switch (e) {
      case NoSuchFileException _ ->
          new StoreException(Kind.NO_ROOT, list + ": no such directory", e);
      case NotDirectoryException _ ->
          new StoreException(Kind.OTHER, list + ": it is not a directory", e);
      default -> LocalErrors.of(list, e);
    };
  }
}
