package dev.sluice.cache;

import dev.sluice.model.FileStamp;
import dev.sluice.model.Fingerprint.Remembered;
import dev.sluice.model.access.Setting;
import dev.sluice.state.Row;
import dev.sluice.state.StoredRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What the hash caches know of one file, for who looks at it alone. Writes nothing.
public final class CacheLook {

  private CacheLook() {}

  /// Looks.
  ///
  /// @param caches the folder of all caches
  /// @param file the file's path
  /// @param stamp that it bears
  /// @return none where nothing is remembered; hidden where that is of another state of the file
  /// @throws IOException if it cannot be found out
  public static Setting<Remembered> at(Path caches, Path file, FileStamp stamp) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path name = file.getFileName();
    Optional<CachePlace> place =
        folder == null || name == null ? Optional.empty() : CachePlace.existing(caches, folder);
    if (place.isEmpty()) {
      return new Setting.None<>();
    }
    byte[] key = (place.get().prefix() + name).getBytes(StandardCharsets.UTF_8);
    Row row = new StoredRows(place.get().folder()).find(key);
    if (row == null || row.isRemoved()) {
      return new Setting.None<>();
    }
    CacheMiss miss = CacheRules.of(Files.getFileStore(folder).type()).check().compare(row, stamp);
    if (miss != null) {
      return new Setting.Hidden<>("the file has changed since it was read");
    }
    if (row.isRacy()) {
      return new Setting.Hidden<>(
          "it was read so soon after its last change that another may have left no trace");
    }
    Remembered known = RememberedCodec.of("").read(row.facts());
    return known == null ? new Setting.None<>() : new Setting.Is<>(known);
  }
}
