package dev.sluice.store.s3.care;

import dev.sluice.model.Key;
import dev.sluice.model.access.Acl;
import dev.sluice.model.access.CannedAcl;
import dev.sluice.store.Acls;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.api.care.CareApi.Target;
import dev.sluice.store.s3.call.S3Root;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The access control lists of a bucket's objects.
public final class S3Acls implements Acls {

  private final S3Root root;

  public S3Acls(S3Root root) {
    this.root = root;
  }

  private Target target(Key key, @Nullable String version) {
    return new Target(root.bucket(), root.objectKey(key), version);
  }

  @Override
  public Acl read(Key key, @Nullable String version) throws StoreException, InterruptedException {
    Target target = target(key, version);
    return root.call(
        S3Operation.GET_ACL, root.address(key, version), () -> root.session().care().acl(target));
  }

  @Override
  public void write(Key key, @Nullable String version, Acl acl)
      throws StoreException, InterruptedException {
    write(key, version, target -> root.session().care().putAcl(target, acl));
  }

  @Override
  public void write(Key key, @Nullable String version, CannedAcl acl)
      throws StoreException, InterruptedException {
    write(key, version, target -> root.session().care().putAcl(target, acl));
  }

  /// Sends what is answered by nothing.
  @FunctionalInterface
  private interface Put {
    void send(Target target) throws IOException;
  }

  private void write(Key key, @Nullable String version, Put put)
      throws StoreException, InterruptedException {
    root.<@Nullable Void>call(
        S3Operation.PUT_ACL,
        root.address(key, version),
        () -> {
          put.send(target(key, version));
          return null;
        });
  }
}
