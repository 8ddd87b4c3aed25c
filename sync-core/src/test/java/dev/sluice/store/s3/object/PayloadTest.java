package dev.sluice.store.s3.object;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.store.StoredContent;
import dev.sluice.store.s3.EmbeddedS3;
import dev.sluice.store.s3.FakeContent;
import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.Payload;
import dev.sluice.store.s3.api.Payload.Verification;
import dev.sluice.store.s3.call.S3Root;
import dev.sluice.store.s3.config.S3WriteOptions;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PayloadTest {

  private EmbeddedS3 s3;
  private ObjectWrites writes;

  @BeforeEach
  void start() throws Exception {
    s3 = new EmbeddedS3();
    S3Root root = new S3Root(s3.connect().session(), EmbeddedS3.at(""));
    writes = new ObjectWrites(root, S3WriteOptions.DEFAULT, EmbeddedS3.SMALL_SIZES);
  }

  @AfterEach
  void stop() {
    s3.close();
  }

  @Test
  void where_the_answer_lacks_the_checksum_that_was_promised_its_etag_is_compared()
      throws Exception {
    byte[] content = FakeContent.bytes(100);
    Verification byCrc32c = new Verification(false, ChecksumAlgorithm.CRC32C, true);
    Payload payload = Payloads.read(FakeContent.of(content), 0, 100, byCrc32c, writes);
    String md5 = HexFormat.of().formatHex(ChecksumAlgorithm.MD5.newDigest().digest(content));

    payload.verify(new StoredContent(md5));
    assertThatThrownBy(() -> payload.verify(new StoredContent("0".repeat(32))))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining(md5);
  }
}
