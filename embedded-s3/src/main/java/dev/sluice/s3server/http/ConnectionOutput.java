package dev.sluice.s3server.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.atomic.LongAdder;

/// Writes to a connection until everything is written, and counts it.
final class ConnectionOutput {

  // The JDK copies each write through a native buffer of the write's size that it keeps; slices
  // keep that small.
  private static final int SLICE_BYTES = 128 * 1024;

  private final WritableByteChannel channel;
  private final LongAdder bytesWritten;

  ConnectionOutput(WritableByteChannel channel, LongAdder bytesWritten) {
    this.channel = channel;
    this.bytesWritten = bytesWritten;
  }

  void write(byte[] bytes, int offset, int count) throws IOException {
    int end = offset + count;
    for (int at = offset; at < end; ) {
      int slice = Math.min(SLICE_BYTES, end - at);
      int written = channel.write(ByteBuffer.wrap(bytes, at, slice));
      at += written;
      bytesWritten.add(written);
    }
  }
}
