package dev.sluice.store.local.root;

import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.local.directory.LinkInTheWayException;
import dev.sluice.store.local.directory.Links;
import dev.sluice.store.local.directory.LocalErrors;
import dev.sluice.store.local.directory.OpenDirectory;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.jspecify.annotations.Nullable;

/// Opens directories that are there: beneath the root and through no link. Thread-safe; all calls
/// block.
public final class ExistingDirectories {

  private final LocalRoot root;

  public ExistingDirectories(LocalRoot root) {
    this.root = root;
  }

  /// Opens `directory` if it is there, so that there may be files in it.
  ///
  /// @param directory its path from the root
  /// @return null if there is none
  /// @throws StoreException of kind `REFUSED` if a symbolic link is on the way
  public @Nullable OpenDirectory find(String directory) throws StoreException {
    try {
      OpenDirectory top = root.directory();
      return root.descriptors().open(() -> top.openDirectory(directory, Links.REFUSED));
    } catch (NoSuchFileException | NotDirectoryException e) {
      return null;
    } catch (LinkInTheWayException e) {
      throw notADirectory(directory, e);
    } catch (IOException e) {
      throw LocalErrors.of("look at " + root.path().resolve(directory), e);
    }
  }

  /// What to say where something is in the place of a directory.
  ///
  /// @param directory its path from the root
  /// @return of kind `REFUSED` if it is a symbolic link, else `OBSTRUCTED`
  public StoreException notADirectory(String directory, IOException e) {
    String what = e instanceof LinkInTheWayException ? "a symbolic link" : "something else";
    return new StoreException(
        e instanceof LinkInTheWayException ? Kind.REFUSED : Kind.OBSTRUCTED,
        root.path().resolve(culprit(directory))
            + ": refused, "
            + what
            + " is where a directory should be",
        e);
  }

  /// The first on the way to `directory` that is no directory, for the message.
  private String culprit(String directory) {
    for (int slash = directory.indexOf('/');
        slash >= 0;
        slash = directory.indexOf('/', slash + 1)) {
      String above = directory.substring(0, slash);
      if (!isDirectory(above)) {
        return above;
      }
    }
    return directory;
  }

  private boolean isDirectory(String directory) {
    try (OpenDirectory _ = root.directory().openDirectory(directory, Links.REFUSED)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
