package dev.sluice.store.local;

import dev.sluice.flow.BlockingIo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What one name in a directory turned out to be.
sealed interface FileStatus {

  /// A regular file, and no more of it than a listing says: many are held at once.
  record File(long sizeBytes, Instant modifiedTime) implements FileStatus {}

  /// A directory, or a link to one where links are followed.
  ///
  /// @param identity equal for the same directory by whatever path; null where not known
  record Directory(@Nullable Object identity) implements FileStatus {}

  /// A symbolic link that is not followed.
  record Link() implements FileStatus {}

  /// A followed link that leads nowhere.
  record BrokenLink() implements FileStatus {}

  /// A socket, pipe or device.
  record Special() implements FileStatus {}

  /// No longer there.
  record Gone() implements FileStatus {}

  /// The file system would not tell.
  record Unknown(IOException cause) implements FileStatus {}

  Link LINK = new Link();
  BrokenLink BROKEN_LINK = new BrokenLink();
  Special SPECIAL = new Special();
  Gone GONE = new Gone();

  /// Looks with one system call, two where a link is followed. Never opens the file: opening a pipe
  /// would wait for its writer.
  static FileStatus of(Path path, boolean followSymlinks) {
    BlockingIo.at("stat", path);
    try {
      BasicFileAttributes own =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return own.isSymbolicLink() && followSymlinks ? ofTarget(path) : of(own);
    } catch (NoSuchFileException e) {
      return GONE;
    } catch (IOException e) {
      // Where a directory above it has become a file, it is gone too.
      return reason(e).contains("not a directory") ? GONE : new Unknown(e);
    }
  }

  private static FileStatus ofTarget(Path link) {
    try {
      return of(Files.readAttributes(link, BasicFileAttributes.class));
    } catch (NoSuchFileException e) {
      return BROKEN_LINK;
    } catch (IOException e) {
      boolean leadsNowhere =
          reason(e).contains("levels of") || reason(e).contains("not a directory");
      return leadsNowhere ? BROKEN_LINK : new Unknown(e);
    }
  }

  private static String reason(IOException e) {
    return LocalErrors.reason(e).toLowerCase(Locale.ROOT);
  }

  private static FileStatus of(BasicFileAttributes attributes) {
    if (attributes.isRegularFile()) {
      return new File(attributes.size(), attributes.lastModifiedTime().toInstant());
    }
    if (attributes.isDirectory()) {
      return new Directory(attributes.fileKey());
    }
    return attributes.isSymbolicLink() ? LINK : SPECIAL;
  }
}
