package dev.sluice.store.local.directory;

import java.io.Serial;
import java.nio.file.FileSystemException;

/// A symbolic link was met where none is followed.
public final class LinkInTheWayException extends FileSystemException {

  @Serial private static final long serialVersionUID = 1L;

  public LinkInTheWayException(String path) {
    super(path, null, "a symbolic link is in the way");
  }
}
