package dev.sluice.cli.config;

import dev.sluice.care.acl.AclChange;
import dev.sluice.care.acl.AclChange.Visibility;
import dev.sluice.care.acl.Right;
import dev.sluice.model.UsageException;
import dev.sluice.model.access.CannedAcl;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is to become of access control lists, in s3cmd's words.
public final class AclFlags {

  private boolean aclPrivate;
  private boolean aclPublic;
  private @Nullable String canned;
  private final List<String> granted = new ArrayList<>();
  private final List<String> revoked = new ArrayList<>();

  /// Declares them.
  public void declare(OptionGroup own) {
    own.flag(
            "Take away every right that anybody has, those of every account too; rights of named"
                + " accounts stay.",
            value -> aclPrivate = value,
            "--acl-private")
        .flag("Let everyone read.", value -> aclPublic = value, "--acl-public")
        .text(
            "NAME",
            "Set the list of that name, whatever there was: private, public-read,"
                + " bucket-owner-full-control and so on. One request an object.",
            value -> canned = value,
            "--acl")
        .text(
            "PERM:WHO",
            "Give a right: read, write, read_acp, write_acp, full_control or all, to an e-mail"
                + " address, a canonical id or anon.",
            granted::add,
            "--acl-grant")
        .text("PERM:WHO", "Take a right away.", revoked::add, "--acl-revoke");
  }

  /// The name of the list to set; null where lists are to be changed.
  ///
  /// @throws UsageException if there is none of that name, or something else is wanted too
  public @Nullable CannedAcl canned() throws UsageException {
    if (canned == null) {
      return null;
    }
    boolean isChange = aclPrivate || aclPublic || !granted.isEmpty() || !revoked.isEmpty();
    ConflictingFlags.refuse(
        "--acl", true, "--acl-private, --acl-public, --acl-grant and --acl-revoke", isChange);
    return CannedAcl.named(canned)
        .orElseThrow(() ->
            new UsageException(
                "--acl "
                    + canned
                    + ": there is no such list; write one of "
                    + Stream.of(CannedAcl.values())
                        .map(CannedAcl::text)
                        .collect(Collectors.joining(", "))));
  }

  /// What becomes of the lists.
  ///
  /// @throws UsageException if nothing does, or the flags contradict each other
  public AclChange change() throws UsageException {
    ConflictingFlags.refuse("--acl-private", aclPrivate, "--acl-public", aclPublic);
    AclChange change =
        new AclChange(
            aclPrivate ? Visibility.PRIVATE : aclPublic ? Visibility.PUBLIC : Visibility.AS_IT_IS,
            rights("--acl-grant", granted),
            rights("--acl-revoke", revoked));
    if (change.changesNothing()) {
      throw new UsageException(
          "say what is to become of the lists: --acl-private, --acl-public, --acl NAME,"
              + " --acl-grant=PERM:WHO or --acl-revoke=PERM:WHO");
    }
    return change;
  }

  private static List<Right> rights(String flag, List<String> texts) throws UsageException {
    List<Right> rights = new ArrayList<>();
    for (String text : texts) {
      try {
        rights.add(Right.parse(text));
      } catch (IllegalArgumentException e) {
        throw new UsageException(flag + " " + text + ": " + e.getMessage());
      }
    }
    return rights;
  }
}
