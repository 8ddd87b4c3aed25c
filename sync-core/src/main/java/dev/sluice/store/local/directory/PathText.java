package dev.sluice.store.local.directory;

/// A path for whoever may have to be told of it: a text that is only made when it is asked for.
///
/// @param directory what it begins with, by its text
/// @param relative what follows
public record PathText(Object directory, String relative) {

  @Override
  public String toString() {
    return relative.equals(RelativePaths.SELF)
        ? directory.toString()
        : directory + (directory.toString().endsWith("/") ? "" : "/") + relative;
  }
}
