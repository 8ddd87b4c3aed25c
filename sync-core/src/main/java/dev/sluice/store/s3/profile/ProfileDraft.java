package dev.sluice.store.s3.profile;

import dev.sluice.store.s3.config.MisconfiguredException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to be written into a profile of the AWS files.
///
/// @param endpointUrl the service; null for AWS
/// @param region its region; null where nobody has said one
/// @param accessKey the public half of the keys
/// @param secretKey the secret half
/// @param sessionToken of a session; null where the keys are lasting
/// @param caBundle a file of further certificate authorities; null for none
/// @param wantsNoChecksums whether checksums that requests need not have are to be left out
/// @param notes what could not be taken over from elsewhere, as lines for the user
public record ProfileDraft(
    @Nullable URI endpointUrl,
    @Nullable String region,
    String accessKey,
    String secretKey,
    @Nullable String sessionToken,
    @Nullable String caBundle,
    boolean wantsNoChecksums,
    List<String> notes) {

  /// @throws MisconfiguredException if a value has what no line of these files can hold
  public ProfileDraft {
    require("the region", region);
    require("the access key", accessKey);
    require("the secret key", secretKey);
    require("the session token", sessionToken);
    if (caBundle != null && caBundle.chars().anyMatch(Character::isISOControl)) {
      throw new MisconfiguredException("the file of certificates has a line break in its name");
    }
    notes = List.copyOf(notes);
  }

  /// The value is never shown: it may be a secret.
  private static void require(String what, @Nullable String value) {
    if (value != null && (value.isEmpty() || !value.chars().allMatch(c -> c > ' ' && c < 0x7f))) {
      throw new MisconfiguredException(
          what + " is empty, or has a space, a line break or a letter beyond ASCII in it");
    }
  }

  /// The same in another region.
  public ProfileDraft inRegion(String other) {
    return new ProfileDraft(
        endpointUrl, other, accessKey, secretKey, sessionToken, caBundle, wantsNoChecksums, notes);
  }

  /// The same without checksums that requests need not have.
  public ProfileDraft withoutChecksums() {
    return new ProfileDraft(
        endpointUrl, region, accessKey, secretKey, sessionToken, caBundle, true, notes);
  }

  /// Without the secrets.
  @Override
  public String toString() {
    return "ProfileDraft[" + endpointUrl + ", " + region + ", " + accessKey + "]";
  }
}
