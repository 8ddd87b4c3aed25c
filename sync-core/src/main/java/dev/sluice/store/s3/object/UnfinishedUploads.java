package dev.sluice.store.s3.object;

import dev.sluice.flow.RunMark;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The uploads of one store that were begun and neither completed nor taken back, which are noted
/// on this machine for as long. Thread-safe.
public final class UnfinishedUploads {

  private final RunMark mark;
  private final Set<OpenUpload> open = ConcurrentHashMap.newKeySet();

  /// @param mark where they are noted
  UnfinishedUploads(RunMark mark) {
    this.mark = mark;
  }

  /// One was begun.
  void begun(OpenUpload upload) {
    open.add(upload);
    mark.note(noteKey(upload), upload.text());
  }

  /// One is unfinished no longer.
  void settled(OpenUpload upload) {
    open.remove(upload);
    mark.forget(noteKey(upload));
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
