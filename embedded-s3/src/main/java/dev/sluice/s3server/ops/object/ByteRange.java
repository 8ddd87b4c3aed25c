package dev.sluice.s3server.ops.object;

import dev.sluice.s3server.error.S3Error;

/// The part of an object that is answered with.
///
/// @param size of the whole object in bytes
/// @param partial whether the answer says that it is a part
public record ByteRange(long offset, long count, long size, boolean partial) {

  public static ByteRange whole(long size) {
    return new ByteRange(0, size, size, false);
  }

  /// Reads a Range header. What is no single range of bytes is ignored, as HTTP has it.
  ///
  /// @throws dev.sluice.s3server.error.S3Exception InvalidRange, if nothing of it lies within the
  ///   object
  public static ByteRange parse(String header, long size) {
    if (!header.startsWith("bytes=") || header.indexOf(',') >= 0) {
      return whole(size);
    }
    String spec = header.substring("bytes=".length()).strip();
    int dash = spec.indexOf('-');
    if (dash < 0) {
      return whole(size);
    }
    long first;
    long last;
    try {
      if (dash == 0) {
        long suffix = Long.parseLong(spec.substring(1));
        first = suffix == 0 ? size : Math.max(0, size - suffix);
        last = size - 1;
      } else {
        first = Long.parseLong(spec.substring(0, dash));
        last = dash == spec.length() - 1 ? size - 1 : Long.parseLong(spec.substring(dash + 1));
        if (last < first && dash < spec.length() - 1) {
          return whole(size);
        }
      }
    } catch (NumberFormatException e) {
      return whole(size);
    }
    if (first >= size) {
      throw S3Error.INVALID_RANGE
          .exception()
          .withHeader("Content-Range", "bytes */" + size)
          .withDetail("RangeRequested", header)
          .withDetail("ActualObjectSize", Long.toString(size));
    }
    return new ByteRange(first, Math.min(last, size - 1) - first + 1, size, true);
  }

  public String contentRange() {
    return "bytes " + offset + '-' + (offset + count - 1) + '/' + size;
  }
}
