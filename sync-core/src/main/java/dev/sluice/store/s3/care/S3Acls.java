package dev.sluice.store.s3.care;

import dev.sluice.model.Key;
import dev.sluice.model.access.Acl;
import dev.sluice.model.access.CannedAcl;
import dev.sluice.store.Acls;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.api.care.CareApi.Target;
import dev.sluice.store.s3.call.S3Calls;
import dev.sluice.store.s3.call.S3Root;
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
    Target target = target(key, version);
    write(key, version, () -> root.session().care().putAcl(target, acl));
  }

  @Override
  public void write(Key key, @Nullable String version, CannedAcl acl)
      throws StoreException, InterruptedException {
    Target target = target(key, version);
    write(key, version, () -> root.session().care().putAcl(target, acl));
  }

  private void write(Key key, @Nullable String version, S3Calls.Attempt<Boolean> request)
      throws StoreException, InterruptedException {
    root.<@Nullable Void>call(
        S3Operation.PUT_ACL,
        root.address(key, version),
        () -> {
          if (!request.run()) {
            throw FaultException.corrupt("the answer is a page and not the service's");
          }
          return null;
        });
  }
}
