package dev.sluice.store.local.root;

import dev.sluice.store.local.directory.OpenDirectory;
import dev.sluice.store.local.linux.LinuxDirectory;
import dev.sluice.store.local.portable.PortableDirectory;
import java.io.IOException;
import java.nio.file.Path;

/// Opens a root to work in, by the calls that the system has.
@FunctionalInterface
public interface RootOpener {

  /// By those of Linux where this is it, else by what the JDK has.
  RootOpener SYSTEM =
      path -> LinuxDirectory.isAvailable() ? LinuxDirectory.at(path) : PortableDirectory.at(path);

  /// Opens the directory at `path`, whose own links are followed.
  OpenDirectory open(Path path) throws IOException;
}
