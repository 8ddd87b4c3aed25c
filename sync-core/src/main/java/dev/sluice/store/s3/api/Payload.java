package dev.sluice.store.s3.api;

import dev.sluice.flow.BlockingIo;
import dev.sluice.model.Checksum;
import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Md5Value;
import dev.sluice.store.ContentReader;
import dev.sluice.store.StoreException;
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

  /// The checksum for the server to verify; null where it is verified by something else, or the
  /// checksum is not known before the bytes are sent.
  @Nullable Checksum checksum();

  /// The checksum of what the last attempt sent; null where none was asked for.
  @Nullable Checksum sentChecksum();

  /// Looks that what the server has stored is what the last attempt sent.
  ///
  /// @throws FaultException if it is not
  void verify(StoredContent stored) throws FaultException, InterruptedException;

  /// By what the server is to verify a payload.
  ///
  /// @param byMd5 its MD5, which every service knows and nobody can forge: wherever a checksum is
  ///   not enough, or may be passed over
  /// @param checksum beside or in place of it; null for none
  /// @param isAhead whether the server has to be told the checksum before the bytes; else it may be
  ///   told that of the whole object at its end
  record Verification(boolean byMd5, @Nullable ChecksumAlgorithm checksum, boolean isAhead) {

    /// By the MD5 alone.
    public static final Verification MD5 = new Verification(true, null, true);
  }

  private static Md5 md5(byte[] content, BlockingIo cpu) throws InterruptedException {
    return Md5.of(content, 0, content.length, cpu);
  }

  /// @return whether the server says that it has it
  private static boolean requireChecksum(@Nullable Checksum sent, StoredContent stored)
      throws FaultException {
    String kept = sent == null ? null : stored.checksum(sent.algorithm());
    if (sent == null || kept == null) {
      return false;
    }
    if (!kept.equals(sent.value())) {
      throw FaultException.corrupt(
          "the server stored a "
              + sent.algorithm()
              + " of "
              + kept
              + " where "
              + sent.value()
              + " was sent");
    }
    return true;
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
    private final @Nullable Checksum checksum;
    private final BlockingIo cpu;

    public InMemory(
        byte[] content, @Nullable Md5 md5, @Nullable Checksum checksum, BlockingIo cpu) {
      this.content = content;
      this.md5 = md5;
      this.checksum = checksum;
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
    public @Nullable Checksum checksum() {
      return checksum;
    }

    @Override
    public @Nullable Checksum sentChecksum() {
      return checksum;
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
      boolean isProven = requireChecksum(checksum, stored);
      if (md5 != null || !isProven) {
        requireMd5(md5().hex(), stored);
      }
    }
  }

  /// A long one, read by windows while it is sent.
  public final class Streamed implements Payload {
    private final ContentReader source;
    private final long offset;
    private final long length;
    private final BlockingIo cpu;
    private final @Nullable ChecksumAlgorithm algorithm;
    private @Nullable Checksum ahead;
    private @Nullable PartStream latest;

    /// @param algorithm of the checksum that is computed of what passes; null for none
    public Streamed(
        ContentReader source,
        long offset,
        long length,
        BlockingIo cpu,
        @Nullable ChecksumAlgorithm algorithm) {
      this.source = source;
      this.offset = offset;
      this.length = length;
      this.cpu = cpu;
      this.algorithm = algorithm;
    }

    /// Reads all of it to know its checksum before it is sent.
    public void sumUpAhead() throws StoreException, InterruptedException {
      PartStream stream = new PartStream(source, offset, length, cpu, algorithm);
      stream.pass();
      ahead = stream.checksum();
    }

    @Override
    public long sizeBytes() {
      return length;
    }

    /// The bytes from their start: one stream for each pass over them.
    public InputStream newStream() {
      PartStream stream = new PartStream(source, offset, length, cpu, algorithm);
      latest = stream;
      return stream;
    }

    @Override
    public @Nullable String contentMd5() {
      return null;
    }

    @Override
    public @Nullable Checksum checksum() {
      return ahead;
    }

    @Override
    public @Nullable Checksum sentChecksum() {
      return sent().checksum();
    }

    private PartStream sent() {
      return Objects.requireNonNull(latest, "nothing was sent");
    }

    @Override
    public void verify(StoredContent stored) throws FaultException {
      requireChecksum(sentChecksum(), stored);
      requireMd5(sent().md5Hex(), stored);
    }
  }
}
