package dev.sluice.store.local.directory;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An open directory to work in. What is done through it is done in it, wherever its path leads by
/// then: a symbolic link put in the place of a directory cannot lead astray who holds a directory.
///
/// A *name* is one segment. A *relative path* is one or more of them, with slashes between, or
/// [RelativePaths#SELF]. All calls block. Thread-safe; used after [#close], it throws an
/// [IllegalStateException].
public interface OpenDirectory extends NameLookup, AutoCloseable {

  /// What it is by now.
  FileFacts facts() throws IOException;

  /// Opens a directory beneath this one.
  ///
  /// @throws NoSuchFileException if there is none
  /// @throws java.nio.file.NotDirectoryException if something else is there
  OpenDirectory openDirectory(String relative, Links links) throws IOException;

  /// Opens a file beneath this one to read it. Never waits for what is at the other end of a pipe;
  /// what was opened is told by [OpenFile#facts].
  ///
  /// @throws LinkInTheWayException also where the file itself is a link that is not followed
  /// @throws NotRegularException perhaps, where it is something else
  OpenFile openFile(String relative, Links links) throws IOException;

  /// When anything about the file last changed; null where the system does not tell.
  @Nullable Instant changedTime(String name) throws IOException;

  /// Makes a file, to read and write it.
  ///
  /// @param permissions the nine bits, of which the process may be kept from giving some; null for
  ///   those of any new file
  /// @throws FileAlreadyExistsException if there is anything of this name
  OpenFile createFile(String name, @Nullable Integer permissions) throws IOException;

  /// Opens a file for writes past the kernel's cache.
  ///
  /// @return null where there is no way to
  @Nullable OpenFile openDirect(String name) throws IOException;

  /// Makes a directory.
  ///
  /// @throws FileAlreadyExistsException if there is anything of this name
  void makeDirectory(String name) throws IOException;

  /// Gives the file `from` the name `to`, in one step, and in place of what has that name.
  void rename(String from, String to) throws IOException;

  /// Removes a file, or a link.
  ///
  /// @throws NoSuchFileException if there is none
  void deleteFile(String name) throws IOException;

  /// Removes an empty directory.
  ///
  /// @throws DirectoryNotEmptyException if anything is in it
  void deleteDirectory(String name) throws IOException;

  @Override
  void close();
}
