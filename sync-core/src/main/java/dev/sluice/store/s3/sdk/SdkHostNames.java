package dev.sluice.store.s3.sdk;

import dev.sluice.flow.Unanswered;
import dev.sluice.store.s3.http.HostNames;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/// Lets the SDK's HTTP client look up names as our own does. Thread-safe.
public final class SdkHostNames implements DnsResolver {

  private final HostNames names = new HostNames(); // its threads end by themselves

  /// The names that nobody has answered for `atLeast`.
  public List<Unanswered> unanswered(Duration atLeast) {
    return names.unanswered(atLeast);
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    try {
      return names.addresses(host);
    } catch (InterruptedIOException e) {
      UnknownHostException interrupted = new UnknownHostException(e.getMessage());
      interrupted.initCause(e);
      throw interrupted;
    }
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return resolve(host)[0].getCanonicalHostName(); // asked for by nobody but Kerberos
  }
}
