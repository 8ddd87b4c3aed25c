package dev.sluice.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// The files of the demo: some hundred small ones, a few with odd names, and a large one that goes
/// up in parts. The same each time.
final class DemoTree {

  private static final int SMALL_FILES = 300;
  private static final int FILES_IN_A_FOLDER = 25;
  private static final int MAX_SMALL_BYTES = 8 << 10;
  private static final int LARGE_BYTES = 20 << 20;
  private static final int CHANGED_FILES = 5;
  private static final long SEED = 20_260_101;

  private static final List<String> ODD_NAMES =
      List.of(
          "odd names/with spaces and 'quotes'.txt",
          "odd names/grüße/naïve café.txt",
          "odd names/雪/漢字.txt",
          "odd names/🚀 emoji 😀.txt",
          "odd names/100% + & = # ? ;.txt",
          "odd names/.hidden/empty",
          "order/a-b.txt",
          "order/a/b.txt",
          "order/a0.txt");

  private final Path root;

  /// @param root where the files are, or are to be
  DemoTree(Path root) {
    this.root = root;
  }

  /// Makes the files.
  ///
  /// @return what was made, in words
  String make() throws IOException {
    Random random = new Random(SEED);
    for (int i = 0; i < SMALL_FILES; i++) {
      String kind = i % 2 == 0 ? "text/page-%03d.txt" : "images/picture-%03d.bin";
      Path folder = root.resolve("batch-%02d".formatted(i / FILES_IN_A_FOLDER));
      byte[] content = new byte[random.nextInt(MAX_SMALL_BYTES)];
      random.nextBytes(content);
      write(
          folder.resolve(kind.formatted(i)),
          i % 2 == 0
              ? "Page %d.%n".formatted(i).repeat(i).getBytes(StandardCharsets.UTF_8)
              : content);
    }
    for (String name : ODD_NAMES) {
      write(
          root.resolve(name),
          name.endsWith("empty") ? new byte[0] : name.getBytes(StandardCharsets.UTF_8));
    }
    byte[] large = new byte[LARGE_BYTES];
    random.nextBytes(large);
    write(root.resolve("large/20-MiB.bin"), large);
    return "%d files were made in %s, one of them of 20 MiB."
        .formatted(SMALL_FILES + ODD_NAMES.size() + 1, root);
  }

  private static void write(Path file, byte[] content) throws IOException {
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.write(file, content);
  }

  /// Changes some of the files, adds one and deletes one.
  ///
  /// @return what was changed, in words
  String change() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(root)) {
      files = all.filter(Files::isRegularFile).sorted().limit(CHANGED_FILES + 1).toList();
    }
    boolean deletes = files.size() > 2; // more than half may not go without --force
    List<Path> changed = files.subList(deletes ? 1 : 0, files.size());
    for (Path file : changed) {
      Files.writeString(file, "changed\n", StandardOpenOption.APPEND);
    }
    if (deletes) {
      Files.delete(files.getFirst());
    }
    write(root.resolve("added by the demo.txt"), "new\n".getBytes(StandardCharsets.UTF_8));
    return "Now %d of the files are changed, one is added%s."
        .formatted(changed.size(), deletes ? " and one deleted" : "");
  }
}
