package dev.sluice.store.local.portable;

import dev.sluice.store.local.directory.FileFacts;
import dev.sluice.store.local.directory.LinkInTheWayException;
import dev.sluice.store.local.directory.Links;
import dev.sluice.store.local.directory.NotRegularException;
import dev.sluice.store.local.directory.OpenDirectory;
import dev.sluice.store.local.directory.OpenFile;
import dev.sluice.store.local.directory.RelativePaths;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An open directory by means of the JDK alone, for systems whose calls
/// [dev.sluice.store.local.linux.LinuxDirectory] does not know. Two things it cannot do: open a
/// pipe without waiting, so a file is looked at directly before (and a pipe that is put there
/// between the two holds the thread); and make a directory in this one, so that is made by its path
/// and then looked for here.
public final class PortableDirectory implements OpenDirectory {

  private static final Set<OpenOption> READ =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  private static final Set<OpenOption> UPDATE =
      Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
  private static final Set<OpenOption> CREATE =
      Set.of(
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          StandardOpenOption.CREATE_NEW,
          LinkOption.NOFOLLOW_LINKS);

  private final Path path;
  private final SecureDirectoryStream<Path> stream;
  private final PortableAttributes attributes;

  private PortableDirectory(Path path, SecureDirectoryStream<Path> stream) {
    this.path = path;
    this.stream = stream;
    this.attributes = new PortableAttributes(stream);
  }

  @SuppressWarnings("StreamResourceLeak") // closed with what is given
  public static PortableDirectory at(Path path) throws IOException {
    DirectoryStream<Path> stream = Files.newDirectoryStream(path);
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return new PortableDirectory(path, secure);
    }
    stream.close();
    throw new FileSystemException(
        path.toString(), null, "this system has no way to keep within a directory");
  }

  private static Path name(String name) {
    return Path.of(name);
  }

  @Override
  public FileFacts facts() throws IOException {
    return attributes.facts();
  }

  @Override
  public OpenDirectory openDirectory(String relative, Links links) throws IOException {
    return descend(relative, links);
  }

  private PortableDirectory descend(String relative, Links links) throws IOException {
    if (links == Links.FOLLOWED && !relative.equals(RelativePaths.SELF)) {
      return at(path.resolve(relative).normalize());
    }
    PortableDirectory at = enter(RelativePaths.SELF);
    for (String segment :
        relative.equals(RelativePaths.SELF) ? new String[0] : relative.split("/", -1)) {
      try (PortableDirectory _ = at) {
        at = at.enter(segment);
      }
    }
    return at;
  }

  private PortableDirectory enter(String name) throws IOException {
    FileFacts found = name.equals(RelativePaths.SELF) ? null : look(name, Links.REFUSED);
    if (found != null && found.isLink()) {
      throw new LinkInTheWayException(path.resolve(name).toString());
    }
    Path entered = name.equals(RelativePaths.SELF) ? path : path.resolve(name);
    return new PortableDirectory(
        entered, stream.newDirectoryStream(name(name), LinkOption.NOFOLLOW_LINKS));
  }

  @Override
  public OpenFile openFile(String relative, Links links) throws IOException {
    int slash = relative.lastIndexOf('/');
    PortableDirectory parent =
        descend(slash < 0 ? RelativePaths.SELF : relative.substring(0, slash), links);
    try {
      return parent.openHere(relative.substring(slash + 1), links);
    } catch (IOException | RuntimeException e) {
      parent.close();
      throw e;
    }
  }

  private OpenFile openHere(String name, Links links) throws IOException {
    FileFacts found = look(name, links);
    if (found == null) {
      throw new NoSuchFileException(path.resolve(name).toString());
    }
    if (found.isLink()) {
      throw new LinkInTheWayException(path.resolve(name).toString());
    }
    if (!found.isRegular()) {
      throw new NotRegularException(path.resolve(name).toString());
    }
    Set<OpenOption> options = links == Links.FOLLOWED ? Set.of(StandardOpenOption.READ) : READ;
    return new PortableFile(
        new SharedChannel(path.resolve(name), () -> channel(name, options)),
        attributes,
        name,
        links,
        true);
  }

  private FileChannel channel(String name, Set<OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    if (stream.newByteChannel(name(name), options, attributes) instanceof FileChannel file) {
      return file;
    }
    throw new FileSystemException(path.resolve(name).toString(), null, "it gives no channel");
  }

  @Override
  public @Nullable FileFacts look(String name, Links links) throws IOException {
    return attributes.look(name, links);
  }

  /// By its path: what it says decides about a deletion at most, which is done in this directory.
  @Override
  public @Nullable Instant changedTime(String name) throws IOException {
    return path.getFileSystem().supportedFileAttributeViews().contains("unix")
            && Files.getAttribute(path.resolve(name), "unix:ctime", LinkOption.NOFOLLOW_LINKS)
                instanceof FileTime changed
        ? changed.toInstant()
        : null;
  }

  @Override
  public OpenFile createFile(String name, @Nullable Integer permissions) throws IOException {
    FileAttribute<?>[] wanted =
        permissions == null
            ? new FileAttribute<?>[0]
            : new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(Permissions.of(permissions))
            };
    FileChannel made = channel(name, CREATE, wanted);
    return new PortableFile(
        new SharedChannel(path.resolve(name), made, () -> channel(name, UPDATE)),
        attributes,
        name,
        Links.REFUSED,
        false);
  }

  @Override
  public @Nullable OpenFile openDirect(String name) {
    return null;
  }

  @Override
  public void makeDirectory(String name) throws IOException {
    Files.createDirectory(path.resolve(name));
    if (look(name, Links.REFUSED) == null) {
      throw new NoSuchFileException(path.resolve(name).toString());
    }
  }

  @Override
  public void rename(String from, String to) throws IOException {
    stream.move(name(from), stream, name(to));
  }

  @Override
  public void deleteFile(String name) throws IOException {
    stream.deleteFile(name(name));
  }

  @Override
  public void deleteDirectory(String name) throws IOException {
    stream.deleteDirectory(name(name));
  }

  @Override
  public void close() {
    attributes.close();
  }

  /// Its path, as it was opened.
  @Override
  public String toString() {
    return path.toString();
  }
}
