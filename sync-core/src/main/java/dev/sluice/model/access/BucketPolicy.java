package dev.sluice.model.access;

import dev.sluice.model.access.PolicyStatement.Applies;
import java.util.List;

/// A bucket's policy, as far as it is about whoever has no account. Pure.
///
/// @param statements in their order, which does not matter
public record BucketPolicy(List<PolicyStatement> statements) {

  /// What it says about something.
  public enum Verdict {
    /// Nothing: lists decide.
    SILENT,
    /// It is allowed.
    ALLOWED,
    /// It is allowed under conditions, of where a request comes from or what it carries.
    CONDITIONAL,
    /// It is denied, whatever lists say.
    DENIED
  }

  /// Copies the statements.
  public BucketPolicy {
    statements = List.copyOf(statements);
  }

  /// What it says when somebody without an account does something.
  ///
  /// @param action such as `s3:GetObject`
  /// @param resource such as `arn:aws:s3:::bucket/key`
  public Verdict verdict(String action, String resource) {
    Applies allowed = strongest(true, action, resource);
    Applies denied = strongest(false, action, resource);
    if (denied == Applies.ALWAYS) {
      return Verdict.DENIED;
    }
    return switch (allowed) {
      case NEVER -> Verdict.SILENT;
      case PERHAPS -> Verdict.CONDITIONAL;
      case ALWAYS -> denied == Applies.PERHAPS ? Verdict.CONDITIONAL : Verdict.ALLOWED;
    };
  }

  /// Whether it denies something under conditions.
  public boolean mayDeny(String action, String resource) {
    return strongest(false, action, resource) == Applies.PERHAPS;
  }

  private Applies strongest(boolean allows, String action, String resource) {
    Applies strongest = Applies.NEVER;
    for (PolicyStatement statement : statements) {
      if (statement.allows() == allows) {
        Applies applies = statement.applies(action, resource);
        strongest = applies.compareTo(strongest) > 0 ? applies : strongest;
      }
    }
    return strongest;
  }

  /// What it allows of an action somewhere in the bucket, whatever else it denies.
  public Verdict somewhere(String action) {
    Verdict found = Verdict.SILENT;
    for (PolicyStatement statement : statements) {
      if (statement.allows() && statement.isAboutAnybody() && statement.isAboutAction(action)) {
        if (!statement.hasConditions()) {
          return Verdict.ALLOWED;
        }
        found = Verdict.CONDITIONAL;
      }
    }
    return found;
  }
}
