package dev.sluice.store.s3.doctor;

import dev.sluice.store.s3.config.S3Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Writes a policy of AWS IAM as JSON.
public final class PolicyText {

  /// Those whose requests say under which prefix they list.
  private static final Set<String> BY_PREFIX = Set.of("ListBucket", "ListBucketVersions");

  private PolicyText() {}

  /// The policy that permits these actions.
  ///
  /// @param onBucket actions that concern the bucket, without `s3:`
  /// @param onObjects actions that concern what lies under the prefix
  public static String json(S3Prefix at, List<String> onBucket, List<String> onObjects) {
    boolean isPart = !at.prefix().isEmpty();
    List<String> lists =
        onBucket.stream().filter(each -> isPart && BY_PREFIX.contains(each)).toList();
    List<String> whole = onBucket.stream().filter(each -> !lists.contains(each)).toList();
    List<String> statements = new ArrayList<>();
    if (!lists.isEmpty()) {
      statements.add(
          statement(
              lists,
              bucket(at),
              ",\n      \"Condition\": {\"StringLike\": {\"s3:prefix\": "
                  + quoted(literal(at.prefix()) + "*")
                  + "}}"));
    }
    if (!whole.isEmpty()) {
      statements.add(statement(whole, bucket(at), ""));
    }
    if (!onObjects.isEmpty()) {
      statements.add(statement(onObjects, objects(at), ""));
    }
    return "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n"
        + String.join(",\n", statements)
        + "\n  ]\n}";
  }

  private static String statement(List<String> actions, String resource, String condition) {
    return "    {\n      \"Effect\": \"Allow\",\n      \"Action\": ["
        + actions.stream().map(each -> quoted("s3:" + each)).collect(Collectors.joining(", "))
        + "],\n      \"Resource\": "
        + quoted(resource)
        + condition
        + "\n    }";
  }

  private static String bucket(S3Prefix at) {
    return at.bucket().startsWith("arn:") ? at.bucket() : "arn:aws:s3:::" + at.bucket();
  }

  private static String objects(S3Prefix at) {
    String between = at.bucket().startsWith("arn:") ? "/object/" : "/";
    return bucket(at) + between + literal(at.prefix()) + "*";
  }

  /// What policies take for more than a character is written such that they do not.
  private static String literal(String prefix) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < prefix.length(); i++) {
      char c = prefix.charAt(i);
      text.append(c == '*' || c == '?' || c == '$' ? "${" + c + "}" : Character.toString(c));
    }
    return text.toString();
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ' || (c >= 0x7f && c < 0xa0) || Character.isSurrogate(c)) {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
