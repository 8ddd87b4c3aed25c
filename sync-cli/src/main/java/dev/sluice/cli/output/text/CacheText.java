package dev.sluice.cli.output.text;

import static java.util.stream.Collectors.joining;

import dev.sluice.cache.CacheFigures;
import dev.sluice.cache.CacheMiss;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What came of asking the hash cache, in words.
final class CacheText {

  /// Figures that a whole file system may have changed while its files stayed.
  private static final Set<CacheMiss> OF_THE_FILE_SYSTEM =
      EnumSet.of(CacheMiss.CTIME, CacheMiss.INODE);

  private final CacheFigures cache;
  private final boolean isSample;

  /// @param isSample whether some files were read though they are known
  CacheText(CacheFigures cache, boolean isSample) {
    this.cache = cache;
    this.isSample = isSample;
  }

  /// None where there was nothing to know.
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    long known = cache.hits() + cache.missed() - cache.misses().getOrDefault(CacheMiss.NEW, 0L);
    if (known > 0) {
      lines.add(
          "  hash cache: "
              + NumberText.count(cache.hits(), "file was", "files were")
              + (isSample ? " known, being as before (" : " not read, being as before (")
              + NumberText.bytes(cache.hitBytes())
              + ")"
              + misses());
    }
    long outdated = OF_THE_FILE_SYSTEM.stream().mapToLong(this::count).sum();
    if (outdated > cache.hits()) {
      lines.add(
          "  of files that the cache knows, "
              + NumberText.count(outdated)
              + " differ in "
              + (count(CacheMiss.CTIME) > count(CacheMiss.INODE)
                  ? "their change time"
                  : "their inode")
              + " alone; if the file system changes that by itself, see --cache-check");
    }
    return lines;
  }

  private long count(CacheMiss miss) {
    return cache.misses().getOrDefault(miss, 0L);
  }

  private String misses() {
    String reasons =
        EnumSet.allOf(CacheMiss.class).stream()
            .filter(miss -> count(miss) > 0)
            .map(miss -> NumberText.count(count(miss)) + " " + text(miss))
            .collect(joining(", "));
    return reasons.isEmpty() ? "" : "; " + reasons;
  }

  private static String text(CacheMiss miss) {
    return switch (miss) {
      case NEW -> "new";
      case SIZE -> "of another size";
      case MTIME -> "modified";
      case CTIME -> "changed though not modified";
      case INODE -> "replaced";
      case RACY -> "read too soon after their change";
      case RECHECK -> "looked at again";
    };
  }
}
