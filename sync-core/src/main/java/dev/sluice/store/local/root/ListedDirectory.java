package dev.sluice.store.local.root;

import dev.sluice.store.local.directory.FileFacts;
import dev.sluice.store.local.directory.LinkInTheWayException;
import dev.sluice.store.local.directory.Links;
import dev.sluice.store.local.directory.NameLookup;
import dev.sluice.store.local.directory.RelativePaths;
import dev.sluice.store.tree.NameTable;
import dev.sluice.store.tree.NameTableBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An open directory to be listed: its names, and what they are, are of this very directory,
/// wherever its path leads by then.
///
/// By means of the JDK alone, which has all that a listing needs and needs no warming up: a look at
/// a name costs less than one at its path. Thread-safe; all calls block.
public final class ListedDirectory implements NameLookup, AutoCloseable {

  /// Behind a path it lets nothing but a directory be opened: opening a pipe would wait.
  private static final Path ITSELF = Path.of(RelativePaths.SELF);

  private final Path path;
  private final SecureDirectoryStream<Path> stream;
  private final FileFacts facts;

  private ListedDirectory(Path path, SecureDirectoryStream<Path> stream) throws IOException {
    this.path = path;
    this.stream = stream;
    this.facts = facts(stream.getFileAttributeView(BasicFileAttributeView.class).readAttributes());
  }

  /// Opens the directory that `path` leads to.
  @SuppressWarnings("StreamResourceLeak") // closed with what is given
  static ListedDirectory at(Path path) throws IOException {
    return of(path, Files.newDirectoryStream(path.resolve(ITSELF)));
  }

  private static ListedDirectory of(Path path, DirectoryStream<Path> opened) throws IOException {
    try {
      if (opened instanceof SecureDirectoryStream<Path> secure) {
        return new ListedDirectory(path, secure);
      }
      throw new FileSystemException(
          path.toString(), null, "this system has no way to keep within a directory");
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /// What it was when it was opened.
  public FileFacts facts() {
    return facts;
  }

  public @Nullable Object identity() {
    return facts.identity();
  }

  /// Opens a directory beneath this one, segment after segment.
  ///
  /// @param followed links on the way that may be passed
  /// @throws LinkInTheWayException if another one is met, or one that leads elsewhere now
  ListedDirectory descend(String relative, FollowedLinks followed) throws IOException {
    ListedDirectory at = of(path, stream.newDirectoryStream(ITSELF));
    int begin = 0;
    while (begin < relative.length() && !relative.equals(RelativePaths.SELF)) {
      int slash = relative.indexOf('/', begin);
      int end = slash < 0 ? relative.length() : slash;
      try (ListedDirectory _ = at) {
        at = at.enter(relative.substring(begin, end), relative.substring(0, end), followed);
      }
      begin = end + 1;
    }
    return at;
  }

  /// Believed only if what was opened is the directory of this name. It is looked at after it was
  /// opened, for that may have mounted it.
  private ListedDirectory enter(String name, String whole, FollowedLinks followed)
      throws IOException {
    Path child = path.resolve(name);
    ListedDirectory entered = of(child, stream.newDirectoryStream(Path.of(name).resolve(ITSELF)));
    try {
      FileFacts found = look(name, Links.REFUSED);
      boolean isThat =
          found != null
              && (found.isLink()
                  ? followed.isAsBefore(whole, entered.identity())
                  : Objects.equals(found.identity(), entered.identity()));
      if (isThat) {
        return entered;
      }
      throw found != null && found.isLink()
          ? new LinkInTheWayException(child.toString())
          : new NotDirectoryException(child.toString());
    } catch (IOException | RuntimeException e) {
      entered.close();
      throw e;
    }
  }

  /// All names, in the order of their bytes. May be asked for once, and not after [#readNames].
  ///
  /// @param temporaryFolder where names are kept meanwhile that do not fit into memory
  public NameTable names(Path temporaryFolder) throws IOException {
    try (NameTableBuilder builder = new NameTableBuilder(temporaryFolder)) {
      readNames(builder);
      return builder.build(_ -> false);
    }
  }

  /// Adds all names. May be called once.
  public void readNames(NameTableBuilder into) throws IOException {
    try {
      for (Path each : stream) {
        Path name = Objects.requireNonNull(each.getFileName(), "a directory's child has a name");
        // As the JDK gives it, which on macOS is composed; from the bytes where that loses
        // something.
        String text = name.toString();
        if (text.indexOf('\ufffd') < 0) {
          into.add(text.getBytes(StandardCharsets.UTF_8));
        } else {
          FileNames.add(FileNames.bytes(name), into);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /// Without permissions, and without the identity of anything but a directory.
  @Override
  public @Nullable FileFacts look(String name, Links links) throws IOException {
    try {
      return facts(
          stream
              .getFileAttributeView(Path.of(name), BasicFileAttributeView.class, links.options())
              .readAttributes());
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static FileFacts facts(BasicFileAttributes found) {
    FileFacts.Type type = FileFacts.Type.of(found);
    Object identity = type == FileFacts.Type.DIRECTORY ? found.fileKey() : null;
    return new FileFacts(
        type, found.size(), found.lastModifiedTime().toInstant(), 0, identity, false);
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException e) {
      // It was only read.
    }
  }

  /// Its path, as it was opened.
  @Override
  public String toString() {
    return path.toString();
  }
}
