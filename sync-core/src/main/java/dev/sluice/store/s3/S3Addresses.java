package dev.sluice.store.s3;

import dev.sluice.model.Key;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.config.MisconfiguredException;
import dev.sluice.store.s3.config.MissingCredentialsException;
import dev.sluice.store.s3.config.S3Prefix;
import dev.sluice.store.s3.light.Presigner;
import dev.sluice.store.s3.light.Presigner.Permit;
import dev.sluice.store.s3.light.Presigner.Signed;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Signed addresses of a bucket's objects (presigned URLs): whoever has one may send one kind of
/// request for one object, for a while, without credentials. Thread-safe.
public final class S3Addresses {

  /// Signature version 4 is good for no longer.
  public static final Duration LONGEST = Duration.ofDays(7);

  private final Presigner presigner;
  private final S3Prefix at;
  private final Terms terms;

  /// What an address is good for.
  ///
  /// @param method GET, HEAD, PUT or DELETE
  /// @param goodFor for how long, in whole seconds, at least 1 and at most [#LONGEST]
  /// @param contentType that a PUT must have; null for any
  /// @param answer headers that a GET answers in place of the object's own, by name
  public record Terms(
      String method, Duration goodFor, @Nullable String contentType, Map<String, String> answer) {

    /// @throws IllegalArgumentException if it would be good for too long or not at all
    public Terms {
      if (goodFor.compareTo(LONGEST) > 0 || goodFor.toSeconds() < 1) {
        throw new IllegalArgumentException("good for " + goodFor);
      }
      answer = Map.copyOf(answer);
    }
  }

  /// A signed address.
  ///
  /// @param url the address
  /// @param end until when it is good, if the credentials are
  /// @param warning a line for the user where they may end sooner; null where not
  public record Address(String url, Instant end, @Nullable String warning) {}

  /// @param connection the service, which stays the caller's to close
  /// @param at the bucket and the prefix
  /// @param terms what the addresses are good for
  public S3Addresses(S3Connection connection, S3Prefix at, Terms terms) {
    this.presigner = connection.presigner();
    this.at = at;
    this.terms = terms;
  }

  /// The address of an object, which need not exist. Sends nothing.
  ///
  /// @param key relative to the prefix
  /// @throws StoreException of kind [StoreException.Kind#MISCONFIGURED] or
  ///   [StoreException.Kind#BAD_CREDENTIALS] if it cannot be signed
  public Address of(Key key) throws StoreException {
    Permit permit =
        new Permit(
            terms.method(),
            at.bucket(),
            at.prefix() + key.value(),
            terms.answer(),
            terms.contentType(),
            terms.goodFor());
    try {
      Signed signed = presigner.sign(permit);
      return new Address(signed.url(), signed.end(), warning(signed));
    } catch (MisconfiguredException e) {
      throw new StoreException(StoreException.Kind.MISCONFIGURED, e.getMessage(), e);
    } catch (MissingCredentialsException e) {
      throw new StoreException(StoreException.Kind.BAD_CREDENTIALS, e.getMessage(), e);
    }
  }

  private static @Nullable String warning(Signed signed) {
    if (signed.endsWithKeys()) {
      return "signed with credentials that end at "
          + signed.keysEnd()
          + ", and the addresses with them; they were to be good until "
          + signed.end();
    }
    return signed.isOfSession() && signed.keysEnd() == null
        ? "signed with a session token; the addresses end with it, which may be sooner than "
            + signed.end()
        : null;
  }
}
