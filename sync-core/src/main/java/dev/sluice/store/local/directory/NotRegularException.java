package dev.sluice.store.local.directory;

import java.io.Serial;
import java.nio.file.FileSystemException;

/// A pipe, socket, device or directory was met where a file was to be read.
public final class NotRegularException extends FileSystemException {

  @Serial private static final long serialVersionUID = 1L;

  public NotRegularException(String path) {
    super(path, null, "it is not a regular file");
  }
}
