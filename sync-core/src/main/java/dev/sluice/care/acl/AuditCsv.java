package dev.sluice.care.acl;

import dev.sluice.care.Subject;
import dev.sluice.model.access.Acl;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A table of who can read what: a row for each object, as RFC 4180 has it. Thread-safe.
public final class AuditCsv implements AuditListener, AutoCloseable {

  private static final String HEAD =
      "key,version,bytes,reach,by_acl,by_policy,expected,without_effect,owner,grants\r\n";

  private final Path path;
  private final BufferedWriter out;

  private AuditCsv(Path path, BufferedWriter out) {
    this.path = path;
    this.out = out;
  }

  /// Begins a table, in place of one that there is.
  ///
  /// @throws StoreException if it cannot be written
  public static AuditCsv in(Path path) throws StoreException {
    try {
      BufferedWriter out = Files.newBufferedWriter(path);
      out.write(HEAD);
      return new AuditCsv(path, out);
    } catch (IOException e) {
      throw unwritable(Kind.MISCONFIGURED, path, e);
    }
  }

  private static StoreException unwritable(Kind kind, Path path, IOException e) {
    return new StoreException(kind, "--csv " + path + " cannot be written: " + e.getMessage(), e);
  }

  @Override
  public void judged(Subject subject, Acl acl, Judgement judgement, boolean isExpected)
      throws StoreException {
    String version = subject.version();
    String voidedBy = judgement.voidedBy();
    String row =
        List.of(
                subject.key().value(),
                version == null ? "" : version,
                Long.toString(subject.sizeBytes()),
                word(judgement.reach()),
                word(judgement.byAcl()),
                word(judgement.byPolicy()),
                Boolean.toString(isExpected),
                voidedBy == null ? "" : voidedBy,
                acl.owner().id(),
                acl.grants().isEmpty() ? "" : AclText.of(acl.grants()))
            .stream()
            .map(AuditCsv::quoted)
            .collect(Collectors.joining(",", "", "\r\n"));
    try {
      append(row);
    } catch (IOException e) {
      throw unwritable(Kind.READ_ONLY, path, e);
    }
  }

  private synchronized void append(String row) throws IOException {
    out.write(row);
  }

  private static String word(Reach reach) {
    return reach.name().toLowerCase(Locale.ROOT);
  }

  private static String quoted(String text) {
    boolean isPlain = text.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
    return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /// Ends the table.
  ///
  /// @throws StoreException if its last rows could not be written
  @Override
  public synchronized void close() throws StoreException {
    try {
      out.close();
    } catch (IOException e) {
      throw unwritable(Kind.READ_ONLY, path, e);
    }
  }
}
