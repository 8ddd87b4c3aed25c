package dev.sluice.care.history;

import dev.sluice.flow.spool.Spool;
import dev.sluice.model.Key;
import dev.sluice.model.ObjectVersion;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Writes down a key's history on both sides.
final class HistoryCodec implements Spool.Codec<KeyHistory> {

  private final VersionCodec versions = new VersionCodec();

  @Override
  public void write(KeyHistory history, DataOutputStream out) throws IOException {
    write(history.from(), out);
    write(history.to(), out);
    write(history.twins(), out);
  }

  private void write(List<ObjectVersion> all, DataOutputStream out) throws IOException {
    out.writeInt(all.size());
    for (ObjectVersion each : all) {
      versions.write(each, out);
    }
  }

  @Override
  public KeyHistory read(DataInputStream in) throws IOException {
    List<ObjectVersion> from = readAll(in);
    List<ObjectVersion> to = readAll(in);
    Key key = (from.isEmpty() ? to : from).getFirst().key();
    return new KeyHistory(key, from, to, readAll(in));
  }

  private List<ObjectVersion> readAll(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<ObjectVersion> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(versions.read(in));
    }
    return all;
  }
}
