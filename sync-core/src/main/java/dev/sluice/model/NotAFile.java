package dev.sluice.model;

/// Something listed that no sync carries: a symbolic link that is not followed, a socket, a device.
///
/// @param key where it stands
/// @param reason what it is
public record NotAFile(Key key, Reason reason) implements Listed {

  /// What it is in place of a file.
  public enum Reason {
    /// A symbolic link, where links are not followed.
    SYMBOLIC_LINK("symbolic link, not followed"),
    /// A link that leads nowhere, or back into a directory above itself, where links are followed.
    BROKEN_LINK("symbolic link that leads nowhere or in a circle"),
    /// A socket, pipe or device.
    SPECIAL_FILE("socket, pipe or device");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /// The reason in words, for a report.
    public String text() {
      return text;
    }
  }
}
