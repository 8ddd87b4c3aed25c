package dev.sluice.store.s3;

import dev.sluice.model.access.Acl;
import dev.sluice.model.access.BucketAccess;
import dev.sluice.model.access.CannedAcl;
import dev.sluice.model.access.ObjectOwnership;
import dev.sluice.model.access.PublicAccessBlock;
import dev.sluice.model.access.Setting;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.care.BucketQuestions;

/// Who may do what with a bucket, and what it has set about its objects. Thread-safe.
public final class S3BucketAccess {

  private final BucketQuestions questions;

  /// @param connection the service, which stays the caller's to close
  /// @param bucket its name
  public S3BucketAccess(S3Connection connection, String bucket) {
    this.questions = new BucketQuestions(connection.session(), bucket);
  }

  /// All that is set about who may do what.
  ///
  /// @throws StoreException if an answer cannot be had; what may not be read is among the answers
  public BucketAccess all() throws StoreException, InterruptedException {
    return questions.all();
  }

  /// Whose its objects are.
  public Setting<ObjectOwnership> ownership() throws StoreException, InterruptedException {
    return questions.ownership();
  }

  /// What of public access it refuses.
  public Setting<PublicAccessBlock> block() throws StoreException, InterruptedException {
    return questions.block();
  }

  /// Its own access control list.
  public Acl acl() throws StoreException, InterruptedException {
    return questions.acl();
  }

  /// Writes its own access control list.
  public void write(Acl acl) throws StoreException, InterruptedException {
    questions.write(acl);
  }

  /// The same by a name.
  public void write(CannedAcl acl) throws StoreException, InterruptedException {
    questions.write(acl);
  }
}
