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
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Certificate authorities from a PEM file (`AWS_CA_BUNDLE`), trusted beside those of the platform:
/// a company's proxy that opens TLS, or an S3 service in the house. The SDK does not read it.
final class CaBundle {

  private CaBundle() {}

  /// What trusts the file's authorities and the platform's. Host names are checked by whoever opens
  /// the connection.
  ///
  /// @throws IllegalArgumentException if it cannot be read or holds no certificate
  static TrustManager[] load(String path) {
    try {
      Collection<? extends Certificate> bundle = read(Path.of(path));
      if (bundle.isEmpty()) {
        throw new IllegalArgumentException("AWS_CA_BUNDLE: no certificate in " + path);
      }
      // One store of both, so that each handshake looks for a way to an authority once.
      KeyStore both = KeyStore.getInstance(KeyStore.getDefaultType());
      both.load(null, null);
      int number = 0;
      for (Certificate certificate : platform()) {
        both.setCertificateEntry("platform-" + number++, certificate);
      }
      for (Certificate certificate : bundle) {
        both.setCertificateEntry("bundle-" + number++, certificate);
      }
      return trustManagers(both);
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

  private static List<X509Certificate> platform() throws GeneralSecurityException {
    return Arrays.stream(trustManagers(null))
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers()))
        .toList();
  }

  /// @param store null for the platform's
  private static TrustManager[] trustManagers(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
