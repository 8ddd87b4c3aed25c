package dev.sluice.store.local.write;

import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.local.directory.LinkInTheWayException;
import dev.sluice.store.local.directory.Links;
import dev.sluice.store.local.directory.LocalErrors;
import dev.sluice.store.local.directory.OpenDirectory;
import dev.sluice.store.local.directory.RelativePaths;
import dev.sluice.store.local.name.Spelling;
import dev.sluice.store.local.root.ExistingDirectories;
import dev.sluice.store.local.root.LocalRoot;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Opens the directories that files are written to and deleted in: beneath the root and through no
/// link, anew each time or each second, so that nothing is taken for a directory that once was one.
/// Thread-safe; all calls block.
final class ParentDirectories {

  private final LocalRoot root;
  private final SharedDirectories shared;
  private final Spelling spelling;
  private final ExistingDirectories existing;

  ParentDirectories(LocalRoot root) {
    this.root = root;
    this.shared =
        new SharedDirectories(
            directory -> root.descriptors().open(() -> makeAsSpelt(directory)), root.time());
    this.spelling = new Spelling(root);
    this.existing = new ExistingDirectories(root);
  }

  /// Keeps names apart in these directories.
  Spelling spelling() {
    return spelling;
  }

  /// Opens `directory` as [#make] does, for all who write in it at this time.
  SharedDirectories.Lease lease(String directory) throws IOException, StoreException {
    return shared.lease(directory);
  }

  /// The same as [#make], but that it has just this name, and each above it.
  ///
  /// @throws StoreException of kind `REFUSED` also where one is there in another spelling that the
  ///   file system takes for the same
  private OpenDirectory makeAsSpelt(String directory) throws IOException, StoreException {
    OpenDirectory made = make(directory);
    boolean exact = false;
    try {
      exact = spelling.isExact(directory);
      if (exact) {
        return made;
      }
    } finally {
      if (!exact) {
        made.close();
      }
    }
    throw new StoreException(
        Kind.REFUSED,
        root.path().resolve(directory)
            + ": refused, the folder is there in another spelling, which this file system takes for"
            + " the same. Rename one of the two at the source, or the one here if it is not wanted");
  }

  /// Opens `directory`, and makes it and those above it where they do not exist yet.
  ///
  /// @param directory its path from the root
  /// @throws StoreException of kind `REFUSED` if a symbolic link is in the place of one,
  ///   `OBSTRUCTED` if something else is, `NO_ROOT` if there is no root and there should be
  /// @throws NoSuchFileException if one was removed meanwhile; trying again may help
  private OpenDirectory make(String directory) throws IOException, StoreException {
    OpenDirectory top = openRoot();
    try {
      return top.openDirectory(directory, Links.REFUSED);
    } catch (NoSuchFileException e) {
      if (directory.equals(RelativePaths.SELF) || top.facts().removed()) {
        throw root.unreadable(e);
      }
    } catch (LinkInTheWayException | NotDirectoryException e) {
      throw existing.notADirectory(directory, e);
    }
    String name = RelativePaths.name(directory);
    try (OpenDirectory above = make(RelativePaths.parent(directory))) {
      try {
        above.makeDirectory(name);
        spelling.made(directory);
      } catch (FileAlreadyExistsException e) {
        // Another thread was first; what it made is found out by opening it.
      }
      return above.openDirectory(name, Links.REFUSED);
    } catch (LinkInTheWayException | NotDirectoryException e) {
      throw existing.notADirectory(directory, e);
    }
  }

  private OpenDirectory openRoot() throws IOException, StoreException {
    try {
      return root.directory();
    } catch (NoSuchFileException | NotDirectoryException e) {
      if (!root.mayBeAbsent()) {
        throw root.unreadable(e);
      }
    }
    try {
      Files.createDirectories(root.path());
    } catch (IOException e) {
      throw rootFailure(e);
    }
    return root.directory();
  }

  /// Without a root nothing at all can be written, whatever the reason.
  private StoreException rootFailure(IOException failure) {
    Path above = Objects.requireNonNullElse(root.path().getParent(), root.path());
    StoreException said = LocalErrors.ofWrite("make the folder " + root.path(), failure, above);
    return said.kind().concernsWholeRun()
        ? said
        : new StoreException(
            Kind.MISCONFIGURED,
            said.getMessage() + ". Name a destination that exists, or that can be made",
            failure);
  }

  /// Opens `directory` if it is there, so that there may be files in it.
  ///
  /// @param directory its path from the root
  /// @return null if there is none
  /// @throws StoreException of kind `REFUSED` if a symbolic link is on the way
  @Nullable OpenDirectory find(String directory) throws StoreException {
    return existing.find(directory);
  }

  /// The same, but that it has just this name, and each above it.
  @Nullable OpenDirectory findAsSpelt(String directory) throws StoreException {
    OpenDirectory found = existing.find(directory);
    if (found == null) {
      return null;
    }
    boolean exact = false;
    try {
      exact = root.descriptors().open(() -> spelling.isExact(directory));
      return exact ? found : null;
    } catch (IOException e) {
      throw LocalErrors.of("look at " + root.path().resolve(directory), e);
    } finally {
      if (!exact) {
        found.close();
      }
    }
  }
}
