package dev.sluice.cli.output;

import dev.sluice.model.stat.FileStat;
import dev.sluice.model.stat.ObjectStat;
import java.nio.file.Path;

/// Shows what is known of single objects and files. Used by one thread.
public interface StatLister {

  /// Shows an object.
  void object(ObjectStat stat, String address);

  /// Shows a file.
  void file(FileStat stat, Path path);
}
