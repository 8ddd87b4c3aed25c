package dev.sluice.store.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Certificate authorities from a PEM file (`AWS_CA_BUNDLE`), trusted beside those of the platform:
/// a company's proxy that opens TLS, or an S3 service in the house. The SDK does not read it.
final class CaBundle {

  private CaBundle() {}

  /// Loads the file.
  ///
  /// @throws IllegalArgumentException if it cannot be read or holds no certificate
  static TrustManager[] load(String path) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate certificate : read(Path.of(path))) {
        store.setCertificateEntry("ca-" + number++, certificate);
      }
      if (number == 0) {
        throw new IllegalArgumentException("AWS_CA_BUNDLE: no certificate in " + path);
      }
      X509TrustManager both = new Either(trustManager(null), trustManager(store));
      return new TrustManager[] {both};
    } catch (IOException | GeneralSecurityException | InvalidPathException e) {
      throw new IllegalArgumentException(
          "AWS_CA_BUNDLE: cannot read " + path + " as PEM: " + e.getMessage(), e);
    }
  }

  private static Collection<? extends Certificate> read(Path path)
      throws IOException, CertificateException {
    try (InputStream in = Files.newInputStream(path)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in);
    }
  }

  private static X509TrustManager trustManager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new GeneralSecurityException("no X.509 trust manager"));
  }

  /// Trusts what one of the two trusts. Host names are checked elsewhere, by the HTTP client.
  private record Either(X509TrustManager platform, X509TrustManager bundle)
      implements X509TrustManager {

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      try {
        platform.checkServerTrusted(chain, authType);
      } catch (CertificateException e) {
        try {
          bundle.checkServerTrusted(chain, authType);
        } catch (CertificateException _) {
          throw e;
        }
      }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      platform.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return Stream.of(platform, bundle)
          .flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers()))
          .toArray(X509Certificate[]::new);
    }
  }
}
