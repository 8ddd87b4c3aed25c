package dev.sluice.store.s3;

import dev.sluice.model.Checksum;
import dev.sluice.store.s3.config.S3WriteOptions;
import dev.sluice.store.s3.object.MultipartSizes;
import java.util.List;

/// The contract on versitygw.
class VersitygwChecksumsTest extends ChecksumContract {

  private final RealServer server = RealServer.named("versitygw");

  @Override
  S3Store store(S3WriteOptions options, MultipartSizes sizes) {
    return server.store("checksums/", options, sizes);
  }

  @Override
  List<Checksum> kept(String key) throws Exception {
    return server.checksums("checksums/" + key);
  }
}
