package dev.sluice.store.local.directory;

import dev.sluice.flow.Descriptors;
import dev.sluice.flow.IoReason;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/// Classifies what the file system answers. The JDK has exceptions of their own for few errors; for
/// the others there are the C library's words, English under most locales that a job runs in.
public final class LocalErrors {

  private LocalErrors() {}

  /// A failure with what failed.
  ///
  /// @param operation what was being done to what: `read /data/a.jpg`
  public static StoreException of(String operation, IOException e) {
    return new StoreException(kind(e), operation + ": " + IoReason.of(e), e);
  }

  /// The same of a failure to write in the directory `path`, where the state of the file system
  /// tells what words in another language do not.
  public static StoreException ofWrite(String operation, IOException e, Path path) {
    Kind kind = kind(e);
    return new StoreException(
        kind == Kind.OTHER ? kindByState(path) : kind, operation + ": " + IoReason.of(e), e);
  }

  private static Kind kindByState(Path path) {
    try {
      FileStore fileStore = Files.getFileStore(path);
      if (fileStore.isReadOnly()) {
        return Kind.READ_ONLY;
      }
      return fileStore.getUsableSpace() == 0 ? Kind.NO_SPACE : Kind.OTHER;
    } catch (IOException e) {
      return Kind.OTHER; // it does not tell either
    }
  }

  public static Kind kind(IOException e) {
    if (Descriptors.areExhausted(e)) {
      return Kind.EXHAUSTED;
    }
    return switch (e) {
      case NoSuchFileException _ -> Kind.NOT_FOUND;
      case AccessDeniedException _ -> Kind.DENIED;
      default -> kindByWords(IoReason.of(e).toLowerCase(Locale.ROOT));
    };
  }

  private static Kind kindByWords(String reason) {
    if (reason.contains("no space left") || reason.contains("quota exceeded")) {
      return Kind.NO_SPACE;
    }
    if (reason.contains("read-only file system")) {
      return Kind.READ_ONLY;
    }
    if (reason.contains("operation not permitted") || reason.contains("permission denied")) {
      return Kind.DENIED;
    }
    // What a file system of another kind (vfat, a share) says to a name that it cannot hold.
    if (reason.contains("name too long")
        || reason.contains("invalid argument")
        || reason.contains("illegal byte sequence")
        || reason.contains("multibyte")) {
      return Kind.REFUSED;
    }
    return Kind.OTHER;
  }
}
