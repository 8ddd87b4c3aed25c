package dev.sluice.store.s3.http;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/// What an answer's headers say of where its body ends (RFC 9112, 6). Headers that contradict each
/// other are a fault: whoever sent them and whoever passed them on may not mean the same body.
final class Framing {

  /// No length that fits into it is meant.
  private static final int MAX_DIGITS = 18;

  private Framing() {}

  /// The length that one `Content-Length` gives; a list of the same values is one.
  ///
  /// @throws IOException if it is no length, or more than one
  static long length(String value) throws IOException {
    if (value.indexOf(',') < 0) {
      return number(value);
    }
    String[] values = value.split(",", -1);
    long length = number(values[0].strip());
    for (String each : values) {
      requireSame(length, number(each.strip()));
    }
    return length;
  }

  /// @throws IOException if two headers give different lengths
  static void requireSame(long first, long other) throws IOException {
    if (first != other) {
      throw new IOException(
          "the answer has two lengths (Content-Length), " + first + " and " + other);
    }
  }

  private static long number(String text) throws IOException {
    if (!isNumber(text)) {
      throw new IOException("the answer's Content-Length is " + text);
    }
    return Long.parseLong(text);
  }

  /// Digits alone: Java takes signs for part of a number too.
  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= MAX_DIGITS;
  }

  /// The length that all of an answer's `Content-Length`s give.
  ///
  /// @return empty where there is none
  static OptionalLong length(List<String> values) throws IOException {
    if (values.isEmpty()) {
      return OptionalLong.empty();
    }
    long length = length(values.getFirst());
    for (String value : values) {
      requireSame(length, length(value));
    }
    return OptionalLong.of(length);
  }

  /// Whether a body comes in chunks.
  ///
  /// @param codings all that `Transfer-Encoding` says
  /// @throws IOException if it is coded in a way that nobody has asked for
  static boolean isChunked(String codings) throws IOException {
    if (codings.equalsIgnoreCase("chunked")) {
      return true;
    }
    if (codings.equalsIgnoreCase("identity")) {
      return false;
    }
    throw new IOException(
        "the answer has the Transfer-Encoding " + codings + ", which nobody asked for");
  }
}
