package dev.sluice.store.s3.split;

import dev.sluice.model.Key;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/// Ways in which the keys of a prefix may be made.
public enum KeyShape {
  COUNTER,
  UNPADDED_COUNTER,
  HEX_HASH,
  UUIDS,
  DATED,
  MIXED_CASE,
  CYRILLIC,
  CJK,
  BEYOND_THE_BASIC_PLANE,
  ALL_BUT_A_TENTH_IN_ONE_PLACE,
  LONG_COMMON_BEGINNING,
  WORDS,
  EVEN_TREE,
  UNEVEN_TREE;

  private static final List<String> WORD_LIST =
      List.of(
          ("apple bread cloud delta glass green horse house joker kappa light mouse music night ocean"
                  + " paper plane queen river stone sugar table tiger train urban vivid water xenon"
                  + " yield zebra")
              .split(" "));

  /// About that many keys in order, each once; always the same.
  public List<String> keys(int count) {
    Random random = new Random(7);
    List<String> keys = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      keys.add(key(i, count, random));
    }
    keys.sort(order());
    List<String> distinct = new ArrayList<>(count);
    for (String key : keys) {
      if (distinct.isEmpty() || !distinct.getLast().equals(key)) {
        distinct.add(key);
      }
    }
    return Collections.unmodifiableList(distinct);
  }

  /// That of keys. Strings have it of themselves, and are compared much faster so, but for
  /// characters beyond the basic plane.
  private Comparator<String> order() {
    return this == BEYOND_THE_BASIC_PLANE ? Key::compare : Comparator.naturalOrder();
  }

  private String key(int i, int count, Random random) {
    return switch (this) {
      case COUNTER -> "img" + padded(i + 1, 9) + ".jpg";
      case UNPADDED_COUNTER -> "file" + i + ".txt";
      case HEX_HASH -> Long.toHexString(random.nextLong() | Long.MIN_VALUE >>> 3);
      case UUIDS -> new UUID(random.nextLong(), random.nextLong()).toString();
      case DATED -> dated(i, count);
      case MIXED_CASE -> text(random, 10, '-', '0', 10, 'A', 26, 'a', 26);
      case CYRILLIC -> text(random, 9, 'я', 'а', 31) + ".док";
      case CJK -> text(random, 4, 0x4e00, 0x4e01, 0x5000) + ".txt";
      case BEYOND_THE_BASIC_PLANE -> text(random, 6, 0xfb01, 0x1f600, 64, 0xfb02, 5) + "_" + i;
      case ALL_BUT_A_TENTH_IN_ONE_PLACE ->
          i % 10 == 0
              ? text(random, 8, 'a', 'b', 25)
              : "exports/of/the/customer/with/the/very/long/name/"
                  + Integer.toHexString(random.nextInt());
      case LONG_COMMON_BEGINNING -> "an-export-whose-name-goes-on/".repeat(12) + padded(i, 8);
      case WORDS -> word(random) + "-" + word(random) + "-" + i;
      case EVEN_TREE ->
          "d%02d/e%02d/f%02d/file%03d".formatted(i % 23, i / 23 % 31, i / 713 % 29, i / 20677);
      case UNEVEN_TREE -> {
        int user = (int) (1000 * Math.pow(random.nextDouble(), 4));
        yield "users/user" + user + "/" + word(random) + "/" + i + ".dat";
      }
    };
  }

  private static String padded(int number, int digits) {
    String text = Integer.toString(number);
    return "0".repeat(digits - text.length()) + text;
  }

  private static String dated(int i, int count) {
    int minute = (int) ((long) i * 3 * 365 * 24 * 60 / count);
    int day = minute / 1440 % 365;
    return "log-%04d-%02d-%02dT%02d:%02d-%07d.gz"
        .formatted(
            2023 + minute / 1440 / 365,
            1 + day / 31,
            1 + day % 31,
            minute / 60 % 24,
            minute % 60,
            i);
  }

  private static String word(Random random) {
    return WORD_LIST.get(random.nextInt(WORD_LIST.size()));
  }

  /// Characters out of one and of blocks, each given by its first and its length.
  private static String text(Random random, int length, int one, int... blocks) {
    int size = 1;
    for (int b = 1; b < blocks.length; b += 2) {
      size += blocks[b];
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      int at = random.nextInt(size);
      int character = one;
      for (int b = 0; b < blocks.length && at > 0; b += 2) {
        character = at <= blocks[b + 1] ? blocks[b] + at - 1 : character;
        at -= blocks[b + 1];
      }
      text.appendCodePoint(character);
    }
    return text.toString();
  }
}
