package dev.sluice.s3server.http;

import java.io.IOException;

/// A response's body that is not built in memory.
public interface Payload {

  /// Where a payload goes.
  interface Output {
    void write(byte[] bytes, int offset, int count) throws IOException;
  }

  /// Writes `count` bytes from `offset` on.
  void writeTo(Output output, long offset, long count) throws IOException;
}
