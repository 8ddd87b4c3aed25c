package dev.sluice.store.s3.http;

import dev.sluice.s3server.tls.CertificateAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// An authority and a certificate for 127.0.0.1, made once for all tests of a process.
public final class TestTls {

  private static final class Made {
    static final CertificateAuthority AUTHORITY = make();

    private static CertificateAuthority make() {
      isMade = true;
      try {
        return CertificateAuthority.in(Files.createTempDirectory("sluice-test-tls"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static volatile boolean isMade;

  private TestTls() {}

  /// What a server shows.
  public static SSLContext server() {
    try {
      return Made.AUTHORITY.context();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whom a client is to trust, as a file.
  public static Path pem() {
    return Made.AUTHORITY.pem();
  }

  /// The same; `other` where no server has shown its certificate in this process, since making an
  /// authority takes seconds.
  public static @Nullable String pemOr(@Nullable String other) {
    return isMade ? pem().toString() : other;
  }

  /// Makes connections that trust the authority.
  static SSLSocketFactory client() {
    try (InputStream in = Files.newInputStream(pem())) {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
