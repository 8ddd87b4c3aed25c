package dev.sluice.store.s3;

import dev.sluice.s3server.http.RawAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Changes one field of an answer, or the whole of it, by chance: the same for the same seed.
///
/// A key in a listing is never changed to another that could be one: that is another listing, and
/// nobody can tell.
final class Mutation implements UnaryOperator<RawAnswer> {

  private static final Pattern LEAF = Pattern.compile("<([A-Za-z0-9]+)>([^<]*)</\\1>");
  private static final Pattern BRANCH =
      Pattern.compile("<([A-Za-z0-9]+)>(?:<([A-Za-z0-9]+)>[^<]*</\\2>|<[A-Za-z0-9]+/>)+</\\1>");
  private static final String PAGE = "<html><body>Please <b>sign in</b></body></html>";

  private final SplittableRandom random;
  private final boolean isInstead;

  /// What was done, for the message of a test that fails.
  private String done = "nothing";

  Mutation(long seed) {
    this.random = new SplittableRandom(seed);
    this.isInstead = random.nextInt(8) == 0;
  }

  /// Whether the request is not to be carried out, and what answers is somebody else.
  boolean isInstead() {
    return isInstead;
  }

  @Override
  public RawAnswer apply(RawAnswer answer) {
    List<MatchedLeaf> leaves = leaves(answer.text());
    List<MatchResult> branches = BRANCH.matcher(answer.text()).results().toList();
    int headers = answer.headers().size();
    int choice = random.nextInt(headers + 2 * leaves.size() + branches.size() + 3);
    if (choice < headers) {
      return header(answer, answer.headers().get(choice));
    }
    if (choice < headers + 2 * leaves.size()) {
      return element(answer, leaves.get((choice - headers) / 2));
    }
    choice -= headers + 2 * leaves.size();
    return choice < branches.size() ? branch(answer, branches.get(choice)) : whole(answer);
  }

  @Override
  public String toString() {
    return done;
  }

  private record MatchedLeaf(String name, String value, int from, int to) {}

  private static List<MatchedLeaf> leaves(String text) {
    List<MatchedLeaf> leaves = new ArrayList<>();
    Matcher matcher = LEAF.matcher(text);
    while (matcher.find()) {
      leaves.add(
          new MatchedLeaf(matcher.group(1), matcher.group(2), matcher.start(), matcher.end()));
    }
    return leaves;
  }

  private RawAnswer header(RawAnswer answer, RawAnswer.Header header) {
    if (random.nextInt(4) == 0) {
      done = "without " + header.name();
      return answer.without(header.name());
    }
    String value = value(header.value());
    done = header.name() + ": " + shortened(value);
    return answer.with(header.name(), value);
  }

  private RawAnswer element(RawAnswer answer, MatchedLeaf leaf) {
    String text = answer.text();
    String value = leaf.name().equals("Key") ? key(leaf.value()) : value(leaf.value());
    boolean isAbsent = random.nextInt(4) == 0;
    String instead = isAbsent ? "" : "<" + leaf.name() + ">" + value + "</" + leaf.name() + ">";
    done = "<" + leaf.name() + ">" + leaf.value() + " becomes " + shortened(instead);
    return answer.withText(text.substring(0, leaf.from()) + instead + text.substring(leaf.to()));
  }

  private RawAnswer branch(RawAnswer answer, MatchResult branch) {
    boolean isAbsent = random.nextInt(2) == 0;
    done = (isAbsent ? "without " : "twice ") + shortened(branch.group());
    String text = answer.text();
    return answer.withText(
        text.substring(0, branch.start())
            + (isAbsent ? "" : branch.group() + branch.group())
            + text.substring(branch.end()));
  }

  private String key(String key) {
    return switch (random.nextInt(3)) {
      case 0 -> "";
      case 1 -> "k".repeat(3000);
      default -> key.isEmpty() ? "\ufffd" : key.substring(0, key.length() - 1) + "\ufffd";
    };
  }

  private String value(String value) {
    boolean isNumber = !value.isEmpty() && value.chars().allMatch(Character::isDigit);
    return switch (random.nextInt(12)) {
      case 0 -> "";
      case 1 -> isNumber ? "0" : " ";
      case 2 -> isNumber ? "-1" : "-" + value;
      case 3 -> isNumber ? "100000000000000000" : value.repeat(50);
      case 4 -> "9".repeat(25);
      case 5 -> value.toUpperCase(Locale.ROOT);
      case 6 -> "&quot;" + value + "&quot;";
      case 7 -> value.replace("\"", "").replace("&quot;", "");
      case 8 -> value.equals("false") ? "true" : value.equals("true") ? "false" : "W/" + value;
      case 9 -> " " + value + " ";
      case 10 -> otherDigits(value);
      default -> value.replace("a", "%61").replace("1", "%31");
    };
  }

  /// Of the same form, and something else.
  private static String otherDigits(String value) {
    StringBuilder other = new StringBuilder(value);
    for (int i = 0; i < other.length(); i++) {
      char c = other.charAt(i);
      if (c >= '0' && c <= '8') {
        other.setCharAt(i, (char) (c + 1));
      }
    }
    return other.toString();
  }

  private RawAnswer whole(RawAnswer answer) {
    RawAnswer page = answer.withStatus(200).without("ETag").with("Content-Type", "text/html");
    return switch (random.nextInt(5)) {
      case 0 -> {
        done = "a page";
        yield page.withText(PAGE);
      }
      case 1 -> {
        done = "a page with an ETag of its own";
        yield page.withText(PAGE).with("ETag", "\"5d8c72a5edda8\"");
      }
      case 2 -> {
        done = "without its body";
        yield answer.withText("");
      }
      case 3 -> {
        String text = answer.text();
        done = "cut off";
        yield answer.withText(text.substring(0, text.length() * random.nextInt(1, 10) / 10));
      }
      default -> {
        done = "an error in a good status";
        yield answer
            .withStatus(200)
            .withText("<Error><Code>InternalError</Code><Message>No</Message></Error>");
      }
    };
  }

  private static String shortened(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }
}
