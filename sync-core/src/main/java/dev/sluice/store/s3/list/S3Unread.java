package dev.sluice.store.s3.list;

import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.store.s3.api.ListPage;
import dev.sluice.store.s3.api.ListPage.ListedObject;
import dev.sluice.store.s3.split.Stretch;
import dev.sluice.store.s3.split.Survey;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What one cursor knows of the part of its range that lies behind its page, by the [Survey] it
/// shares with the other cursors of its store. Keys here are relative to the base. Used by one
/// thread at a time.
public final class S3Unread {

  private static final int PAGE_KEYS = 1000;

  private final String base;
  private final Survey survey;
  private Stretch stretch;

  /// The last key of the page; empty before the first.
  private String lastOfPage = "";

  private boolean atEnd;
  private boolean over;
  private boolean refused;

  /// Negative where it must be estimated anew.
  private double keysLeft = -1;

  public S3Unread(String base, Survey survey, KeyRange range) {
    this.base = base;
    this.survey = survey;
    this.stretch = survey.begin(text(range.after()));
  }

  private static String text(@Nullable Key key) {
    return key == null ? "" : key.value();
  }

  /// Takes note of a page.
  ///
  /// @param upTo the range's end
  /// @param isLast whether there are no more pages
  void read(ListPage page, @Nullable Key upTo, boolean isLast) {
    read(
        page.objects().stream()
            .filter(object -> !page.isKeyUncertain(object)) // they stand out of order
            .map(ListedObject::key),
        upTo,
        isLast);
  }

  /// Takes note of a page.
  ///
  /// @param whole its whole keys in order, but for those that are not certain
  /// @param upTo the range's end
  /// @param isLast whether there are no more pages
  public void read(Stream<String> whole, @Nullable Key upTo, boolean isLast) {
    List<String> keys =
        whole
            .filter(key -> key.length() > base.length() && key.startsWith(base))
            .map(key -> key.substring(base.length()))
            .toList();
    keysLeft = -1;
    refused = false;
    atEnd = isLast;
    if (!keys.isEmpty()) {
      lastOfPage = keys.getLast();
      atEnd |= upTo != null && Key.compare(lastOfPage, upTo.value()) >= 0;
      List<String> inside = upTo == null || !atEnd ? keys : upTo(keys, upTo.value());
      if (!inside.isEmpty()) {
        survey.read(stretch, inside);
      }
    }
  }

  private static List<String> upTo(List<String> keys, String upTo) {
    return keys.stream().filter(key -> Key.compare(key, upTo) <= 0).toList();
  }

  /// Whether nothing of the range lies behind the page.
  public boolean isEnd() {
    return atEnd;
  }

  /// Whether `key` lies behind the page.
  boolean isBehindPage(Key key) {
    return Key.compare(key.value(), lastOfPage) > 0;
  }

  /// Whether the next page is likely to hold `key`.
  boolean isNear(Key key) {
    return survey.keysLeft(stretch, lastOfPage, key.value()) <= PAGE_KEYS;
  }

  public double keysLeft(@Nullable Key upTo) {
    if (atEnd) {
      return 0;
    }
    if (keysLeft < 0) {
      keysLeft = survey.keysLeft(stretch, lastOfPage, upTo == null ? null : upTo.value());
    }
    return keysLeft;
  }

  public List<Key> part(@Nullable Key upTo, int parts) {
    if (atEnd || refused) {
      return List.of();
    }
    List<String> keys = survey.part(stretch, lastOfPage, upTo == null ? null : upTo.value(), parts);
    refused = keys.isEmpty(); // until there is news
    return keys.stream().map(Key::of).toList();
  }

  public void truncated(Key upTo) {
    keysLeft = -1;
    atEnd |= Key.compare(lastOfPage, upTo.value()) >= 0;
  }

  /// The listing goes on behind `key`, and what lies between is left unread.
  void leapt(Key key) {
    survey.leave(stretch);
    stretch = survey.begin(key.value());
    lastOfPage = key.value();
    keysLeft = -1;
  }

  /// The range was read to its end.
  public void end() {
    if (!over) {
      over = true;
      survey.end(stretch);
    }
  }

  /// The range was not read to its end.
  public void leave() {
    if (!over) {
      over = true;
      survey.leave(stretch);
    }
  }
}
