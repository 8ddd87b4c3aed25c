package dev.sluice.store.local.name;

import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.local.directory.FileFacts;
import dev.sluice.store.local.directory.Links;
import dev.sluice.store.local.directory.LocalErrors;
import dev.sluice.store.local.directory.NameLookup;
import java.io.IOException;
import java.text.Normalizer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Whether one directory takes names for the same that are spelt otherwise: in other cases (exFAT,
/// SMB, APFS, ext4 with `casefold`), or with accents composed or apart (APFS, ZFS with
/// `normalization`). Found out once for each, by looking a file that is there up under another
/// spelling. Thread-safe.
public final class SpellingFolding {

  private volatile @Nullable Boolean cases;
  private volatile @Nullable Boolean forms;

  /// Whether the directory folds cases.
  ///
  /// @param name of something in it
  boolean foldsCases(NameLookup directory, String name) throws IOException {
    Boolean known = cases;
    if (known == null) {
      String other = otherCase(name);
      if (other == null) {
        return false; // which this name cannot tell
      }
      known = areOne(directory, name, other);
      cases = known;
    }
    return Boolean.TRUE.equals(known);
  }

  /// Whether it may yet turn out that the directory takes another form of `name` for the same.
  boolean mayFoldForms(String name) {
    return !Boolean.FALSE.equals(forms) && otherForm(name) != null;
  }

  /// Whether the directory takes another form of `name` for the same; false where there is nothing
  /// under either, and so nothing to tell it by.
  boolean foldsForms(NameLookup directory, String name) throws IOException {
    Boolean known = forms;
    String other = otherForm(name);
    if (known == null && other != null) {
      Boolean found = areOne(directory, name, other);
      if (found == null) {
        return false;
      }
      if (found || directory.look(name, Links.REFUSED) != null) {
        forms = found;
      }
      return found;
    }
    return Boolean.TRUE.equals(known) && other != null;
  }

  /// Whether a directory takes a name, under which there is something in it, for the same as one
  /// that is spelt otherwise.
  static boolean folds(NameLookup directory, String name) throws IOException {
    SpellingFolding own = new SpellingFolding();
    return own.foldsCases(directory, name) || own.foldsForms(directory, name);
  }

  /// Two hard links would be, too; who asks then looks at the names that there are.
  ///
  /// @return null where the other can be no name here, being too long, say: then nothing has it,
  ///   and other names must tell
  private static @Nullable Boolean areOne(NameLookup directory, String name, String other)
      throws IOException {
    FileFacts found;
    try {
      found = directory.look(other, Links.REFUSED);
    } catch (IOException e) {
      if (LocalErrors.kind(e) == Kind.REFUSED) {
        return null;
      }
      throw e;
    }
    if (found == null) {
      return false; // as usual, at the cost of this one call
    }
    FileFacts itself = directory.look(name, Links.REFUSED);
    return itself != null
        && found.identity() != null
        && Objects.equals(found.identity(), itself.identity());
  }

  /// The name with each letter in its other case; null where it has none.
  private static @Nullable String otherCase(String name) {
    StringBuilder other = new StringBuilder(name.length());
    name.codePoints()
        .map(c -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))
        .forEach(other::appendCodePoint);
    String text = other.toString();
    return text.equals(name) ? null : text;
  }

  private static boolean isAscii(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /// The name composed, or decomposed if it is; null where that makes no difference.
  private static @Nullable String otherForm(String name) {
    if (isAscii(name)) {
      return null;
    }
    String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
    String other =
        composed.equals(name) ? Normalizer.normalize(name, Normalizer.Form.NFD) : composed;
    return other.equals(name) ? null : other;
  }
}
