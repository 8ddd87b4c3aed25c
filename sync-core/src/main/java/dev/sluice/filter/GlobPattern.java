package dev.sluice.filter;

/// A glob as a pattern of keys.
///
/// It must match from a path boundary, which is the key's beginning or a slash in it, to the key's
/// end; with a slash in front, from the key's beginning alone. One that ends in a slash matches
/// folders, and with each all that lies in it.
///
/// @param glob what follows the slash in front
/// @param anchored whether it matches from the key's beginning alone
/// @param folder whether it ends in a slash
record GlobPattern(Glob glob, boolean anchored, boolean folder) implements KeyPattern {

  /// @param text not empty; with a slash in front if it is anchored
  static GlobPattern of(String text) {
    boolean anchored = text.startsWith("/");
    return new GlobPattern(
        Glob.compile(anchored ? text.substring(1) : text), anchored, text.endsWith("/"));
  }

  @Override
  public boolean matches(String key) {
    return folder ? matchesFolderOf(key) : matchesUpTo(key, key.length());
  }

  private boolean matchesFolderOf(String key) {
    for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', slash + 1)) {
      if (matchesUpTo(key, slash + 1)) {
        return true;
      }
    }
    return false;
  }

  private boolean matchesUpTo(String key, int end) {
    if (glob.matches(key, 0, end)) {
      return true;
    }
    if (anchored || glob.beginsWithStar()) {
      return false; // a star in front has tried every later boundary already
    }
    for (int slash = key.indexOf('/');
        slash >= 0 && slash + 1 < end;
        slash = key.indexOf('/', slash + 1)) {
      if (glob.matches(key, slash + 1, end)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean matchesAllBelow(String directory) {
    return (folder || glob.endsInStar()) && matches(directory);
  }

  @Override
  public boolean mayMatchBelow(String directory) {
    return !anchored || matchesAllBelow(directory) || glob.mayMatchFurther(directory);
  }

  @Override
  public boolean matchesEverything() {
    return glob.matchesEverything();
  }
}
