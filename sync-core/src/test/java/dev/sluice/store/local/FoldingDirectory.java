package dev.sluice.store.local;

import dev.sluice.store.local.directory.FileFacts;
import dev.sluice.store.local.directory.Links;
import dev.sluice.store.local.directory.OpenDirectory;
import dev.sluice.store.local.directory.OpenFile;
import dev.sluice.store.local.directory.RelativePaths;
import dev.sluice.store.local.root.RootOpener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A strict fake of a directory on a file system that takes some spellings of a name for the same:
/// each name, and each segment of a path, leads to what is there under any of them, and what is new
/// gets the name that it is given. Over a real directory on a file system that tells them apart.
final class FoldingDirectory implements OpenDirectory {

  /// As exFAT, SMB and most APFS.
  static final UnaryOperator<String> CASES =
      name -> Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);

  /// As APFS where it tells cases apart, and ZFS with `normalization`.
  static final UnaryOperator<String> FORMS =
      name -> Normalizer.normalize(name, Normalizer.Form.NFC);

  private final OpenDirectory real;
  private final Path path;
  private final UnaryOperator<String> fold;

  private FoldingDirectory(OpenDirectory real, Path path, UnaryOperator<String> fold) {
    this.real = real;
    this.path = path;
    this.fold = fold;
  }

  static OpenDirectory at(Path path, UnaryOperator<String> fold) throws IOException {
    return new FoldingDirectory(RootOpener.SYSTEM.open(path), path, fold);
  }

  /// What is there under a spelling of the name; the name itself where there is nothing.
  private String held(String name) throws IOException {
    return held(path, name);
  }

  private String held(Path in, String name) throws IOException {
    if (name.equals(RelativePaths.SELF)) {
      return name;
    }
    try (Stream<Path> all = Files.list(in)) {
      return all.map(each -> String.valueOf(each.getFileName()))
          .filter(each -> fold.apply(each).equals(fold.apply(name)))
          .findFirst()
          .orElse(name);
    }
  }

  private String heldPath(String relative) throws IOException {
    String found = "";
    for (String segment : relative.split("/", -1)) {
      Path in = path.resolve(found);
      String name = Files.isDirectory(in) ? held(in, segment) : segment;
      found = found.isEmpty() ? name : found + "/" + name;
    }
    return found;
  }

  @Override
  public FileFacts facts() throws IOException {
    return real.facts();
  }

  @Override
  public @Nullable FileFacts look(String name, Links links) throws IOException {
    return real.look(held(name), links);
  }

  @Override
  public OpenDirectory openDirectory(String relative, Links links) throws IOException {
    String found = heldPath(relative);
    return new FoldingDirectory(real.openDirectory(found, links), path.resolve(found), fold);
  }

  @Override
  public OpenFile openFile(String relative, Links links) throws IOException {
    return real.openFile(heldPath(relative), links);
  }

  @Override
  public @Nullable Instant changedTime(String name) throws IOException {
    return real.changedTime(held(name));
  }

  @Override
  public OpenFile createFile(String name, @Nullable Integer permissions) throws IOException {
    return real.createFile(held(name), permissions);
  }

  @Override
  public @Nullable OpenFile openDirect(String name) throws IOException {
    return real.openDirect(held(name));
  }

  @Override
  public void makeDirectory(String name) throws IOException {
    real.makeDirectory(held(name));
  }

  /// The name of what is replaced stays.
  @Override
  public void rename(String from, String to) throws IOException {
    real.rename(held(from), held(to));
  }

  @Override
  public void deleteFile(String name) throws IOException {
    real.deleteFile(held(name));
  }

  @Override
  public void deleteDirectory(String name) throws IOException {
    real.deleteDirectory(held(name));
  }

  @Override
  public void close() {
    real.close();
  }
}
