package dev.sluice.store.s3.doctor;

import dev.sluice.checkup.CheckName;
import dev.sluice.checkup.Checkup;
import dev.sluice.checkup.Finding;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.s3.api.S3Fault;
import dev.sluice.store.s3.call.S3Faults;
import dev.sluice.store.s3.config.EnvironmentProxy;
import dev.sluice.store.s3.http.HostNames;
import dev.sluice.store.s3.http.Origin;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The way to the service, below its own protocol: names, connections, certificates. Behind a proxy
/// these are the proxy's.
final class NetworkChecks {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int MOST_TRIED = 4;
  private static final int MOST_SHOWN = 6;

  private final ServiceWay way;
  private final Clock clock;

  NetworkChecks(ServiceWay way, Clock clock) {
    this.way = way;
    this.clock = clock;
  }

  void run(Checkup checkup) throws InterruptedException {
    URI proxy = way.proxy();
    checkup.check(
        CheckName.PROXY,
        List.of(),
        () ->
            proxy == null
                ? Finding.ok("none on the way")
                : Finding.ok("requests go through " + EnvironmentProxy.shown(proxy)));
    Origin first = proxy == null ? way.origin() : of(proxy);
    try (HostNames names = new HostNames()) {
      checkup.check(CheckName.DNS, List.of(), () -> lookUp(names, first.host()));
      checkup.check(CheckName.TCP, List.of(CheckName.DNS), () -> connect(names, first));
      checkup.check(CheckName.TLS, List.of(CheckName.TCP), () -> secure(names, first));
    }
  }

  private static Origin of(URI proxy) {
    return Origin.of(URI.create(EnvironmentProxy.shown(proxy)));
  }

  private static Finding lookUp(HostNames names, String host) throws InterruptedException {
    try {
      InetAddress[] addresses = names.addresses(host);
      String shown =
          Arrays.stream(addresses)
              .limit(MOST_SHOWN)
              .map(InetAddress::getHostAddress)
              .collect(Collectors.joining(", "));
      return Finding.ok(
              host
                  + " is "
                  + shown
                  + (addresses.length > MOST_SHOWN
                      ? " and " + (addresses.length - MOST_SHOWN) + " more"
                      : ""))
          .with("addresses", addresses.length);
    } catch (IOException e) {
      return failed(e);
    }
  }

  private static Finding connect(HostNames names, Origin to) throws InterruptedException {
    try {
      long begun = System.nanoTime();
      try (Socket socket = open(names, to)) {
        long took = System.nanoTime() - begun;
        return Finding.ok(
                "connected to "
                    + socket.getInetAddress().getHostAddress()
                    + " port "
                    + to.port()
                    + " in "
                    + Amounts.millis(took))
            .with("connectMicros", Amounts.micros(took));
      }
    } catch (IOException e) {
      return failed(e);
    }
  }

  /// A connection to the first address that answers.
  private static Socket open(HostNames names, Origin to) throws IOException {
    IOException failure = new IOException("no address of " + to.host());
    InetAddress[] addresses = names.addresses(to.host());
    for (InetAddress address : Arrays.copyOf(addresses, Math.min(MOST_TRIED, addresses.length))) {
      Socket socket = new Socket();
      try {
        socket.connect(
            new InetSocketAddress(address, to.port()), Math.toIntExact(TIMEOUT.toMillis()));
        return socket;
      } catch (IOException e) {
        socket.close();
        failure =
            new ConnectException(
                address.getHostAddress() + " port " + to.port() + ": " + e.getMessage());
      }
    }
    throw failure;
  }

  private Finding secure(HostNames names, Origin first) throws InterruptedException {
    if (!way.origin().tls()) {
      return way.endpoint().isLoopback()
          ? Finding.ok("none: the service is on this machine, and reached by plain HTTP")
          : Finding.warning(
              "none: the service is reached by plain HTTP, which can be read on the way",
              "Write https:// where the service has it");
    }
    if (way.proxy() != null) {
      return Finding.ok("not looked at through the proxy; the answer tells");
    }
    try (Socket socket = open(names, first)) {
      socket.setSoTimeout(Math.toIntExact(TIMEOUT.toMillis()));
      return new CertificateLook(way.trust(), clock).at(socket, first);
    } catch (IOException e) {
      return failed(e);
    }
  }

  /// What a fault on the way means, in the words that runs have for it.
  private static Finding failed(IOException e) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted");
    }
    S3Fault fault = S3Faults.classify(e);
    @Nullable String remedy = fault.remedy();
    return new Finding.Failed(
        Kind.UNREACHABLE,
        fault.said(),
        remedy == null ? "Check the endpoint and the network" : remedy);
  }
}
