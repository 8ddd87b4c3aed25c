package dev.sluice.store.s3.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
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
public final class CaBundle {

  /// The largest bundles of public authorities have a quarter of a megabyte.
  private static final int MAX_BYTES = 16 << 20;

  private CaBundle() {}

  /// What trusts the file's authorities and the platform's. Host names are checked by whoever opens
  /// the connection.
  ///
  /// @throws MisconfiguredException if it cannot be read or holds no certificate
  public static TrustManager[] load(Setting setting) {
    try {
      Collection<? extends Certificate> bundle = read(setting);
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
    } catch (IOException | GeneralSecurityException e) {
      throw wrong(setting, "the platform's own certificates cannot be read: " + e.getMessage(), e);
    }
  }

  private static Collection<? extends Certificate> read(Setting setting) {
    try (InputStream in = Files.newInputStream(Path.of(setting.value()))) {
      byte[] pem = in.readNBytes(MAX_BYTES + 1);
      if (pem.length > MAX_BYTES) {
        throw wrong(setting, "it is larger than any bundle of certificates is", null);
      }
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem));
      if (certificates.isEmpty()) {
        throw wrong(setting, "there is no certificate in it", null);
      }
      return certificates;
    } catch (NoSuchFileException e) {
      throw wrong(setting, "there is no such file", e);
    } catch (AccessDeniedException e) {
      throw wrong(setting, "reading it is not permitted", e);
    } catch (InvalidPathException e) {
      throw wrong(setting, "no file can have this name", e);
    } catch (IOException e) {
      throw wrong(setting, "it cannot be read: " + MisconfiguredException.reason(e), e);
    } catch (CertificateException e) {
      throw wrong(setting, "it does not hold certificates in PEM form", e);
    }
  }

  private static MisconfiguredException wrong(
      Setting setting, String why, @Nullable Exception cause) {
    return new MisconfiguredException(
        setting.name()
            + " "
            + MisconfiguredException.shown(setting.value())
            + ": "
            + why
            + "; name a file of certificates in PEM form",
        cause);
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
