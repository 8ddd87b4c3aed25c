package dev.sluice.store.local.portable;

import dev.sluice.store.local.directory.FileFacts;
import dev.sluice.store.local.directory.Links;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the JDK tells and sets of the names in an open directory. Thread-safe; all calls block.
record PortableAttributes(SecureDirectoryStream<Path> stream) {

  /// What the directory itself is by now.
  FileFacts facts() throws IOException {
    return facts(stream.getFileAttributeView(PosixFileAttributeView.class).readAttributes());
  }

  private static FileFacts facts(PosixFileAttributes found) {
    return new FileFacts(
        FileFacts.Type.of(found),
        found.size(),
        found.lastModifiedTime().toInstant(),
        Permissions.bits(found.permissions()),
        found.fileKey(),
        false);
  }

  /// What a name is; null if there is nothing of this name.
  @Nullable FileFacts look(String name, Links links) throws IOException {
    try {
      return facts(view(name, PosixFileAttributeView.class, links).readAttributes());
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  void setTimes(String name, Instant modified, Instant accessed) throws IOException {
    view(name, BasicFileAttributeView.class, Links.REFUSED)
        // With a time of access given the JDK need not look for the present one.
        .setTimes(FileTime.from(modified), FileTime.from(accessed), null);
  }

  void setPermissions(String name, int permissions) throws IOException {
    view(name, PosixFileAttributeView.class, Links.REFUSED)
        .setPermissions(Permissions.of(permissions));
  }

  private <V extends BasicFileAttributeView> V view(String name, Class<V> type, Links links) {
    return Objects.requireNonNull(
        stream.getFileAttributeView(Path.of(name), type, links.options()),
        "every system with such streams has these");
  }

  /// Closes the directory. Never throws.
  void close() {
    try {
      stream.close();
    } catch (IOException e) {
      // Nothing is written through it, so nothing can be lost.
    }
  }
}
