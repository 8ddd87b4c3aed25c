package dev.sluice.s3server.access;

import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.error.S3Exception;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A bucket's policy. A statement that denies goes before all that allow.
public final class BucketPolicy {

  /// What a policy says of a request.
  public enum Verdict {
    ALLOWED,
    DENIED,
    /// It does not speak of it.
    SILENT
  }

  private record Statement(
      boolean allows,
      List<String> principals,
      Matcher actions,
      Matcher resources,
      List<PolicyCondition> conditions) {

    boolean appliesTo(PolicyRequest request) {
      return principals.stream().anyMatch(p -> isMeant(p, request.anonymous()))
          && actions.matches(request.action())
          && resources.matches(request.resource())
          && conditions.stream().allMatch(c -> c.holds(request));
    }

    private static boolean isMeant(String principal, boolean anonymous) {
      return principal.equals("*") || (!anonymous && principal.contains(Owner.ACCOUNT));
    }
  }

  /// Patterns of which one must fit or, when negated, none may.
  private record Matcher(List<String> patterns, boolean negated, boolean ignoresCase) {
    boolean matches(String text) {
      String compared = ignoresCase ? text.toLowerCase(Locale.ROOT) : text;
      boolean any =
          patterns.stream()
              .map(p -> ignoresCase ? p.toLowerCase(Locale.ROOT) : p)
              .anyMatch(p -> Wildcard.matches(p, compared));
      return any != negated;
    }
  }

  private static final Set<String> CLAUSES =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");

  private final String document;
  private final List<Statement> statements;

  private BucketPolicy(String document, List<Statement> statements) {
    this.document = document;
    this.statements = statements;
  }

  /// Reads a policy.
  ///
  /// @throws S3Exception MalformedPolicy, if it is none or speaks of another bucket
  public static BucketPolicy parse(String document, String bucket) {
    Json root;
    try {
      root = Json.parse(document);
    } catch (Json.MalformedJsonException e) {
      throw malformed("The policy is no JSON");
    }
    if (!(root instanceof Json.Obj policy) || policy.get("Statement") == null) {
      throw malformed("The policy has no Statement");
    }
    if (policy.get("Version") instanceof Json.Text(String version)
        && !version.equals("2012-10-17")
        && !version.equals("2008-10-17")) {
      throw malformed("The policy's version is not known");
    }
    List<Statement> statements = new ArrayList<>();
    for (Json statement : elements(policy.get("Statement"))) {
      if (!(statement instanceof Json.Obj clauses)) {
        throw malformed("A statement is an object");
      }
      statements.add(statement(clauses, bucket));
    }
    return new BucketPolicy(document, statements);
  }

  private static Statement statement(Json.Obj clauses, String bucket) {
    for (String clause : clauses.members().keySet()) {
      if (!CLAUSES.contains(clause)) {
        throw malformed("A statement has no clause " + clause);
      }
    }
    if (!(clauses.get("Effect") instanceof Json.Text(String effect))
        || !(effect.equals("Allow") || effect.equals("Deny"))) {
      throw malformed("Effect is Allow or Deny");
    }
    Matcher resources = matcher(clauses, "Resource", "NotResource", false);
    String arn = "arn:aws:s3:::" + bucket;
    for (String resource : resources.patterns) {
      if (!resource.equals(arn) && !resource.startsWith(arn + "/")) {
        throw malformed("The policy speaks of a resource that is not in the bucket");
      }
    }
    return new Statement(
        effect.equals("Allow"),
        principals(clauses.get("Principal")),
        matcher(clauses, "Action", "NotAction", true),
        resources,
        conditions(clauses.get("Condition")));
  }

  private static List<String> principals(@Nullable Json principal) {
    if (principal instanceof Json.Obj byKind) {
      List<String> all = new ArrayList<>();
      byKind.members().values().forEach(value -> all.addAll(texts(value)));
      return all;
    }
    if (principal instanceof Json.Text(String text) && text.equals("*")) {
      return List.of(text);
    }
    throw malformed("A statement needs a principal");
  }

  private static Matcher matcher(
      Json.Obj clauses, String name, String negatedName, boolean ignoresCase) {
    Json plain = clauses.get(name);
    Json negated = clauses.get(negatedName);
    Json clause = plain == null ? negated : plain;
    if (clause == null || (plain != null && negated != null)) {
      throw malformed("A statement needs " + name);
    }
    List<String> patterns = texts(clause);
    if (patterns.isEmpty()) {
      throw malformed(name + " is empty");
    }
    return new Matcher(patterns, plain == null, ignoresCase);
  }

  private static List<PolicyCondition> conditions(@Nullable Json clause) {
    if (clause == null) {
      return List.of();
    }
    if (!(clause instanceof Json.Obj operators)) {
      throw malformed("Condition is an object");
    }
    List<PolicyCondition> conditions = new ArrayList<>();
    for (Map.Entry<String, Json> entry : operators.members().entrySet()) {
      boolean ifExists = entry.getKey().endsWith("IfExists");
      String operator =
          ifExists
              ? entry.getKey().substring(0, entry.getKey().length() - "IfExists".length())
              : entry.getKey();
      if (!PolicyCondition.isKnown(operator) || !(entry.getValue() instanceof Json.Obj keys)) {
        throw malformed("The condition " + entry.getKey() + " is not known");
      }
      keys.members()
          .forEach((key, values) ->
              conditions.add(
                  new PolicyCondition(
                      operator, ifExists, key.toLowerCase(Locale.ROOT), texts(values))));
    }
    return conditions;
  }

  private static List<Json> elements(@Nullable Json value) {
    return switch (value) {
      case Json.Arr(List<Json> elements) -> elements;
      case Json.Obj object -> List.of(object);
      case Json.Text text -> List.of(text);
      case null -> List.of();
    };
  }

  private static List<String> texts(Json value) {
    List<String> texts = new ArrayList<>();
    for (Json element : elements(value)) {
      if (!(element instanceof Json.Text(String text))) {
        throw malformed("A value should be a text or a list of texts");
      }
      texts.add(text);
    }
    return texts;
  }

  private static S3Exception malformed(String detail) {
    return S3Error.MALFORMED_POLICY.exception(detail);
  }

  /// The policy as it was put.
  public String document() {
    return document;
  }

  public Verdict verdict(PolicyRequest request) {
    Verdict verdict = Verdict.SILENT;
    for (Statement statement : statements) {
      if (statement.appliesTo(request)) {
        if (!statement.allows) {
          return Verdict.DENIED;
        }
        verdict = Verdict.ALLOWED;
      }
    }
    return verdict;
  }

  /// Whether it allows something to everyone without any condition on where they come from.
  public boolean isPublic() {
    return statements.stream()
        .anyMatch(s -> s.allows && s.principals.contains("*") && s.conditions.isEmpty());
  }
}
