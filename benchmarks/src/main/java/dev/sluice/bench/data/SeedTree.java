package dev.sluice.bench.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// The tree that this project began with: 772,386 images, here of 2 KiB each, 463,000 of them in
/// one directory and the rest in a tree of three levels. Every byte follows from the file's number,
/// so two trees of one scale are equal.
///
/// @param files how many files in all
/// @param flatFiles how many of them lie in one directory
public record SeedTree(int files, int flatFiles) {

  /// The real numbers.
  public static final SeedTree FULL = new SeedTree(772_386, 463_000);

  private static final int FILE_BYTES = 2048;

  /// Of every seven files this one is left out of the first pass: what a nightly run then has to
  /// send.
  private static final int LEFT_OUT = 3;

  /// The same shape, `divisor` times smaller.
  public SeedTree scaledDown(int divisor) {
    return new SeedTree(files / divisor, flatFiles / divisor);
  }

  /// The same shape with `count` files.
  public SeedTree scaledTo(int count) {
    return new SeedTree(count, (int) ((long) count * flatFiles / files));
  }

  /// Whether file `number` is one of the seventh that comes later.
  public static boolean comesLater(int number) {
    return number % 7 == LEFT_OUT;
  }

  /// Where file `number` lies.
  public Path pathOf(int number) {
    if (number < flatFiles) {
      return Path.of("flat", "image-%07d.jpg".formatted(number));
    }
    int rest = number - flatFiles;
    return Path.of(
        "tree",
        "survey-%02d".formatted(rest % 40),
        "transect-%03d".formatted(rest / 40 % 50),
        "frame-%06d.jpg".formatted(rest));
  }

  /// Writes the files that are not there yet.
  ///
  /// @param root where
  /// @param later whether also those that come later
  public void write(Path root, boolean later) throws IOException {
    Files.createDirectories(root.resolve("flat"));
    for (int rest = 0; rest < 40 * 50; rest++) {
      Path parent = pathOf(flatFiles + rest).getParent();
      Files.createDirectories(root.resolve(parent == null ? Path.of("") : parent));
    }
    IntStream.range(0, files)
        .parallel()
        .filter(number -> later || !comesLater(number))
        .forEach(number -> writeOne(root.resolve(pathOf(number)), number, 0));
  }

  /// Changes the content of `count` files, spread over the tree, and keeps their sizes.
  public void edit(Path root, int count) {
    for (int i = 0; i < count; i++) {
      int number = (int) ((long) i * files / count);
      writeOne(root.resolve(pathOf(number)), number, 1);
    }
  }

  private static void writeOne(Path file, int number, int edition) {
    byte[] content = new byte[FILE_BYTES];
    new SplittableRandom(number * 2L + edition).nextBytes(content);
    try {
      if (edition == 0 && Files.exists(file)) {
        return;
      }
      try (var channel =
          Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.wrap(content));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// `SeedTree (first|all|edit) FOLDER [DIVISOR]`: writes six of seven files, or all, or edits 100
  /// of them.
  public static void main(String[] args) throws IOException {
    if (args.length < 2) {
      throw new IllegalArgumentException("first|all|edit FOLDER [DIVISOR]");
    }
    SeedTree tree = args.length > 2 ? FULL.scaledDown(Integer.parseInt(args[2])) : FULL;
    Path root = Path.of(args[1]);
    switch (args[0]) {
      case "first" -> tree.write(root, false);
      case "all" -> tree.write(root, true);
      case "edit" -> tree.edit(root, 100);
      default -> throw new IllegalArgumentException(args[0]);
    }
  }
}
