package dev.sluice.store.s3;

import static dev.sluice.store.s3.EmbeddedS3.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.content.Sides;
import dev.sluice.flow.BytePermits;
import dev.sluice.flow.RateLimit;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import dev.sluice.plan.Action.Copy;
import dev.sluice.plan.Action.CopyReason;
import dev.sluice.store.memory.MemoryStore;
import dev.sluice.transfer.CopyRules;
import dev.sluice.transfer.InFlight;
import dev.sluice.transfer.Outcome;
import dev.sluice.transfer.TransferResources;
import dev.sluice.transfer.Transferrer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/// Objects under SSE-KMS, whose ETags look like MD5s and are none.
class S3EncryptionTest {

  private EmbeddedS3 s3;
  private S3Store store;

  @BeforeEach
  void start() throws Exception {
    s3 = new EmbeddedS3();
    store = s3.store("");
  }

  @AfterEach
  void stop() {
    s3.close();
  }

  private Entry encrypted(String key, byte[] content) throws Exception {
    try (S3Connection other = s3.connect()) {
      other
          .session()
          .sdk()
          .get()
          .putObject(
              b -> b.bucket(BUCKET).key(key).serverSideEncryption(ServerSideEncryption.AWS_KMS),
              RequestBody.fromBytes(content));
    }
    Entry listed = EmbeddedS3.list(store).getFirst();
    assertThat(listed.fingerprint()).isInstanceOf(Fingerprint.Md5.class);
    return listed;
  }

  @Test
  void an_etag_that_only_looks_like_an_md5_is_found_out() throws Exception {
    Entry listed = encrypted("k", new byte[5]);

    Fingerprint nothing = new Fingerprint.Opaque(listed.etag());
    assertThat(store.confirm(listed).fingerprint()).isEqualTo(nothing);
    assertThat(store.find(Key.of("k"))).map(Entry::fingerprint).hasValue(nothing);
    assertThat(EmbeddedS3.read(store, listed)).isEqualTo(new byte[5]);
  }

  @Test
  void an_encrypted_object_is_downloaded_whole_and_in_parts() throws Exception {
    for (int length : new int[] {100, 9 << 20}) {
      byte[] content = FakeContent.bytes(length);
      Entry listed = encrypted("k", content);
      MemoryStore target = MemoryStore.named("target");
      Transferrer transferrer =
          new Transferrer(
              Sides.of(store, target),
              CopyRules.STRICT,
              new TransferResources(
                  new BytePermits(1 << 26), new RateLimit(0, s3.time), s3.cpu, 2, s3.time),
              new InFlight(s3.time));

      Outcome outcome = transferrer.copy(new Copy(listed, null, CopyReason.NEW));
      assertThat(outcome).isInstanceOf(Outcome.Copied.class);
      assertThat(target.content("k")).hasValue(content);
    }
  }
}
