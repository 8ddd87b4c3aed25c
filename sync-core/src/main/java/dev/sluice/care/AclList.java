package dev.sluice.care;

import dev.sluice.flow.IoReason;
import dev.sluice.model.access.Acl;
import dev.sluice.model.access.Grant;
import dev.sluice.model.access.Grantee;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/// A file of JSON lines: each access control list that was replaced, and what it was. A line is
/// written before the change, and what cannot be noted is not changed. Thread-safe.
public final class AclList implements AutoCloseable {

  private final Path path;
  private final String bucket;

  /// No channel: one is closed by an interrupt of whoever writes.
  private final RandomAccessFile file;

  private AclList(Path path, String bucket, RandomAccessFile file) {
    this.path = path;
    this.bucket = bucket;
    this.file = file;
  }

  /// Opens a list, to go on behind what it holds.
  ///
  /// @param bucket whose objects' lists it will hold
  /// @throws StoreException if it cannot be written
  public static AclList appendingTo(Path path, String bucket) throws StoreException {
    try {
      RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
      file.seek(file.length());
      return new AclList(path, bucket, file);
    } catch (IOException e) {
      throw new StoreException(
          Kind.MISCONFIGURED, "--list " + path + " cannot be written: " + IoReason.of(e), e);
    }
  }

  /// Notes what a list is that is about to be replaced.
  ///
  /// @throws StoreException if it cannot be written any more, of a kind that ends the run
  public void add(Subject subject, Acl before) throws StoreException {
    String line =
        new FlatJson.Writer()
                .put("bucket", bucket)
                .put("key", subject.key().value())
                .put("version", subject.version())
                .put("etag", subject.etag())
                .put("owner", before.owner().id())
                .put("grants", text(before))
                .end()
            + "\n";
    try {
      append(line.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new StoreException(
          Kind.READ_ONLY, "--list " + path + " cannot be written any more: " + IoReason.of(e), e);
    }
  }

  private synchronized void append(byte[] line) throws IOException {
    file.write(line);
  }

  /// As `--acl-grant` takes them, with blanks between them: `full_control:ID read:URI`.
  private static String text(Acl acl) {
    StringBuilder text = new StringBuilder();
    for (Grant grant : acl.grants()) {
      text.append(text.isEmpty() ? "" : " ")
          .append(grant.permission().name().toLowerCase(Locale.ROOT))
          .append(':')
          .append(
              switch (grant.grantee()) {
                case Grantee.Account account -> account.id();
                case Grantee.Email email -> email.address();
                case Grantee.Group group -> group.uri();
              });
    }
    return text.toString();
  }

  @Override
  public synchronized void close() {
    try {
      file.close();
    } catch (IOException e) {
      // all lines have been written before
    }
  }
}
