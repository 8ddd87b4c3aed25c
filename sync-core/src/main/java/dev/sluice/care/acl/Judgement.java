package dev.sluice.care.acl;

import dev.sluice.model.access.Grant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far an object can be reached, all told.
///
/// @param byAcl by its own access control list
/// @param byPolicy by the bucket's policy
/// @param isReadByAnybody whether its content can be read without credentials; null where that is
///   not certain
/// @param publicGrants the grants of its list that are for anybody, whether they have an effect or
///   not
/// @param voidedBy why they have none; null where they have, or there are none
public record Judgement(
    Reach byAcl,
    Reach byPolicy,
    @Nullable Boolean isReadByAnybody,
    List<Grant> publicGrants,
    @Nullable String voidedBy) {

  /// Copies the grants.
  public Judgement {
    publicGrants = List.copyOf(publicGrants);
  }

  /// How far by any way.
  public Reach reach() {
    return byAcl.or(byPolicy);
  }

  /// Whether anybody at all can reach it.
  public boolean isPublic() {
    return reach() != Reach.NOBODY;
  }

  /// Whether it has public grants that have no effect.
  public boolean isVoid() {
    return voidedBy != null;
  }

  /// Who can do what, and by what, in words that follow the address.
  public String text() {
    StringBuilder text = new StringBuilder();
    if (byAcl != Reach.NOBODY) {
      text.append("by its access control list: ").append(AclText.of(publicGrants));
    }
    if (byPolicy != Reach.NOBODY) {
      text.append(text.isEmpty() ? "" : "; ")
          .append("by the bucket's policy: ")
          .append(byPolicy.text());
    }
    if (voidedBy != null) {
      text.append(text.isEmpty() ? "" : "; ")
          .append(AclText.of(publicGrants))
          .append(" without effect: ")
          .append(voidedBy);
    }
    return text.toString();
  }
}
