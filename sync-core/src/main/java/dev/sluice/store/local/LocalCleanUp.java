package dev.sluice.store.local;

import dev.sluice.store.CleanUpOrder;
import dev.sluice.store.Removed;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Looks through a tree for temporary files that runs have left. Follows no link.
final class LocalCleanUp extends SimpleFileVisitor<Path> {

  private final LocalRoot root;
  private final CleanUpOrder order;
  private final Duration unknownAfter;
  private @Nullable IOException failure;
  private long found;

  LocalCleanUp(LocalRoot root, CleanUpOrder order) {
    this.root = root;
    this.order = order;
    Duration asked = order.olderThan();
    this.unknownAfter = asked == null ? LocalRoot.STALE : asked;
  }

  Removed run() throws StoreException, InterruptedException {
    try {
      Files.walkFileTree(root.path(), this);
    } catch (IOException e) {
      throw root.unreadable(e);
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (failure != null) {
      throw LocalErrors.of("look through " + failure.getMessage(), failure);
    }
    if (!root.unremoved().isEmpty()) {
      throw new StoreException(
          Kind.OTHER, "remove temporary files: " + String.join("; ", root.unremoved().named()));
    }
    return new Removed(0, found);
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (attributes.isRegularFile()
        && Temporaries.isTemporary(String.valueOf(file.getFileName()))
        && root.isLeftover(file, unknownAfter)
        && (order.dryRun() || root.remove(file))) {
      found++;
      order.each().accept(file.toString());
    }
    return Thread.currentThread().isInterrupted()
        ? FileVisitResult.TERMINATE
        : FileVisitResult.CONTINUE;
  }

  /// Goes on with the others, and says so in the end.
  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
    if (file.equals(root.path())) {
      throw e;
    }
    failure = failure == null ? e : failure;
    return FileVisitResult.CONTINUE;
  }
}
