package dev.sluice.store.s3.api;

import dev.sluice.flow.BlockingIo;
import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Md5Value;
import dev.sluice.store.ContentReader;
import dev.sluice.store.StoredContent;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The bytes of one PUT or part, which every attempt sends from their start.
public sealed interface Payload {

  /// Up to this many bytes are read into memory before the request begins, so that a source that
  /// has changed is found out before anything is sent.
  int IN_MEMORY_BYTES = 16 << 20;

  /// How many bytes the request sends.
  long sizeBytes();

  /// The MD5 for the server to verify; null where it is verified by something else, or the MD5 is
  /// not known before the bytes are sent.
  @Nullable String contentMd5();

  /// The CRC-32C for the server to verify; null where it is verified by something else.
  @Nullable Crc32c crc32c();

  /// Looks that what the server has stored is what the last attempt sent.
  ///
  /// @throws FaultException if it is not
  void verify(StoredContent stored) throws FaultException, InterruptedException;

  /// By what the server is to verify a payload in memory.
  enum VerifiedBy {
    /// Its MD5, which every service knows and nobody can forge.
    MD5,
    /// Its CRC-32C, where that is enough and the service has said that it knows it.
    CRC32C
  }

  private static Md5 md5(byte[] content, BlockingIo cpu) throws InterruptedException {
    return Md5.of(content, 0, content.length, cpu);
  }

  private static void requireMd5(String sentHex, StoredContent stored) throws FaultException {
    if (ETags.contradicts(stored.fingerprint(), sentHex)) {
      throw FaultException.contradicted(
          "the server stored " + stored.etag() + " where " + sentHex + " was sent");
    }
  }

  /// A short one.
  public final class InMemory implements Payload {
    private final byte[] content;
    private final @Nullable Md5 md5;
    private final @Nullable Crc32c crc32c;
    private final BlockingIo cpu;

    public InMemory(byte[] content, @Nullable Md5 md5, @Nullable Crc32c crc32c, BlockingIo cpu) {
      this.content = content;
      this.md5 = md5;
      this.crc32c = crc32c;
      this.cpu = cpu;
    }

    /// The bytes; not to be changed.
    public byte[] content() {
      return content;
    }

    @Override
    public long sizeBytes() {
      return content.length;
    }

    @Override
    public @Nullable String contentMd5() {
      return md5 == null ? null : md5.base64();
    }

    @Override
    public @Nullable Crc32c crc32c() {
      return crc32c;
    }

    /// Its MD5, where it was computed.
    public @Nullable Md5Value md5Value() {
      return md5 == null ? null : Md5Value.ofHex(md5.hex());
    }

    /// Whether what is known of the content is something else than what was read.
    public boolean contradicts(Fingerprint expected) throws InterruptedException {
      return expected instanceof Fingerprint.Md5 && ETags.contradicts(expected, md5().hex());
    }

    private Md5 md5() throws InterruptedException {
      return md5 == null ? Payload.md5(content, cpu) : md5;
    }

    @Override
    public void verify(StoredContent stored) throws FaultException, InterruptedException {
      String kept = stored.checksum(ChecksumAlgorithm.CRC32C);
      if (crc32c == null || kept == null) {
        requireMd5(md5().hex(), stored);
      } else if (!kept.equals(crc32c.base64())) {
        throw FaultException.corrupt(
            "the server stored a CRC-32C of " + kept + " where " + crc32c.base64() + " was sent");
      }
    }
  }

  /// A long one, read by windows while it is sent.
  public final class Streamed implements Payload {
    private final ContentReader source;
    private final long offset;
    private final long length;
    private final BlockingIo cpu;
    private @Nullable PartStream latest;

    public Streamed(ContentReader source, long offset, long length, BlockingIo cpu) {
      this.source = source;
      this.offset = offset;
      this.length = length;
      this.cpu = cpu;
    }

    @Override
    public long sizeBytes() {
      return length;
    }

    /// The bytes from their start: one stream for each pass over them.
    public InputStream newStream() {
      PartStream stream = new PartStream(source, offset, length, cpu);
      latest = stream;
      return stream;
    }

    @Override
    public @Nullable String contentMd5() {
      return null;
    }

    @Override
    public @Nullable Crc32c crc32c() {
      return null;
    }

    @Override
    public void verify(StoredContent stored) throws FaultException {
      requireMd5(Objects.requireNonNull(latest, "nothing was sent").md5Hex(), stored);
    }
  }
}
