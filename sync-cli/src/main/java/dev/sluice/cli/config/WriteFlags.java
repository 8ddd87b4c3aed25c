package dev.sluice.cli.config;

import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import dev.sluice.store.s3.config.S3WriteOptions.Acl;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// How objects are written to S3.
public final class WriteFlags {

  private boolean aclPrivate;

  private boolean aclPublic;

  private @Nullable String storageClass;

  private boolean overwriteChanged;

  /// The options, for the parser.
  public CommandSpec spec() {
    return OptionGroup.under("Objects written to S3:")
        .flag("Only the owner may read them.", value -> aclPrivate = value, "--acl-private")
        .flag("Everyone may read them.", value -> aclPublic = value, "--acl-public")
        .text(
            "CLASS",
            "STANDARD_IA, INTELLIGENT_TIERING, GLACIER_IR and so on.",
            value -> storageClass = value,
            "--storage-class")
        .flag(
            "Overwrite and delete also what somebody else has written there since it was listed.",
            value -> overwriteChanged = value,
            "--overwrite-changed")
        .spec();
  }

  /// Refuses what makes no sense for `destination`.
  public void check(Location destination) throws UsageException {
    ConflictingFlags.refuse("--acl-private", aclPrivate, "--acl-public", aclPublic);
    StorageClassCheck.check(
        "--storage-class", FlagValues.nonBlank("--storage-class", storageClass));
    boolean given = aclPrivate || aclPublic || storageClass != null || overwriteChanged;
    if (given && !StoreKind.SCHEMES.of(destination).takesWriteOptions()) {
      throw new UsageException(
          "--acl-private, --acl-public, --storage-class and --overwrite-changed are for destinations"
              + " in S3; "
              + destination.text()
              + " is a folder");
    }
  }

  /// Whether what somebody else has written there meanwhile is overwritten and deleted.
  public boolean overwriteChanged() {
    return overwriteChanged;
  }

  /// The canned ACL, null for none.
  public @Nullable Acl acl() {
    return aclPublic ? Acl.PUBLIC_READ : aclPrivate ? Acl.PRIVATE : null;
  }

  /// The class, null for the bucket's.
  public @Nullable String storageClass() {
    return storageClass == null ? null : storageClass.strip().toUpperCase(Locale.ROOT);
  }
}
