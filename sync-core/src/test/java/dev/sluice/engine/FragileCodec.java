package dev.sluice.engine;

import dev.sluice.flow.spool.Spool;
import dev.sluice.plan.Action;
import dev.sluice.plan.ActionCodec;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/// Writes and reads actions as ever until a test says that the disk is full, or unreadable.
final class FragileCodec implements Spool.Codec<Action> {

  private final ActionCodec inner = new ActionCodec();
  volatile boolean isFull;
  volatile boolean isUnreadable;

  @Override
  public void write(Action action, DataOutputStream out) throws IOException {
    if (isFull) {
      throw new IOException("no space left");
    }
    inner.write(action, out);
  }

  @Override
  public Action read(DataInputStream in) throws IOException {
    if (isUnreadable) {
      throw new IOException("bad sector");
    }
    return inner.read(in);
  }
}
