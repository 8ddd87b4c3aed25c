package dev.sluice.store.local;

import dev.sluice.flow.BlockingIo;
import dev.sluice.store.local.OpenDirectory.Links;
import java.io.IOException;
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
  /// @param byLink whether it was reached by a link
  record Directory(@Nullable Object identity, boolean byLink) implements FileStatus {}

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
  static FileStatus of(Looking directory, String name, Links links) {
    BlockingIo.at("stat", new PathText(directory, name));
    try {
      FileFacts own = directory.look(name, Links.REFUSED);
      return own != null && own.isLink() && links == Links.FOLLOWED
          ? ofTarget(directory, name)
          : of(own, false);
    } catch (IOException e) {
      return new Unknown(e);
    }
  }

  private static FileStatus ofTarget(Looking directory, String link) {
    try {
      FileFacts target = directory.look(link, Links.FOLLOWED);
      return target == null ? BROKEN_LINK : of(target, true);
    } catch (IOException e) {
      boolean leadsNowhere =
          reason(e).contains("levels of") || reason(e).contains("not a directory");
      return leadsNowhere ? BROKEN_LINK : new Unknown(e);
    }
  }

  private static String reason(IOException e) {
    return LocalErrors.reason(e).toLowerCase(Locale.ROOT);
  }

  private static FileStatus of(@Nullable FileFacts found, boolean byLink) {
    if (found == null) {
      return GONE;
    }
    return switch (found.type()) {
      case REGULAR -> new File(found.sizeBytes(), found.modifiedTime());
      case DIRECTORY -> new Directory(found.identity(), byLink);
      case LINK -> LINK;
      case SPECIAL -> SPECIAL;
    };
  }
}
