package dev.sluice.state;

import dev.sluice.flow.Time;
import dev.sluice.model.FileStamp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.CRC32C;

/// A program that adds rows to a folder in store after store, until it is killed. Of each row the
/// facts follow from the key and the stamp, so that one that was falsified shows.
public final class KilledWriter {

  private static final int KEYS = 60_000;

  private KilledWriter() {}

  /// Runs until it is killed.
  ///
  /// @param args the folder, and a seed
  public static void main(String[] args) {
    Random random = new Random(Long.parseLong(args[1]));
    while (true) {
      try (RowStore store = RowStore.open(Path.of(args[0]), "/data", Time.SYSTEM)) {
        int rows = random.nextInt(3 * KEYS);
        for (int i = 0; i < rows; i++) {
          boolean comesAndGoes = random.nextInt(10) == 0;
          String folder = comesAndGoes ? "comes/and/goes/" : "a/longer/name/";
          byte[] key = (folder + random.nextInt(KEYS)).getBytes(StandardCharsets.UTF_8);
          if (comesAndGoes && random.nextBoolean()) {
            store.add(Row.removed(key));
          } else {
            FileStamp stamp = new FileStamp(random.nextInt(1000), random.nextLong(), 3, 4);
            store.add(Row.of(key, stamp, false, facts(key, stamp)));
          }
        }
      }
    }
  }

  static byte[] facts(byte[] key, FileStamp stamp) {
    CRC32C crc = new CRC32C();
    crc.update(key);
    crc.update(stamp.toString().getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(crc.getValue()).getBytes(StandardCharsets.UTF_8);
  }
}
