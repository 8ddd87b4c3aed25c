package dev.sluice.s3server.http;

import java.util.concurrent.atomic.LongAdder;

/// Bytes that went over the server's connections, heads and framing included.
public record TrafficBytes(LongAdder read, LongAdder written) {

  public TrafficBytes() {
    this(new LongAdder(), new LongAdder());
  }
}
