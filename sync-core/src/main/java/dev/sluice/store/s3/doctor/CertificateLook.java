package dev.sluice.store.s3.doctor;

import dev.sluice.checkup.Finding;
import dev.sluice.store.s3.api.S3Fault;
import dev.sluice.store.s3.call.S3Faults;
import dev.sluice.store.s3.http.Origin;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/// Looks at a server's certificate, and says who has issued it even where it is not trusted.
final class CertificateLook {

  private static final Duration SOON = Duration.ofDays(14);
  private static final Pattern COMMON_NAME = Pattern.compile("(?:^|,)(?:CN|O)=((?:\\\\.|[^,])+)");

  private final TrustManager @Nullable [] trust;
  private final Clock clock;

  CertificateLook(TrustManager @Nullable [] trust, Clock clock) {
    this.trust = trust;
    this.clock = clock;
  }

  /// @param socket connected to the server, its owner's to close
  /// @throws IOException if there is no TLS for another reason than its certificate
  Finding at(Socket socket, Origin server) throws IOException {
    Noting noting = new Noting(judge());
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {noting}, null);
      SSLSocket layered =
          (SSLSocket)
              context.getSocketFactory().createSocket(socket, server.host(), server.port(), false);
      SSLParameters parameters = layered.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      layered.setSSLParameters(parameters);
      layered.startHandshake();
      return seen(layered.getSession().getProtocol(), noting.leaf());
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
    } catch (SSLException e) {
      X509Certificate leaf = noting.leaf();
      if (leaf == null) {
        throw e;
      }
      S3Fault fault = S3Faults.classify(e);
      return new Finding.Failed(
          fault.kind(), fault.said() + " (" + described(leaf) + ")", fault.remedy());
    }
  }

  private X509ExtendedTrustManager judge() throws IOException {
    try {
      TrustManager[] managers = trust;
      if (managers == null) {
        TrustManagerFactory factory =
            TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        managers = factory.getTrustManagers();
      }
      return Arrays.stream(managers)
          .filter(X509ExtendedTrustManager.class::isInstance)
          .map(X509ExtendedTrustManager.class::cast)
          .findFirst()
          .orElseThrow(() -> new IOException("TLS cannot be set up: nobody is trusted"));
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
    }
  }

  private Finding seen(String protocol, @Nullable X509Certificate leaf) {
    if (leaf == null) {
      return Finding.ok(protocol);
    }
    String said = protocol + ", " + described(leaf);
    long daysLeft = left(leaf).toDays();
    Finding finding =
        left(leaf).compareTo(SOON) < 0
            ? Finding.warning(said, "Have the certificate renewed before it ends")
            : Finding.ok(said);
    return finding.with("certificateDaysLeft", daysLeft);
  }

  private String described(X509Certificate leaf) {
    return "the certificate of "
        + name(leaf.getSubjectX500Principal())
        + ", issued by "
        + (leaf.getSubjectX500Principal().equals(leaf.getIssuerX500Principal())
            ? "itself"
            : name(leaf.getIssuerX500Principal()))
        + ", "
        + (left(leaf).isNegative()
            ? "has ended at " + end(leaf)
            : "is good for " + Amounts.time(left(leaf)) + " (" + end(leaf) + ")");
  }

  private static Instant end(X509Certificate leaf) {
    return leaf.getNotAfter().toInstant();
  }

  private Duration left(X509Certificate leaf) {
    return Duration.between(clock.instant(), end(leaf));
  }

  private static String name(X500Principal principal) {
    Matcher matcher = COMMON_NAME.matcher(principal.getName());
    return matcher.find() ? matcher.group(1) : principal.getName();
  }

  /// Judges as another does, and keeps what was shown.
  private static final class Noting extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager judge;
    private X509Certificate @Nullable [] chain;

    Noting(X509ExtendedTrustManager judge) {
      this.judge = judge;
    }

    @Nullable X509Certificate leaf() {
      X509Certificate[] shown = chain;
      return shown == null || shown.length == 0 ? null : shown[0];
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String authType, Socket socket)
        throws CertificateException {
      chain = shown;
      judge.checkServerTrusted(shown, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String authType, SSLEngine engine)
        throws CertificateException {
      chain = shown;
      judge.checkServerTrusted(shown, authType, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String authType)
        throws CertificateException {
      chain = shown;
      judge.checkServerTrusted(shown, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String authType, Socket socket)
        throws CertificateException {
      judge.checkClientTrusted(shown, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String authType, SSLEngine engine)
        throws CertificateException {
      judge.checkClientTrusted(shown, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String authType)
        throws CertificateException {
      judge.checkClientTrusted(shown, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return judge.getAcceptedIssuers();
    }
  }
}
