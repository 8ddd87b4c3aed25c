package dev.sluice.store.tree;

import dev.sluice.cache.HashMemory;
import dev.sluice.store.StoreException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/// A tree of directories to be listed: a local directory, or one behind a protocol for files.
///
/// A *path* leads from the root of the tree to a directory in it: segments with slashes between, or
/// [#ROOT]. An *identity* is equal for the same directory by whatever path it is reached, and null
/// where the file system tells none. All calls may block. Thread-safe.
public interface DirectoryTree {

  /// The path of the root itself.
  String ROOT = ".";

  /// Opens a directory to list it, through no symbolic link but those that were followed before.
  ///
  /// @param listed its identity as it was listed; null where not known
  /// @throws NoSuchFileException if there is none
  /// @throws IOException if it cannot be opened, or something else is there
  TreeDirectory open(String path, @Nullable Object listed) throws IOException;

  /// The identity of the directory that a path leads to by now.
  ///
  /// @return null also where something else is there
  /// @throws NoSuchFileException if nothing is there
  @Nullable Object identityNow(String path) throws IOException;

  /// Whether two directories are on one file system, as far as their identities tell; two that have
  /// none are.
  boolean areOnOneFileSystem(@Nullable Object one, @Nullable Object other);

  /// Whether symbolic links are followed, so that a directory may lie within itself.
  boolean followsLinks();

  /// Says that a listing follows a symbolic link.
  ///
  /// @param path of the link
  /// @param identity of the directory that it leads to
  void followed(String path, @Nullable Object identity);

  /// What is remembered of the files in it.
  HashMemory hashes();

  /// Whether a name is that of a temporary file of this program, which is no entry.
  boolean isTemporary(String name);

  /// Says that a listing has met a temporary file.
  ///
  /// @param path of its directory
  void metTemporary(String path, String name);

  /// Takes the root as it is now for the one that it has to stay, unless that was done before.
  ///
  /// @throws IOException if it cannot be opened to be listed
  void beginRoot() throws IOException;

  /// Checks, after the root's names were read, that its path still leads to it.
  ///
  /// @throws StoreException of kind `NO_ROOT` if it does not
  void requireSameRoot() throws IOException, StoreException;

  /// What becomes of a root that could not be read: returns where it may be absent and is, so that
  /// it lists as empty.
  ///
  /// @throws StoreException everywhere else
  void rootUnreadable(IOException e) throws StoreException;

  /// What is to be said where the root went away while it was listed.
  ///
  /// @return of kind `NO_ROOT`
  StoreException rootGone();
}
