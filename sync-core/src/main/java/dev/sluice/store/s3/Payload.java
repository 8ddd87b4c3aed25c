package dev.sluice.store.s3;

import dev.sluice.flow.BlockingIo;
import dev.sluice.store.ContentReader;
import dev.sluice.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;

/// The bytes of one PUT or part, which every attempt sends from their start.
sealed interface Payload {

  /// Up to this many bytes are read into memory before the request begins, so that a source that
  /// has changed is found out before anything is sent.
  int IN_MEMORY_BYTES = 16 << 20;

  /// What the request sends.
  RequestBody body();

  /// The MD5 for the server to verify; null where it is not known before the bytes are sent.
  @Nullable String contentMd5();

  /// The MD5 of what the last attempt sent.
  String sentMd5Hex();

  /// Reads `length` bytes of `source` at `offset`, now or while they are sent, and looks that the
  /// source still is what was listed.
  ///
  /// @param root whose buffers a short one is read into; whoever knows that nobody uses it any more
  ///   may give it back
  static Payload of(ContentReader source, long offset, long length, S3Root root)
      throws StoreException, InterruptedException {
    if (length > IN_MEMORY_BYTES) {
      return new Streamed(source, offset, length, root.cpu());
    }
    byte[] content = root.partBuffers().take(Math.toIntExact(length));
    source.read(offset, content, 0, content.length);
    source.verifyUnchanged();
    return new InMemory(content, Md5.of(content, 0, content.length, root.cpu()));
  }

  /// A short one.
  final class InMemory implements Payload {
    private final byte[] content;
    private final Md5 md5;

    InMemory(byte[] content, Md5 md5) {
      this.content = content;
      this.md5 = md5;
    }

    /// The bytes; not to be changed.
    byte[] content() {
      return content;
    }

    @Override
    public RequestBody body() {
      return RequestBody.fromContentProvider(
          ContentStreamProvider.fromByteArrayUnsafe(content), content.length, ContentTypes.UNKNOWN);
    }

    @Override
    public String contentMd5() {
      return md5.base64();
    }

    @Override
    public String sentMd5Hex() {
      return md5.hex();
    }
  }

  /// A long one, read by windows while it is sent.
  final class Streamed implements Payload {
    private final ContentReader source;
    private final long offset;
    private final long length;
    private final BlockingIo cpu;
    private @Nullable PartStream latest;

    Streamed(ContentReader source, long offset, long length, BlockingIo cpu) {
      this.source = source;
      this.offset = offset;
      this.length = length;
      this.cpu = cpu;
    }

    /// The SDK asks for a stream for each pass over the bytes: signing (over plain HTTP), sending.
    @Override
    public RequestBody body() {
      return RequestBody.fromContentProvider(this::newStream, length, ContentTypes.UNKNOWN);
    }

    private InputStream newStream() {
      PartStream stream = new PartStream(source, offset, length, cpu);
      latest = stream;
      return stream;
    }

    @Override
    public @Nullable String contentMd5() {
      return null;
    }

    @Override
    public String sentMd5Hex() {
      return Objects.requireNonNull(latest, "nothing was sent").md5Hex();
    }
  }

  /// Carries what a source's `read` throws through the SDK, which knows of streams only.
  final class SourceFailure extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    SourceFailure(Exception cause) {
      super(cause);
    }
  }
}
