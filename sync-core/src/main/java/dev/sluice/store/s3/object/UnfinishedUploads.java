package dev.sluice.store.s3.object;

import dev.sluice.flow.RunLock;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The uploads of one store that were begun and neither completed nor taken back, which are noted
/// on this machine for as long. Thread-safe.
public final class UnfinishedUploads {

  private final RunLock runLock;
  private final Set<OpenUpload> open = ConcurrentHashMap.newKeySet();

  /// @param runLock where they are noted
  UnfinishedUploads(RunLock runLock) {
    this.runLock = runLock;
  }

  /// One was begun.
  void begun(OpenUpload upload) {
    open.add(upload);
    runLock.note(noteKey(upload), upload.text());
  }

  /// One is unfinished no longer.
  void settled(OpenUpload upload) {
    open.remove(upload);
    runLock.forget(noteKey(upload));
  }

  /// No space may be in it.
  private static String noteKey(OpenUpload upload) {
    return URLEncoder.encode(upload.id(), StandardCharsets.UTF_8);
  }

  /// What the user is told of those that stay.
  public List<String> leftBehind() {
    return open.stream().map(OpenUpload::leftBehind).sorted().toList();
  }
}
