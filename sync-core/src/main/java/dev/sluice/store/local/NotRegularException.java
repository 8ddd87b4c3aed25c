package dev.sluice.store.local;

import java.io.Serial;
import java.nio.file.FileSystemException;

/// A pipe, socket, device or directory was met where a file was to be read.
final class NotRegularException extends FileSystemException {

  @Serial private static final long serialVersionUID = 1L;

  NotRegularException(String path) {
    super(path, null, "it is not a regular file");
  }
}
