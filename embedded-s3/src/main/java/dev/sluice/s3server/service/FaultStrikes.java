package dev.sluice.s3server.service;

import dev.sluice.s3server.checksum.ChecksumAlgorithm;
import dev.sluice.s3server.error.S3Exception;
import dev.sluice.s3server.http.ByteSink;
import dev.sluice.s3server.http.ConnectionAbortedException;
import dev.sluice.s3server.http.HttpRequest;
import dev.sluice.s3server.http.HttpResponse;
import dev.sluice.s3server.http.Payload;
import dev.sluice.s3server.ops.S3Request;
import dev.sluice.s3server.traffic.Fault;
import dev.sluice.s3server.traffic.Fault.Moment;
import dev.sluice.s3server.xml.XmlWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Lets the faults of one request happen, each at its time.
final class FaultStrikes {

  private static final byte[] ETAG_HEADER = ascii("ETag: \"");
  private static final byte[] ETAG_ELEMENT = ascii("<ETag>&quot;");

  static final FaultStrikes NONE = new FaultStrikes(List.of());

  private final List<Fault> faults;

  FaultStrikes(List<Fault> faults) {
    this.faults = faults;
  }

  /// What happens before the request is authenticated and carried out.
  ///
  /// @return whether the answer is complete and nothing is to be carried out
  boolean before(S3Request request, HttpResponse response) throws IOException {
    for (Fault fault : faults) {
      switch (fault) {
        case Fault.RunBefore(Runnable action) -> action.run();
        case Fault.CorruptRequest(long byteOffset) -> request.http().body().alter(byteOffset);
        case Fault.Stall(CountDownLatch released) -> await(released);
        case Fault.Delay(Duration duration) -> sleep(duration);
        case Fault.Close(Moment moment) -> closeEarly(moment, request.http());
        case Fault.Answer answer -> {
          drain(request.http());
          S3Exception refusal = new S3Exception(answer.status(), answer.code(), answer.message());
          answer.headers().forEach(refusal::withHeader);
          throw refusal;
        }
        case Fault.ErrorInBody(String code, String message) -> {
          drain(request.http());
          response.header("Content-Type", "application/xml");
          ErrorAnswer.appendDocument(
              new XmlWriter(response.content()),
              new S3Exception(200, code, message),
              request.http().rawPath(),
              request.id());
          return true;
        }
        case Fault.Truncate _,
            Fault.Corrupt _,
            Fault.StallInBody _,
            Fault.WrongEtag _,
            Fault.WrongChecksum _,
            Fault.Rewrite _ -> {
          // Their time is the answer.
        }
      }
    }
    return false;
  }

  /// What happens when the request has been carried out and its answer is about to be sent.
  void after(HttpResponse response) throws IOException {
    for (Fault fault : faults) {
      switch (fault) {
        case Fault.Close(Moment moment) -> {
          if (moment == Moment.AFTER_CARRYING_OUT) {
            throw new ConnectionAbortedException("closed on purpose after carrying out");
          }
        }
        case Fault.WrongEtag _ -> {
          alterBehind(response.headerLines(), ETAG_HEADER);
          alterBehind(response.content(), ETAG_ELEMENT);
        }
        case Fault.WrongChecksum _ -> {
          for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
            alterBehind(response.headerLines(), ascii(algorithm.headerName() + ": "));
            alterBehind(response.content(), ascii("<" + algorithm.elementName() + ">"));
          }
        }
        case Fault.Rewrite(var change) -> response.rewrite(change);
        case Fault.Truncate(long afterBytes) ->
            response.filterBody(output -> new Truncating(output, afterBytes));
        case Fault.Corrupt(long byteOffset) ->
            response.filterBody(output -> new Corrupting(output, byteOffset));
        case Fault.StallInBody(long afterBytes, CountDownLatch released) ->
            response.filterBody(output -> new Stalling(output, afterBytes, released));
        case Fault.RunBefore _,
            Fault.CorruptRequest _,
            Fault.Stall _,
            Fault.Delay _,
            Fault.Answer _,
            Fault.ErrorInBody _ -> {
          // They have happened.
        }
      }
    }
  }

  private static void closeEarly(Moment moment, HttpRequest request) throws IOException {
    switch (moment) {
      case BEFORE_READING ->
          throw new ConnectionAbortedException("closed on purpose before reading");
      case AFTER_READING -> {
        drain(request);
        throw new ConnectionAbortedException("closed on purpose after reading");
      }
      case AFTER_CARRYING_OUT -> {
        // Later.
      }
    }
  }

  private static void drain(HttpRequest request) throws IOException {
    byte[] sink = new byte[16 * 1024];
    while (request.body().read(sink, 0, sink.length) >= 0) {
      // Read away.
    }
  }

  private static void await(CountDownLatch released) throws ConnectionAbortedException {
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectionAbortedException("the server was closed during a stall");
    }
  }

  private static void sleep(Duration duration) throws ConnectionAbortedException {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectionAbortedException("the server was closed during a delay");
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static void alterBehind(ByteSink sink, byte[] mark) {
    byte[] bytes = sink.array();
    for (int i = 0; i + mark.length < sink.length(); i++) {
      if (Arrays.equals(bytes, i, i + mark.length, mark, 0, mark.length)) {
        bytes[i + mark.length] = (byte) (bytes[i + mark.length] == '0' ? '1' : '0');
      }
    }
  }

  /// Breaks off after a number of bytes.
  private static final class Truncating implements Payload.Output {
    private final Payload.Output output;
    private long left;

    Truncating(Payload.Output output, long afterBytes) {
      this.output = output;
      this.left = afterBytes;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      int now = (int) Math.min(left, count);
      if (now > 0) {
        output.write(bytes, offset, now);
      }
      left -= now;
      if (left == 0) {
        throw new ConnectionAbortedException("cut off on purpose within the body");
      }
    }
  }

  /// Alters one byte.
  private static final class Corrupting implements Payload.Output {
    private final Payload.Output output;
    private long toByte;

    Corrupting(Payload.Output output, long byteOffset) {
      this.output = output;
      this.toByte = byteOffset;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      boolean here = toByte >= 0 && toByte < count;
      byte[] altered = bytes;
      if (here) {
        // A copy: the array may be the stored object itself.
        altered = bytes.clone();
        altered[offset + (int) toByte] ^= (byte) 0xff;
      }
      toByte -= count;
      output.write(altered, offset, count);
    }
  }

  /// Stands still at a place.
  private static final class Stalling implements Payload.Output {
    private final Payload.Output output;
    private final CountDownLatch released;
    private long left;

    Stalling(Payload.Output output, long afterBytes, CountDownLatch released) {
      this.output = output;
      this.left = afterBytes;
      this.released = released;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      int now = (int) Math.min(Math.max(left, 0), count);
      if (now > 0) {
        output.write(bytes, offset, now);
      }
      left -= now;
      if (now < count) {
        await(released);
        output.write(bytes, offset + now, count - now);
      }
    }
  }
}
