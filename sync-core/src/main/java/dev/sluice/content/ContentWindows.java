package dev.sluice.content;

import dev.sluice.flow.work.BufferRing;
import dev.sluice.model.Entry;
import dev.sluice.store.ContentReader;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// One entry's content in windows, in their order. Where each has to be waited for, several are
/// read ahead; a file is read by whoever takes its windows, since a disk is no faster for being
/// asked for several. Used by one thread.
final class ContentWindows implements AutoCloseable {

  private static final int WINDOW_BYTES = 1 << 20;

  /// A content, and where it is.
  record Place(Store store, Entry entry) {

    /// The length of a window; 0 where there is no content.
    int windowBytes() {
      return (int) Math.min(WINDOW_BYTES, entry.sizeBytes());
    }

    /// How many windows there are.
    long windows() {
      return Math.ceilDiv(entry.sizeBytes(), WINDOW_BYTES);
    }

    /// Whether it gains from being read ahead.
    boolean isReadAhead() {
      return windows() > 1 && !store.properties().fileSystem();
    }
  }

  private final Place place;
  private final ContentReader reader;
  private final LongConsumer readBytes;

  /// Null where nothing is read ahead.
  private final @Nullable BufferRing<StoreException> ring;

  private byte[] window = new byte[0];
  private long offset;

  /// @param ahead how many windows of it may be held in memory, if it is read ahead; else one is
  /// @param readBytes is told of the bytes that are read, as they are taken
  ContentWindows(Place place, int ahead, LongConsumer readBytes)
      throws StoreException, InterruptedException {
    this.place = place;
    this.readBytes = readBytes;
    this.reader = place.store().open(place.entry());
    this.ring =
        place.isReadAhead()
            ? new BufferRing<>(
                "sluice-window", ahead, place.windowBytes(), place.windows(), this::fill)
            : null;
  }

  private void fill(long number, byte[] into) throws StoreException, InterruptedException {
    long from = number * WINDOW_BYTES;
    reader.read(from, into, 0, lengthAt(from));
  }

  private int lengthAt(long from) {
    return (int) Math.min(WINDOW_BYTES, place.entry().sizeBytes() - from);
  }

  /// Moves on to the next window.
  ///
  /// @return its length; 0 at the end
  int next() throws StoreException, InterruptedException {
    int length = lengthAt(offset);
    if (length == 0) {
      return 0;
    }
    if (ring == null) {
      window = window.length == 0 ? new byte[place.windowBytes()] : window;
      reader.read(offset, window, 0, length);
    } else {
      window = ring.next();
    }
    readBytes.accept(length);
    offset += length;
    return length;
  }

  /// The window that [#next] has moved to, until it moves on.
  byte[] window() {
    return window;
  }

  /// Looks whether the content still is what was listed, once all that is wanted of it was read.
  ///
  /// @return the reader, to be told what it was found to be
  ContentReader unchanged() throws StoreException, InterruptedException {
    reader.verifyUnchanged();
    return reader;
  }

  @Override
  public void close() {
    try {
      if (ring != null) {
        ring.close();
      }
    } finally {
      reader.close();
    }
  }
}
