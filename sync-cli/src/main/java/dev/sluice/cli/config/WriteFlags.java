package dev.sluice.cli.config;

import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import dev.sluice.store.s3.config.S3WriteOptions;
import dev.sluice.store.s3.config.S3WriteOptions.Acl;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// How objects are written to S3.
public final class WriteFlags {

  private boolean aclPrivate;

  private boolean aclPublic;

  private @Nullable String storageClass;

  private @Nullable String checksumAlgorithm;

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
        .text(
            "ALGORITHM",
            "The checksum that the service verifies and keeps: crc64nvme, crc32c, crc32, sha1 or"
                + " sha256.",
            value -> checksumAlgorithm = value,
            "--checksum-algorithm")
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
    boolean isHow = aclPrivate || aclPublic || storageClass != null || checksum() != null;
    if ((isHow || overwriteChanged) && !StoreKind.SCHEMES.of(destination).takesWriteOptions()) {
      throw new UsageException(
          "--acl-private, --acl-public, --storage-class, --checksum-algorithm and"
              + " --overwrite-changed are for destinations in S3; "
              + destination.text()
              + " is a folder");
    }
  }

  /// Whether what somebody else has written there meanwhile is overwritten and deleted.
  public boolean overwriteChanged() {
    return overwriteChanged;
  }

  /// How objects are written.
  ///
  /// @throws UsageException if there is no such checksum
  public S3WriteOptions options() throws UsageException {
    Acl acl = aclPublic ? Acl.PUBLIC_READ : aclPrivate ? Acl.PRIVATE : null;
    return new S3WriteOptions(
        storageClass == null ? null : storageClass.strip().toUpperCase(Locale.ROOT),
        acl,
        checksum());
  }

  /// In any spelling that is in use: `SHA256`, `sha-256`, `CRC-64/NVME`.
  private @Nullable ChecksumAlgorithm checksum() throws UsageException {
    if (checksumAlgorithm == null) {
      return null;
    }
    return switch (checksumAlgorithm.toLowerCase(Locale.ROOT).replaceAll("[-_/ ]", "")) {
      case "crc64nvme", "crc64" -> ChecksumAlgorithm.CRC64NVME;
      case "crc32c" -> ChecksumAlgorithm.CRC32C;
      case "crc32" -> ChecksumAlgorithm.CRC32;
      case "sha1" -> ChecksumAlgorithm.SHA1;
      case "sha256" -> ChecksumAlgorithm.SHA256;
      default ->
          throw new UsageException(
              "--checksum-algorithm "
                  + checksumAlgorithm
                  + ": crc64nvme, crc32c, crc32, sha1 or sha256");
    };
  }
}
