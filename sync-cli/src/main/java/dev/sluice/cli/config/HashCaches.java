package dev.sluice.cli.config;

import dev.sluice.cache.CacheCheck;
import dev.sluice.cache.CachePlace;
import dev.sluice.cache.CacheRules;
import dev.sluice.cache.HashCache;
import dev.sluice.cache.HashMemory;
import dev.sluice.flow.IoReason;
import dev.sluice.flow.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The hash caches of one invocation. A cache that cannot be used is said once, and files are read.
/// Used by one thread.
public final class HashCaches implements AutoCloseable {

  /// How files are remembered.
  ///
  /// @param folder where; null for not at all
  /// @param check what must be as it was; null for what is right for the file system
  /// @param recheckShare which share is read all the same, from 0 to 1
  public record Settings(@Nullable Path folder, @Nullable CacheCheck check, double recheckShare) {

    /// Nothing is remembered.
    public static final Settings OFF = new Settings(null, null, 0);
  }

  private final Settings settings;
  private final Path temporary;
  private final Time time;
  private final Consumer<String> warnings;
  private final List<HashCache> open = new ArrayList<>();

  /// @param temporary where what does not fit into memory is kept
  /// @param warnings is told what cannot be used
  HashCaches(Settings settings, Path temporary, Time time, Consumer<String> warnings) {
    this.settings = settings;
    this.temporary = temporary;
    this.time = time;
    this.warnings = warnings;
  }

  /// What is remembered of the files under a root.
  ///
  /// @param counterpart names what they are sent to, or come from
  HashMemory of(Path root, String counterpart) {
    Path caches = settings.folder();
    if (caches == null || !Files.isDirectory(root)) {
      return HashMemory.NONE;
    }
    try {
      Path real = root.toRealPath();
      CacheRules rules =
          CacheRules.of(Files.getFileStore(real).type()).withRecheckShare(settings.recheckShare());
      HashCache cache =
          HashCache.open(
              CachePlace.of(caches, real),
              settings.check() == null ? rules : rules.withCheck(settings.check()),
              counterpart,
              temporary,
              time);
      open.add(cache);
      tell(cache.problems());
      return cache;
    } catch (IOException e) {
      tell(List.of(root + " cannot be looked at: " + IoReason.of(e)));
      return HashMemory.NONE;
    }
  }

  private void tell(List<String> problems) {
    problems.forEach(
        problem -> warnings.accept("hash cache: " + problem + "; files are read all the same"));
  }

  /// Writes what was learnt.
  @Override
  public void close() {
    for (HashCache cache : open) {
      int told = cache.problems().size();
      cache.close();
      List<String> all = cache.problems();
      tell(all.subList(told, all.size()));
    }
    open.clear();
  }
}
