package dev.sluice.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A folder that is edited at random, and what is in it. Each edit of a file is seen whole or not
/// at all, so it may happen during a run, and each content that is written has a modification time
/// of its own. Thread-safe.
final class EditedFiles {

  static final List<String> KEYS =
      List.of("a.html", "b.txt", "c", "d/a.html", "d/b.json", "d/ü +%2F", "e/a.html", "e/b.json");

  private static final String LONG = "x".repeat(5_000);
  private static final String LONGER = "y".repeat(1_200_000);

  /// Of few lengths, so that many are equal in size and not in content.
  private static final List<String> CONTENTS =
      List.of("", "one", "two", "six", "three", "seven", LONG, "z" + LONG.substring(1));

  /// A file at some time.
  ///
  /// @param modified in seconds
  record Version(String text, long modified) {}

  private final Path folder;
  private final Path aside;
  private final NavigableMap<String, Version> files = new TreeMap<>();
  private final Map<String, List<Optional<Version>>> seen = new HashMap<>();
  private long clock = 1_000_000_000;

  /// @param folder is edited
  /// @param aside beside it, for what is not to be seen yet
  EditedFiles(Path folder, Path aside) {
    this.folder = folder;
    this.aside = aside;
  }

  static <T> T one(List<T> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  /// A content; the longest of them seldom.
  static String content(Random random) {
    return random.nextInt(200) == 0 ? LONGER : one(CONTENTS, random);
  }

  /// What is in the folder now.
  synchronized NavigableMap<String, Version> now() {
    return new TreeMap<>(files);
  }

  /// Forgets what was in the folder before.
  synchronized void beginNight() {
    seen.clear();
    files.keySet().forEach(this::note);
  }

  /// All that has been under a key since the night began; empty for nothing.
  synchronized List<Optional<Version>> seen(String key) {
    return seen.getOrDefault(key, List.of(Optional.empty()));
  }

  private void note(String key) {
    seen.computeIfAbsent(key, _ -> new ArrayList<>()).add(Optional.ofNullable(files.get(key)));
  }

  private void become(String key, @Nullable Version version) {
    seen.putIfAbsent(key, new ArrayList<>(List.of(Optional.ofNullable(files.get(key)))));
    if (version == null) {
      files.remove(key);
    } else {
      files.put(key, version);
    }
    note(key);
  }

  /// One edit of some kind.
  synchronized void edit(Random random) {
    String key = one(KEYS, random);
    String other = one(KEYS, random);
    try {
      switch (random.nextInt(9)) {
        case 0, 1 -> write(key, content(random));
        case 2 -> remove(key);
        case 3 -> rotate(List.of(key, other));
        case 4 -> rotate(List.of(key, other, one(KEYS, random), one(KEYS, random)));
        case 5 -> rename(key, other);
        case 6 -> renameFolder(random.nextBoolean());
        case 7 -> copy(key, other, random.nextBoolean());
        default -> touch(key);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized void write(String key, String text) throws IOException {
    Version version = new Version(text, ++clock);
    Path file = Files.write(aside, text.getBytes(ISO_8859_1));
    Files.setLastModifiedTime(file, FileTime.from(version.modified(), TimeUnit.SECONDS));
    become(key, version);
    Files.move(file, path(key), StandardCopyOption.REPLACE_EXISTING);
  }

  synchronized void remove(String key) throws IOException {
    if (files.containsKey(key)) {
      become(key, null);
      Files.delete(path(key));
    }
  }

  synchronized void rename(String from, String to) throws IOException {
    Version version = files.get(from);
    if (version != null && !from.equals(to)) {
      become(to, version);
      become(from, null);
      Files.move(path(from), path(to), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void renameFolder(boolean back) throws IOException {
    for (String name : List.of("a.html", "b.json")) {
      rename((back ? "e/" : "d/") + name, (back ? "d/" : "e/") + name);
    }
  }

  /// Each file takes the name of the one before it: two change places, or more go round in a ring.
  synchronized void rotate(List<String> keys) throws IOException {
    List<String> ring = keys.stream().distinct().filter(files::containsKey).toList();
    if (ring.size() > 1) {
      Version first = files.get(ring.getFirst());
      become(ring.getFirst(), null);
      Files.move(path(ring.getFirst()), aside);
      for (int i = 1; i < ring.size(); i++) {
        rename(ring.get(i), ring.get(i - 1));
      }
      become(ring.getLast(), first);
      Files.move(aside, path(ring.getLast()));
    }
  }

  private void copy(String from, String to, boolean withTime) throws IOException {
    Version version = files.get(from);
    if (version == null || from.equals(to)) {
      return;
    }
    if (withTime) {
      Files.copy(path(from), aside, StandardCopyOption.COPY_ATTRIBUTES);
      become(to, version);
      Files.move(aside, path(to), StandardCopyOption.REPLACE_EXISTING);
    } else {
      write(to, version.text());
    }
  }

  private void touch(String key) throws IOException {
    Version version = files.get(key);
    if (version != null) {
      Version touched = new Version(version.text(), ++clock);
      become(key, touched);
      Files.setLastModifiedTime(path(key), FileTime.from(touched.modified(), TimeUnit.SECONDS));
    }
  }

  private Path path(String key) throws IOException {
    Path file = folder.resolve(key);
    Files.createDirectories(file.resolve("..").normalize());
    return file;
  }
}
