package dev.sluice.store.local.directory;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// An open directory in which names are looked at.
public interface NameLookup {

  /// What `name` is; null if there is nothing of this name. One system call, which opens nothing.
  ///
  /// @param name one segment
  /// @param links whether a link is looked at or what it leads to; a link that leads nowhere is
  ///   nothing
  @Nullable FileFacts look(String name, Links links) throws IOException;
}
