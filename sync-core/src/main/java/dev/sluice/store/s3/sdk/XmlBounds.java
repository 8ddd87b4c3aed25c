package dev.sluice.store.s3.sdk;

import dev.sluice.flow.BulkStream;
import dev.sluice.store.s3.light.xml.XmlPull;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/// XML on its way to a reader that would follow any depth by recursion and keep any length in
/// memory, as the SDK's does: it ends with a fault where no answer of S3 would go on. Counts
/// elements as far as that takes; what is not XML is the reader's to refuse.
public final class XmlBounds extends BulkStream {

  private enum State {
    TEXT,
    OPENED,
    START_TAG,
    QUOTED,
    OTHER_TAG
  }

  /// Longer than any name of S3's.
  private static final int MOST_NAME_BYTES = 100;

  private final InputStream in;
  private final Consumer<String> rootListener;
  private final StringBuilder root = new StringBuilder();
  private boolean isRootTold;
  private State state = State.TEXT;
  private int quote;
  private int before;
  private int depth;
  private long bytes;

  XmlBounds(InputStream in) {
    this(in, _ -> {});
  }

  /// @param rootListener is told the name of the outermost element, without what stands before a
  ///   colon
  XmlBounds(InputStream in, Consumer<String> rootListener) {
    this.in = in;
    this.rootListener = rootListener;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int read = in.read(into, from, length);
    for (int i = from; i < from + read; i++) {
      follow(into[i]);
    }
    bytes += Math.max(0, read);
    if (bytes > XmlPull.MAX_BYTES) {
      throw new IOException("the answer has more than " + XmlPull.MAX_BYTES + " bytes");
    }
    return read;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void follow(byte b) throws IOException {
    state =
        switch (state) {
          case TEXT -> b == '<' ? State.OPENED : State.TEXT;
          case OPENED -> opened(b);
          case START_TAG -> startTag(b);
          case QUOTED -> b == quote ? State.START_TAG : State.QUOTED;
          case OTHER_TAG -> b == '>' ? State.TEXT : State.OTHER_TAG;
        };
    before = b;
  }

  private State opened(byte b) throws IOException {
    if (b == '/') {
      depth--;
      return State.OTHER_TAG;
    }
    if (b == '!' || b == '?') {
      return State.OTHER_TAG;
    }
    if (++depth > XmlPull.MAX_DEPTH) {
      throw new IOException("the answer's XML is more than " + XmlPull.MAX_DEPTH + " deep");
    }
    nameRoot(b);
    return State.START_TAG;
  }

  private State startTag(byte b) {
    nameRoot(b);
    if (b == '"' || b == '\'') {
      quote = b;
      return State.QUOTED;
    }
    if (b != '>') {
      return State.START_TAG;
    }
    if (before == '/') {
      depth--;
    }
    return State.TEXT;
  }

  private void nameRoot(byte b) {
    if (isRootTold) {
      return;
    }
    if (b > ' ' && b != '>' && b != '/' && root.length() < MOST_NAME_BYTES) {
      root.append((char) b);
    } else {
      isRootTold = true;
      rootListener.accept(root.substring(root.indexOf(":") + 1));
    }
  }
}
