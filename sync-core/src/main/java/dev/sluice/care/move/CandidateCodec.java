package dev.sluice.care.move;

import dev.sluice.flow.spool.Spool;
import dev.sluice.model.Entry;
import dev.sluice.plan.EntryCodec;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/// Writes down what waits to be removed.
final class CandidateCodec implements Spool.Codec<Candidate> {

  @Override
  public void write(Candidate candidate, DataOutputStream out) throws IOException {
    EntryCodec.write(candidate.source(), out);
    out.writeBoolean(candidate.isSeen());
    String stamp = candidate.stamp();
    out.writeBoolean(stamp != null);
    if (stamp != null) {
      out.writeUTF(stamp);
    }
    out.writeBoolean(candidate.isProven());
  }

  @Override
  public Candidate read(DataInputStream in) throws IOException {
    Entry source = EntryCodec.read(in);
    boolean isSeen = in.readBoolean();
    String stamp = in.readBoolean() ? in.readUTF() : null;
    return new Candidate(source, isSeen, stamp, in.readBoolean());
  }
}
