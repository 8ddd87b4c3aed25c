package dev.sluice.store.local;

import dev.sluice.cache.CacheLook;
import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.IoReason;
import dev.sluice.model.FileStamp;
import dev.sluice.model.Fingerprint.Remembered;
import dev.sluice.model.access.Setting;
import dev.sluice.model.stat.FileStat;
import dev.sluice.model.stat.FileStat.Owner;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the system tells of one file of this machine: of a symbolic link, of the link itself.
public final class LocalStat {

  private static final String ALL_PERMISSIONS = "rwxrwxrwx";

  private LocalStat() {}

  /// Looks, on a thread of `files`.
  ///
  /// @param caches the folder of all hash caches; null for none
  /// @throws StoreException of kind [Kind#NO_ROOT] if there is no such file
  public static FileStat of(Path path, @Nullable Path caches, BlockingIo files)
      throws StoreException, InterruptedException {
    try {
      return files.call(() -> {
        BlockingIo.at("stat", path);
        FileStat found = look(path);
        return caches == null
            ? found
            : found.withRemembered(remembered(caches, path, found.stamp()));
      });
    } catch (NoSuchFileException e) {
      throw new StoreException(Kind.NO_ROOT, "no such source: there is no file " + path, e);
    } catch (AccessDeniedException e) {
      throw new StoreException(Kind.DENIED, "look at " + path + ": " + IoReason.of(e), e);
    } catch (IOException e) {
      throw new StoreException(Kind.OTHER, "look at " + path + ": " + IoReason.of(e), e);
    }
  }

  private static Setting<Remembered> remembered(Path caches, Path path, FileStamp stamp) {
    try {
      return CacheLook.at(caches, path, stamp);
    } catch (IOException e) {
      return new Setting.Hidden<>(caches + " cannot be looked at: " + IoReason.of(e));
    }
  }

  private static FileStat look(Path path) throws IOException {
    BasicFileAttributes basic =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    Map<String, Object> unix = unix(path);
    return new FileStat(
        kind(basic),
        basic.isSymbolicLink() ? Files.readSymbolicLink(path).toString() : null,
        basic.size(),
        basic.lastModifiedTime().toInstant(),
        unix.get("ctime") instanceof FileTime time ? time.toInstant() : null,
        createdTime(basic),
        owner(unix),
        new Setting.None<>());
  }

  /// Where file systems do not say it, Java gives the time of the last change.
  private static @Nullable Instant createdTime(BasicFileAttributes basic) {
    FileTime created = basic.creationTime();
    return created.equals(basic.lastModifiedTime()) || created.toMillis() == 0
        ? null
        : created.toInstant();
  }

  private static String kind(BasicFileAttributes basic) {
    if (basic.isRegularFile()) {
      return "file";
    }
    if (basic.isDirectory()) {
      return "directory";
    }
    return basic.isSymbolicLink() ? "symbolic link" : "special file";
  }

  private static Map<String, Object> unix(Path path) throws IOException {
    return path.getFileSystem().supportedFileAttributeViews().contains("unix")
        ? Files.readAttributes(
            path, "unix:ctime,owner,group,mode,ino,nlink", LinkOption.NOFOLLOW_LINKS)
        : Map.of();
  }

  private static @Nullable Owner owner(Map<String, Object> unix) {
    return unix.get("ino") instanceof Number inode
            && unix.get("nlink") instanceof Number links
            && unix.get("mode") instanceof Integer mode
        ? new Owner(
            String.valueOf(unix.get("owner")),
            String.valueOf(unix.get("group")),
            permissions(mode),
            inode.longValue(),
            links.intValue())
        : null;
  }

  /// The lowest nine bits of a mode, in their order.
  private static String permissions(int mode) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < ALL_PERMISSIONS.length(); i++) {
      int bit = 1 << (ALL_PERMISSIONS.length() - 1 - i);
      text.append((mode & bit) == 0 ? '-' : ALL_PERMISSIONS.charAt(i));
    }
    return text.toString();
  }
}
