package dev.sluice.s3server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.Test;

class ListingPageTest {

  private static final byte[] NOTHING = new byte[0];

  private static StoredObject object() {
    Content content =
        new Content(Body.joined(List.of()), ETag.ofMd5(Md5.digest().digest()), null, List.of());
    return new StoredObject(content, 0, ObjectAttributes.PLAIN, null, null);
  }

  private static ConcurrentSkipListMap<ObjectKey, StoredObject> bucket(Iterable<String> keys) {
    ConcurrentSkipListMap<ObjectKey, StoredObject> bucket = new ConcurrentSkipListMap<>();
    keys.forEach(key -> bucket.put(ObjectKey.of(key), object()));
    return bucket;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Lists all pages and gives names in order; common prefixes begin with `>`.
  private static List<String> all(
      ConcurrentSkipListMap<ObjectKey, StoredObject> bucket,
      String prefix,
      String delimiter,
      String after,
      int maxKeys) {
    List<String> names = new ArrayList<>();
    ListingPage.Position from =
        after.isEmpty() ? ListingPage.Position.START : new ListingPage.Position(utf8(after), false);
    while (from != null) {
      int before = names.size();
      ListingPage page =
          ListingPage.read(
              new StoredCursor(bucket),
              new ListingPage.Query(utf8(prefix), utf8(delimiter), from, NOTHING, maxKeys),
              into(names));
      assertThat(page.count()).isBetween(0, maxKeys).isEqualTo(names.size() - before);
      from = page.next();
    }
    return names;
  }

  private static ListingPage.Entries into(List<String> names) {
    return new ListingPage.Entries() {
      @Override
      public void key(KeyCursor cursor) {
        names.add(new String(cursor.key(), 0, cursor.key().length, StandardCharsets.UTF_8));
      }

      @Override
      public void commonPrefix(byte[] prefix) {
        names.add(">" + new String(prefix, StandardCharsets.UTF_8));
      }
    };
  }

  /// The same by the plainest means.
  private static Set<String> expected(
      Iterable<String> keys, String prefix, String delimiter, String after) {
    Set<String> names = new TreeSet<>();
    for (String key : keys) {
      if (key.startsWith(prefix) && key.compareTo(after) > 0) {
        int at = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
        names.add(at < 0 ? key : ">" + key.substring(0, at + delimiter.length()));
      }
    }
    return names;
  }

  @Test
  void pages_of_any_size_give_every_name_once() {
    Random random = new Random(7);
    String[] pieces = {"a", "b", "/", "-", "--", "0", "\u007f"};
    for (int round = 0; round < 300; round++) {
      TreeSet<String> keys = new TreeSet<>();
      for (int i = random.nextInt(40); i >= 0; i--) {
        StringBuilder key = new StringBuilder();
        for (int length = 1 + random.nextInt(5); length > 0; length--) {
          key.append(pieces[random.nextInt(pieces.length)]);
        }
        keys.add(key.toString());
      }
      String prefix = random.nextBoolean() ? "" : pieces[random.nextInt(pieces.length)];
      String delimiter = new String[] {"", "/", "--"}[random.nextInt(3)];
      String after = random.nextBoolean() ? "" : keys.first();
      int maxKeys = 1 + random.nextInt(6);
      assertThat(all(bucket(keys), prefix, delimiter, after, maxKeys))
          .doesNotHaveDuplicates()
          .containsExactlyInAnyOrderElementsOf(expected(keys, prefix, delimiter, after));
    }
  }

  @Test
  void a_common_prefix_is_passed_by_one_seek_however_much_lies_under_it() {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      keys.add("big/" + i);
    }
    keys.add("next");
    int[] seeks = new int[1];
    ConcurrentSkipListMap<ObjectKey, StoredObject> counting =
        new ConcurrentSkipListMap<>(bucket(keys)) {
          @Serial private static final long serialVersionUID = 1L;

          @Override
          public ConcurrentNavigableMap<ObjectKey, StoredObject> tailMap(
              ObjectKey from, boolean inclusive) {
            seeks[0]++;
            return super.tailMap(from, inclusive);
          }
        };
    assertThat(all(counting, "", "/", "", 1000)).containsExactly(">big/", "next");
    assertThat(seeks[0]).isEqualTo(2);
  }

  @Test
  void a_page_for_no_keys_is_empty_and_the_last() {
    List<String> names = new ArrayList<>();
    ListingPage page =
        ListingPage.read(
            new StoredCursor(bucket(List.of("a"))),
            new ListingPage.Query(NOTHING, NOTHING, ListingPage.Position.START, NOTHING, 0),
            into(names));
    assertThat(names).isEmpty();
    assertThat(page.count()).isZero();
    assertThat(page.next()).isNull();
  }

  @Test
  void nothing_lies_behind_a_prefix_of_the_highest_bytes() {
    assertThat(ListingPage.behind(new byte[] {(byte) 0xff, (byte) 0xff})).isNull();
    assertThat(ListingPage.behind(new byte[] {'a', (byte) 0xff})).containsExactly('b');
    assertThat(ListingPage.behind(utf8("a/"))).isEqualTo(utf8("a0"));
  }
}
