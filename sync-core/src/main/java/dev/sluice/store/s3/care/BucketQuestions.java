package dev.sluice.store.s3.care;

import dev.sluice.model.access.Acl;
import dev.sluice.model.access.BucketAccess;
import dev.sluice.model.access.BucketPolicy;
import dev.sluice.model.access.CannedAcl;
import dev.sluice.model.access.ObjectOwnership;
import dev.sluice.model.access.PublicAccessBlock;
import dev.sluice.model.access.Setting;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.S3Address;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.api.care.CareApi.Target;
import dev.sluice.store.s3.call.S3Session;
import dev.sluice.store.s3.sdk.SdkAnswers;
import dev.sluice.store.s3.settings.SettingAnswers;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.PolicyStatus;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;

/// What one bucket has set about who may do what: asked once a run.
public final class BucketQuestions {

  private final S3Session session;
  private final String bucket;
  private final S3Address address;

  /// @param bucket its name
  public BucketQuestions(S3Session session, String bucket) {
    this.session = session;
    this.bucket = bucket;
    this.address = new S3Address(bucket, null);
  }

  /// One question.
  @FunctionalInterface
  private interface Question<T> {
    /// @return null where the answer is another's
    @Nullable T ask() throws IOException;
  }

  /// All of it.
  ///
  /// @throws StoreException if an answer cannot be had, of kind [Kind#NO_ROOT] if there is no such
  ///   bucket; what may not be read is among the answers
  public BucketAccess all() throws StoreException, InterruptedException {
    return new BucketAccess(
        bucket, aclIfReadable(), ownership(), block(), policy(), isPolicyPublic());
  }

  /// Whose objects are.
  public Setting<ObjectOwnership> ownership() throws StoreException, InterruptedException {
    return asked(
        "whose its objects are",
        () -> {
          var controls =
              said(s3 -> s3.getBucketOwnershipControls(b -> b.bucket(bucket))).ownershipControls();
          List<OwnershipControlsRule> rules = controls == null ? List.of() : controls.rules();
          return rules.isEmpty()
              ? null
              : ObjectOwnership.named(String.valueOf(rules.getFirst().objectOwnershipAsString()))
                  .orElse(null);
        });
  }

  /// What of public access it refuses.
  public Setting<PublicAccessBlock> block() throws StoreException, InterruptedException {
    return asked(
        "its public access block",
        () -> {
          PublicAccessBlockConfiguration said =
              said(s3 -> s3.getPublicAccessBlock(b -> b.bucket(bucket)))
                  .publicAccessBlockConfiguration();
          return said == null
              ? null
              : new PublicAccessBlock(
                  isTrue(said.blockPublicAcls()),
                  isTrue(said.ignorePublicAcls()),
                  isTrue(said.blockPublicPolicy()),
                  isTrue(said.restrictPublicBuckets()));
        });
  }

  private static boolean isTrue(@Nullable Boolean said) {
    return Boolean.TRUE.equals(said);
  }

  private Setting<BucketPolicy> policy() throws StoreException, InterruptedException {
    return asked(
        "its policy",
        () -> {
          String document = said(s3 -> s3.getBucketPolicy(b -> b.bucket(bucket))).policy();
          return document == null || document.isBlank() ? null : PolicyJson.read(document);
        });
  }

  private Setting<Boolean> isPolicyPublic() throws StoreException, InterruptedException {
    return asked(
        "whether its policy is public",
        () -> {
          PolicyStatus status =
              said(s3 -> s3.getBucketPolicyStatus(b -> b.bucket(bucket))).policyStatus();
          return status == null ? null : status.isPublic();
        });
  }

  private Setting<Acl> aclIfReadable() throws StoreException, InterruptedException {
    try {
      return new Setting.Is<>(acl());
    } catch (StoreException e) {
      if (e.kind() == Kind.DENIED) {
        return new Setting.Hidden<>(e.getMessage());
      }
      throw e;
    }
  }

  /// Its own access control list.
  public Acl acl() throws StoreException, InterruptedException {
    return session.calls().call(S3Operation.GET_ACL, address, () -> session.care().acl(target()));
  }

  /// Writes its own access control list.
  public void write(Acl acl) throws StoreException, InterruptedException {
    put(() -> session.care().putAcl(target(), acl));
  }

  /// The same by a name.
  public void write(CannedAcl acl) throws StoreException, InterruptedException {
    put(() -> session.care().putAcl(target(), acl));
  }

  /// Sends something that is answered by nothing.
  @FunctionalInterface
  private interface Put {
    void send() throws IOException;
  }

  private void put(Put request) throws StoreException, InterruptedException {
    session
        .calls()
        .<@Nullable Void>call(
            S3Operation.PUT_ACL,
            address,
            () -> {
              request.send();
              return null;
            });
  }

  private Target target() {
    return new Target(bucket, null, null);
  }

  private <T> T said(Function<S3Client, T> request) throws FaultException {
    return SdkAnswers.understood(() -> request.apply(session.sdk().get()));
  }

  private <T> Setting<T> asked(String what, Question<T> question)
      throws StoreException, InterruptedException {
    try {
      return session.calls().call(S3Operation.GET_SETTING, address, () -> answer(question));
    } catch (StoreException e) {
      if (e.kind() == Kind.DENIED || e.kind() == Kind.NOT_FOUND) {
        return new Setting.Hidden<>(e.getMessage() + " (" + what + ")");
      }
      throw e;
    }
  }

  private static <T> Setting<T> answer(Question<T> question) throws IOException {
    return SettingAnswers.answer(() -> {
      T said = question.ask();
      return said == null ? null : new Setting.Is<>(said);
    });
  }
}
