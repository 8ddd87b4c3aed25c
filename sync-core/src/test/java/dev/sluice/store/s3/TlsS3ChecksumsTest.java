package dev.sluice.store.s3;

import static dev.sluice.store.s3.EmbeddedS3.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.s3server.traffic.Fault;
import dev.sluice.s3server.traffic.Operation;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.config.ClientKind;
import dev.sluice.store.s3.config.S3WriteOptions;
import org.junit.jupiter.api.Test;

/// Over TLS no signature covers what is streamed.
class TlsS3ChecksumsTest {

  private static final byte[] CONTENT = FakeContent.bytes((16 << 20) + 1);

  private static void write(EmbeddedS3 s3) throws Exception {
    S3WriteOptions options = S3WriteOptions.DEFAULT.withChecksum(ChecksumAlgorithm.CRC64NVME);
    S3Store store =
        new S3Store(s3.connect(), EmbeddedS3.at(""), options, ChecksumContract.LONG_PARTS);
    ChecksumContract.writeParts(store, "k", FakeContent.of(CONTENT));
  }

  @Test
  void what_is_altered_while_it_is_streamed_is_sent_again_where_the_answer_tells()
      throws Exception {
    try (EmbeddedS3 s3 = EmbeddedS3.overTls(ClientKind.LIGHT)) {
      s3.server.faults().on(Operation.UPLOAD_PART).nth(1).then(Fault.corruptRequestByte(50));
      write(s3);
      assertThat(s3.server.requests().count(Operation.UPLOAD_PART)).isEqualTo(2);
      assertThat(s3.server.get(BUCKET, "k")).isEqualTo(CONTENT);
    }
  }

  @Test
  void else_it_is_found_out_when_the_parts_are_put_together() throws Exception {
    try (EmbeddedS3 s3 = EmbeddedS3.overTls(ClientKind.LIGHT)) {
      // As often as an ETag that is no MD5 is taken for the service's way.
      s3.server.faults().on(Operation.UPLOAD_PART).first(3).then(Fault.corruptRequestByte(50));
      s3.server
          .faults()
          .on(Operation.UPLOAD_PART)
          .then(Fault.rewrite(S3ChecksumsTest::withoutChecksums));
      assertThatThrownBy(() -> write(s3))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("InvalidPart");
      assertThat(s3.server.requests().count(Operation.UPLOAD_PART)).isEqualTo(3);
      assertThat(s3.server.keys(BUCKET)).isEmpty();
    }
  }
}
