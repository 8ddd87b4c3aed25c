package dev.sluice.store.local.read;

import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.IoReason;
import dev.sluice.store.local.directory.FileFacts;
import dev.sluice.store.local.directory.Links;
import dev.sluice.store.local.directory.NameLookup;
import dev.sluice.store.local.directory.PathText;
import dev.sluice.store.tree.FileStatus;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Finds out what a name in a local directory is.
final class StatusLookup {

  private StatusLookup() {}

  /// Looks with one system call, two where a link is followed. Never opens the file: opening a pipe
  /// would wait for its writer.
  static FileStatus of(NameLookup directory, String name, Links links) {
    BlockingIo.at("stat", new PathText(directory, name));
    try {
      FileFacts own = directory.look(name, Links.REFUSED);
      return own != null && own.isLink() && links == Links.FOLLOWED
          ? ofTarget(directory, name)
          : of(own, false);
    } catch (IOException e) {
      return new FileStatus.Unknown(e);
    }
  }

  private static FileStatus ofTarget(NameLookup directory, String link) {
    try {
      FileFacts target = directory.look(link, Links.FOLLOWED);
      return target == null ? FileStatus.BROKEN_LINK : of(target, true);
    } catch (IOException e) {
      boolean leadsNowhere =
          reason(e).contains("levels of") || reason(e).contains("not a directory");
      return leadsNowhere ? FileStatus.BROKEN_LINK : new FileStatus.Unknown(e);
    }
  }

  private static String reason(IOException e) {
    return IoReason.of(e).toLowerCase(Locale.ROOT);
  }

  private static FileStatus of(@Nullable FileFacts found, boolean byLink) {
    if (found == null) {
      return FileStatus.GONE;
    }
    return switch (found.type()) {
      case REGULAR ->
          new FileStatus.File(
              found.sizeBytes(), found.modifiedTime(), found.changedNanos(), found.inode());
      case DIRECTORY -> new FileStatus.Directory(found.identity(), byLink);
      case LINK -> FileStatus.LINK;
      case SPECIAL -> FileStatus.SPECIAL;
    };
  }
}
