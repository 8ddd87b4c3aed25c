package dev.sluice.s3server.access;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One condition of a policy's statement: an operator, a key and the values of which one must fit.
///
/// @param operator without the suffix `IfExists`
/// @param ifExists whether the condition holds when the request has no such key
/// @param key in lower case
/// @param values what the key is compared with
record PolicyCondition(String operator, boolean ifExists, String key, List<String> values) {

  private static final Set<String> OPERATORS =
      Set.of(
          "StringEquals",
          "StringNotEquals",
          "StringEqualsIgnoreCase",
          "StringNotEqualsIgnoreCase",
          "StringLike",
          "StringNotLike",
          "ArnEquals",
          "ArnLike",
          "ArnNotEquals",
          "ArnNotLike",
          "Bool",
          "Null",
          "NumericEquals",
          "NumericNotEquals",
          "NumericLessThan",
          "NumericLessThanEquals",
          "NumericGreaterThan",
          "NumericGreaterThanEquals",
          "IpAddress",
          "NotIpAddress");

  static boolean isKnown(String operator) {
    return OPERATORS.contains(operator);
  }

  boolean holds(PolicyRequest request) {
    String actual = request.context().get(key);
    if (operator.equals("Null")) {
      return values.contains(Boolean.toString(actual == null));
    }
    boolean negated = operator.contains("Not");
    if (actual == null) {
      return ifExists || negated;
    }
    boolean any = values.stream().anyMatch(value -> fits(value, actual));
    return negated != any;
  }

  private boolean fits(String value, String actual) {
    return switch (operator.replace("Not", "")) {
      case "StringEquals" -> value.equals(actual);
      case "StringEqualsIgnoreCase", "Bool" -> value.equalsIgnoreCase(actual);
      case "StringLike", "ArnEquals", "ArnLike" -> Wildcard.matches(value, actual);
      case "IpAddress" -> contains(value, actual);
      case "NumericEquals" -> compare(actual, value) == 0;
      case "NumericLessThan" -> compare(actual, value) < 0;
      case "NumericLessThanEquals" -> compare(actual, value) <= 0;
      case "NumericGreaterThan" -> compare(actual, value) > 0;
      case "NumericGreaterThanEquals" -> compare(actual, value) >= 0;
      default ->
          throw new IllegalStateException("unknown operator " + operator.toLowerCase(Locale.ROOT));
    };
  }

  private static int compare(String actual, String value) {
    try {
      return Double.compare(Double.parseDouble(actual), Double.parseDouble(value));
    } catch (NumberFormatException e) {
      // What is no number fits no number.
      return Integer.MIN_VALUE;
    }
  }

  /// Whether an IPv4 network such as `10.0.0.0/8` contains an address.
  private static boolean contains(String network, String address) {
    int slash = network.indexOf('/');
    Integer base = address(slash < 0 ? network : network.substring(0, slash));
    Integer actual = address(address);
    if (base == null || actual == null) {
      return false;
    }
    int bits = slash < 0 ? 32 : Integer.parseInt(network.substring(slash + 1));
    int mask = bits == 0 ? 0 : -1 << (32 - bits);
    return (base & mask) == (actual & mask);
  }

  private static @Nullable Integer address(String text) {
    String[] bytes = text.split("\\.", -1);
    if (bytes.length != 4) {
      return null;
    }
    int address = 0;
    for (String b : bytes) {
      try {
        address = (address << 8) | (Integer.parseInt(b) & 0xff);
      } catch (NumberFormatException e) {
        return null;
      }
    }
    return address;
  }
}
