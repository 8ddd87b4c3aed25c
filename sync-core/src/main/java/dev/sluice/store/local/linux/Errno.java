package dev.sluice.store.local.linux;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// The numbers by which Linux says why a call failed, as the exceptions that the JDK has for them.
/// The words are English whatever the locale, so that
/// [dev.sluice.store.local.directory.LocalErrors] can tell them.
final class Errno {

  static final int EPERM = 1;
  static final int ENOENT = 2;
  static final int EINTR = 4;
  static final int EIO = 5;
  static final int ENXIO = 6;
  static final int EAGAIN = 11;
  static final int EACCES = 13;
  static final int EEXIST = 17;
  static final int ENOTDIR = 20;
  static final int EINVAL = 22;
  static final int ENOTEMPTY = 39;
  static final int ELOOP = 40;

  private Errno() {}

  /// The exception for an error.
  ///
  /// @param path what the call was about, for the message
  static IOException exception(int number, String path) {
    return switch (number) {
      case ENOENT -> new NoSuchFileException(path);
      case EACCES -> new AccessDeniedException(path);
      case EEXIST -> new FileAlreadyExistsException(path);
      case ENOTDIR -> new NotDirectoryException(path);
      case ENOTEMPTY -> new DirectoryNotEmptyException(path);
      default -> new FileSystemException(path, null, words(number));
    };
  }

  private static String words(int number) {
    return switch (number) {
      case EPERM -> "operation not permitted";
      case EINTR -> "interrupted system call";
      case EIO -> "input/output error";
      case ENXIO -> "no such device or address";
      case EAGAIN -> "resource temporarily unavailable";
      case 12 -> "cannot allocate memory";
      case 16 -> "device or resource busy";
      case 18 -> "invalid cross-device link";
      case 19 -> "no such device";
      case 21 -> "is a directory";
      case EINVAL -> "invalid argument";
      case 23 -> "too many open files in system";
      case 24 -> "too many open files";
      case 26 -> "text file busy";
      case 27 -> "file too large";
      case 28 -> "no space left on device";
      case 30 -> "read-only file system";
      case 36 -> "file name too long";
      case ELOOP -> "too many levels of symbolic links";
      case 61 -> "no data available";
      case 84 -> "invalid or incomplete multibyte or wide character";
      case 95 -> "operation not supported";
      case 107 -> "transport endpoint is not connected";
      case 110 -> "connection timed out";
      case 112 -> "host is down";
      case 113 -> "no route to host";
      case 116 -> "stale file handle";
      case 117 -> "structure needs cleaning";
      case 121 -> "remote I/O error";
      case 122 -> "disk quota exceeded";
      default -> "error " + number + " of the system";
    };
  }
}
