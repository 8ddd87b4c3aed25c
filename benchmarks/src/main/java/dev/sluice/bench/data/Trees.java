package dev.sluice.bench.data;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The files that are sent. They are written once into the race's folder and found there the next
/// time; every byte follows from the file's number.
public final class Trees {

  private static final int FILES_A_FOLDER = 1000;
  private static final int CHUNK_BYTES = 1 << 20;

  private final Path folder;

  public Trees(Path folder) {
    this.folder = folder;
  }

  /// `files` files of `sizeBytes` each, a thousand to a folder.
  public Path small(int files, int sizeBytes) throws IOException {
    return written(
        "small-%d-%d".formatted(files, sizeBytes),
        root -> {
          for (int first = 0; first < files; first += FILES_A_FOLDER) {
            Files.createDirectories(root.resolve(folderOf(first)));
          }
          IntStream.range(0, files)
              .parallel()
              .forEach(number -> write(root.resolve(small(number)), random(number, sizeBytes)));
        });
  }

  /// The tree that this project began with, of two thousand bytes a file.
  public Path seed(SeedTree tree) throws IOException {
    return written("seed-" + tree.files(), root -> tree.write(root, true));
  }

  /// Files with the given names, of `sizeBytes` each.
  public Path named(String name, Stream<String> names, int sizeBytes) throws IOException {
    return written(
        name, root -> names.forEach(file -> write(root.resolve(file), random(1, sizeBytes))));
  }

  /// A folder with one file of `sizeBytes`, which does not compress.
  public Path large(long sizeBytes) throws IOException {
    return written(
        "large-" + sizeBytes,
        root -> {
          byte[] chunk = random(1, CHUNK_BYTES);
          try (OutputStream out = Files.newOutputStream(root.resolve("large.bin"))) {
            for (long written = 0; written < sizeBytes; written += chunk.length) {
              chunk[(int) (written / CHUNK_BYTES % CHUNK_BYTES)]++; // no two chunks are equal
              out.write(chunk, 0, (int) Math.min(chunk.length, sizeBytes - written));
            }
          }
        });
  }

  /// What stands in a folder now, every file read.
  public static Fingerprint fingerprint(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).toList().parallelStream()
          .map(file -> fingerprint(root, file))
          .reduce(Fingerprint.EMPTY, Fingerprint::plus);
    }
  }

  /// Removes a folder with all that is in it, if it is there.
  public static void remove(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static Fingerprint fingerprint(Path root, Path file) {
    try {
      byte[] content = Files.readAllBytes(file);
      return Fingerprint.of(
          root.relativize(file).toString(), content.length, Fingerprint.md5Of(content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path written(String name, Writing writing) throws IOException {
    Path root = folder.resolve(name);
    Path done = folder.resolve(name + ".done"); // beside the tree: within it, it would be sent
    if (!Files.exists(done)) {
      remove(root);
      Files.createDirectories(root);
      writing.into(root);
      Files.createFile(done);
    }
    return root;
  }

  private static Path small(int number) {
    return Path.of(folderOf(number), "file-%07d.bin".formatted(number));
  }

  private static String folderOf(int number) {
    return "d%04d".formatted(number / FILES_A_FOLDER);
  }

  private static byte[] random(int seed, int sizeBytes) {
    byte[] content = new byte[sizeBytes];
    new SplittableRandom(seed).nextBytes(content);
    return content;
  }

  private static void write(Path file, byte[] content) {
    try {
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Fills an empty folder.
  private interface Writing {
    void into(Path root) throws IOException;
  }
}
