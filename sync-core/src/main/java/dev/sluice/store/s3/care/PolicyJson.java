package dev.sluice.store.s3.care;

import dev.sluice.model.access.BucketPolicy;
import dev.sluice.model.access.PolicyStatement;
import dev.sluice.model.access.PolicyStatement.Patterns;
import dev.sluice.store.s3.api.FaultException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/// Reads a bucket's policy.
final class PolicyJson {

  /// The policies of all parts of AWS name buckets alike but for this.
  private static final Pattern PARTITION = Pattern.compile("^arn:[^:*]+:s3:::");

  private static final String ANYBODY = "*";

  private PolicyJson() {}

  /// @throws FaultException if it is none, or says something that is not understood: what is left
  ///   out might be what matters
  static BucketPolicy read(String document) throws FaultException {
    try {
      JsonNode statements = JsonNode.parser().parse(document).field("Statement").orElse(null);
      if (statements == null) {
        throw FaultException.corrupt("the policy has no statements");
      }
      List<PolicyStatement> read = new ArrayList<>();
      for (JsonNode statement : statements.isArray() ? statements.asArray() : List.of(statements)) {
        read.add(statement(statement.asObject()));
      }
      return new BucketPolicy(read);
    } catch (UncheckedIOException | UnsupportedOperationException e) {
      throw FaultException.corrupt("the policy makes no sense");
    }
  }

  private static PolicyStatement statement(Map<String, JsonNode> clauses) throws FaultException {
    JsonNode effect = clauses.get("Effect");
    boolean allows = effect != null && effect.isString() && effect.asString().equals("Allow");
    if (!allows && (effect == null || !effect.isString() || !effect.asString().equals("Deny"))) {
      throw FaultException.corrupt("a statement of the policy neither allows nor denies");
    }
    JsonNode conditions = clauses.get("Condition");
    return new PolicyStatement(
        allows,
        isAboutAnybody(clauses.get("Principal"), clauses.get("NotPrincipal")),
        patterns(clauses, "Action", "NotAction"),
        patterns(clauses, "Resource", "NotResource"),
        conditions != null && !(conditions.isObject() && conditions.asObject().isEmpty()));
  }

  private static boolean isAboutAnybody(@Nullable JsonNode principal, @Nullable JsonNode others) {
    return principal == null
        ? others != null && !names(others).contains(ANYBODY)
        : names(principal).contains(ANYBODY);
  }

  /// Accounts alone: what it says of services and of identities from elsewhere is about nobody
  /// without an account.
  private static List<String> names(JsonNode principal) {
    if (principal.isObject()) {
      JsonNode accounts = principal.asObject().get("AWS");
      return accounts == null ? List.of() : texts(accounts);
    }
    return texts(principal);
  }

  private static Patterns patterns(Map<String, JsonNode> clauses, String name, String excluded)
      throws FaultException {
    JsonNode meant = clauses.get(name);
    JsonNode notMeant = clauses.get(excluded);
    JsonNode said = meant == null ? notMeant : meant;
    if (said == null) {
      throw FaultException.corrupt("a statement of the policy has no " + name);
    }
    return new Patterns(
        texts(said).stream()
            .map(each -> PARTITION.matcher(each).replaceFirst("arn:aws:s3:::"))
            .toList(),
        meant == null);
  }

  private static List<String> texts(JsonNode said) {
    return said.isArray()
        ? said.asArray().stream().map(JsonNode::asString).toList()
        : List.of(said.asString());
  }
}
