package dev.sluice.store.s3;

import static dev.sluice.store.s3.EmbeddedS3.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Checksum;
import dev.sluice.model.Checksum.Scope;
import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.model.Encryption;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import dev.sluice.store.PartWriter;
import dev.sluice.store.StoredContent;
import dev.sluice.store.WriteSpec;
import dev.sluice.store.s3.config.ClientKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/// What the service says of a write reaches whoever has asked for it.
class S3WrittenTest {

  private EmbeddedS3 s3;
  private S3Connection other;
  private S3Store store;

  ClientKind kind() {
    return ClientKind.LIGHT;
  }

  @BeforeEach
  void start() throws Exception {
    s3 = new EmbeddedS3(kind());
    other = s3.connect();
    store = s3.store("");
  }

  @AfterEach
  void stop() {
    s3.close();
  }

  private S3Client sdk() {
    return other.session().sdk().get();
  }

  private StoredContent write(String key, int sizeBytes) throws Exception {
    FakeContent content = FakeContent.of(FakeContent.bytes(sizeBytes));
    if (sizeBytes <= EmbeddedS3.SMALL_SIZES.singleWriteBytes()) {
      return EmbeddedS3.write(store, key, content);
    }
    WriteSpec spec = new WriteSpec(Key.of(key), sizeBytes, Fingerprint.UNREAD);
    try (PartWriter writer = store.writeParts(spec, content)) {
      int partCount = Math.ceilDiv(sizeBytes, (int) writer.partSizeBytes());
      for (int number = 1; number <= partCount; number++) {
        writer.writePart(number);
      }
      return writer.commit();
    }
  }

  private StoredContent copy(String from, String to) throws Exception {
    Entry entry = EmbeddedS3.entry(store, from);
    return store.copy(
        store.copySource(entry), new WriteSpec(Key.of(to), entry.sizeBytes(), Fingerprint.UNREAD));
  }

  @Test
  void a_versioned_bucket_says_which_version_was_written() throws Exception {
    sdk()
        .putBucketVersioning(b ->
            b.bucket(BUCKET)
                .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    assertIsStored("one", write("one", 100));
    assertIsStored("one", write("one", 101));
    assertIsStored("parts", write("parts", 11 << 20));
    assertIsStored("copy", copy("one", "copy"));
    assertIsStored("long-copy", copy("parts", "long-copy"));
  }

  private void assertIsStored(String key, StoredContent written) {
    HeadObjectResponse head = sdk().headObject(b -> b.bucket(BUCKET).key(key));
    assertThat(written.versionId()).as(key).isNotNull().isEqualTo(head.versionId());
    assertThat('"' + written.etag() + '"').as(key).isEqualTo(head.eTag());
  }

  @Test
  void a_bucket_without_versions_says_none() throws Exception {
    assertThat(write("a", 100).versionId()).isNull();
  }

  @Test
  void encryption_is_what_the_service_says() throws Exception {
    assertThat(write("plain", 100).encryption()).isEqualTo(Encryption.UNSAID);
    ServerSideEncryptionRule rule =
        ServerSideEncryptionRule.builder()
            .applyServerSideEncryptionByDefault(d -> d.sseAlgorithm(ServerSideEncryption.AWS_KMS))
            .build();
    sdk()
        .putBucketEncryption(
            b -> b.bucket(BUCKET).serverSideEncryptionConfiguration(c -> c.rules(rule)));
    for (StoredContent each :
        new StoredContent[] {write("one", 100), write("parts", 11 << 20), copy("plain", "copy")}) {
      assertThat(each.encryption().algorithm()).isEqualTo("aws:kms");
      assertThat(each.encryption().kmsKeyId()).startsWith("arn:aws:kms:");
      assertThat(each.encryption().customerAlgorithm()).isNull();
    }
  }

  @Test
  void checksums_say_of_what_they_are() throws Exception {
    StoredContent inParts = write("parts", 11 << 20);
    assertThat(inParts.checksums())
        .anySatisfy(sum -> {
          assertThat(sum.algorithm()).isEqualTo(ChecksumAlgorithm.CRC32C);
          assertThat(sum.scope()).isEqualTo(Scope.COMPOSITE);
          assertThat(sum.value()).endsWith("-3");
        });
    sdk()
        .putObject(
            b ->
                b.bucket(BUCKET)
                    .key("summed")
                    .checksumAlgorithm(
                        software.amazon.awssdk.services.s3.model.ChecksumAlgorithm.CRC32),
            RequestBody.fromString("123456789"));
    assertThat(copy("summed", "copy").checksums())
        .containsExactly(new Checksum(ChecksumAlgorithm.CRC32, "y/Q5Jg==", Scope.FULL_OBJECT));
  }
}
